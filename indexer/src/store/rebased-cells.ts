import type { Fact } from '@tokentape/core/facts/facts.ts';
import type pg from 'pg';
import type { IngestState } from './ingest-state.ts';
import { timeText } from './time-text.ts';
import type { TouchedCells } from './touched-cells.ts';

/**
 * Adds the cells that a late multiplier of a rebasing token changes: balances and supply from its announcement on were
 * computed without it, and with another one that it may have replaced. A batch past everything read needs none, since its multipliers count for its own transfers at most.
 */
export async function addRebasedCells(
  client: pg.ClientBase,
  { catalogue }: IngestState,
  facts: Fact[],
  cells: TouchedCells,
): Promise<void> {
  for (const fact of facts) {
    if (fact.kind !== 'multiplier') continue;
    const token = catalogue.tokens.get(fact.token)!;
    if (token.unitRule !== 'rebasing') continue;
    const values = [token.key, timeText(fact.tx.block.time)];
    const balances = await client.query<{ owner: number; hour: string }>(
      `SELECT owner_key AS owner, to_char(hour AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:00:00"Z"') AS hour
         FROM balance_hour WHERE token_key = $1 AND hour + interval '1 hour' > $2`,
      values,
    );
    const days = await client.query<{ day: string }>(
      `SELECT day::text FROM supply_day WHERE token_key = $1 AND day >= ($2::timestamptz AT TIME ZONE 'UTC')::date`,
      values,
    );
    append(cells, 'balance_hour', balances.rows, ({ owner, hour }) => [
      token.key,
      owner,
      timeText(Date.parse(hour) / 1_000),
    ]);
    append(cells, 'supply_day', days.rows, ({ day }) => [token.key, day]);
  }
}

function append<Row>(cells: TouchedCells, table: string, rows: Row[], cellOf: (row: Row) => (number | string)[]): void {
  const columns = cells.get(table)!;
  const known = new Set((columns[0] ?? []).map((_, i) => columns.map((column) => column[i]).join('/')));
  for (const cell of rows.map(cellOf)) {
    if (known.has(cell.join('/'))) continue;
    known.add(cell.join('/'));
    for (const [i, value] of cell.entries()) columns[i]!.push(value);
  }
}
