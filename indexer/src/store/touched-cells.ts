import type { Fact } from '@tokentape/core/facts/facts.ts';
import type { FactBatch } from '../batch.ts';
import type { IngestState } from './ingest-state.ts';
import type { OpenSums } from './sums/open-sums.ts';
import { timeText } from './time-text.ts';

/** Cells of the rollups that a batch touched: per rollup one array per column, as its statement wants them. */
export type TouchedCells = Map<string, (number | string)[][]>;

class CellSet {
  readonly #seen = new Set<string>();
  readonly columns: (number | string)[][];

  constructor(width: number) {
    this.columns = Array.from({ length: width }, () => []);
  }

  add(...cell: (number | string)[]): void {
    const id = cell.join('/');
    if (this.#seen.has(id)) return;
    this.#seen.add(id);
    for (const [i, value] of cell.entries()) this.columns[i]!.push(value);
  }
}

/** Names the cells that the facts of a batch fall into, but for those that `sums` holds. */
export function touchedCells(state: IngestState, facts: Fact[], sums: OpenSums | null, batch: FactBatch): TouchedCells {
  const { catalogue, accounts } = state;
  const [poolHours, assetHours, assetDays, traderDays, supplyDays, balanceHours, poolDays] = [2, 2, 2, 3, 2, 3, 2].map(
    (width) => new CellSet(width),
  );
  for (const fact of facts) {
    const time = fact.tx.block.time;
    const [inHour, inDay] = [sums?.holdsHour(time) ?? false, sums?.holdsDay(time) ?? false];
    const supplies = fact.kind === 'transfer' && fact.move !== 'transfer';
    if (inHour && inDay && !supplies) continue;
    const day = timeText(time - (time % 86_400)).slice(0, 10);
    if (supplies) supplyDays!.add(catalogue.tokens.get(fact.token)!.key, day);
    const hour = timeText(time - (time % 3_600));
    if (fact.kind === 'transfer') {
      if (inHour) continue;
      const { key } = catalogue.tokens.get(fact.token)!;
      for (const owner of [fact.from ?? fact.fromAccount, fact.to ?? fact.toAccount])
        if (owner !== null) balanceHours!.add(key, accounts.keyOf(owner), hour);
    }
    if (fact.kind !== 'fill') continue;
    const pool = catalogue.pools.get(fact.pool)!;
    const stocks = [pool.token0, pool.token1].filter((token) => token.role === 'stock');
    if (stocks.length === 0) continue;
    if (!inHour) {
      poolHours!.add(pool.key, hour);
      for (const { key } of stocks) assetHours!.add(key, hour);
    }
    if (!inDay) {
      poolDays!.add(pool.key, day);
      traderDays!.add(pool.key, day, accounts.keyOf(fact.trader));
      for (const { key } of stocks) assetDays!.add(key, day);
    }
  }
  const range =
    sums === null && poolHours!.columns[0]!.length > 0
      ? [[catalogue.chainKey], [batch.fromBlock], [batch.to.height]]
      : [[]];
  return new Map<string, (number | string)[][]>([
    ['trade', range],
    ['atomic_trip', range],
    ['pool_hour', poolHours!.columns],
    ['pool_day', poolDays!.columns],
    ['asset_hour', assetHours!.columns],
    ['asset_day', assetDays!.columns],
    ['trader_day', traderDays!.columns],
    ['supply_day', supplyDays!.columns],
    ['balance_hour', balanceHours!.columns],
  ]);
}
