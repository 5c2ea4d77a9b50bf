import { changeTermsOf } from '@tokentape/core/facts/change-terms.ts';
import { termsOf } from '@tokentape/core/facts/stated-terms.ts';
import type pg from 'pg';
import type { DepthTracker } from '../depth/depth-tracker.ts';
import type { Catalogue, CataloguePool } from './catalogue.ts';
import { positionOf } from './stored-facts.ts';

const PAGE = 5_000;
const LAST_INDEX = 2 ** 31 - 1;

const SQL = `
  SELECT * FROM (
    (SELECT block, tx_index, fill_index AS index, sold_token_key, sold_raw, bought_raw, fee_raw, tick_after,
            extract(epoch FROM block_time)::bigint AS time, NULL::jsonb AS terms,
            NULL::integer AS lower, NULL::integer AS upper, NULL::numeric AS amount0_raw, NULL::numeric AS amount1_raw,
            NULL::numeric AS liquidity_delta, NULL::bytea AS owner
       FROM fill WHERE pool_key = $1 AND block < $2 AND (block, tx_index, fill_index) > ($3, $4, $5)
      ORDER BY block, tx_index, fill_index LIMIT ${PAGE})
    UNION ALL
    (SELECT block, tx_index, change_index, NULL, NULL, NULL, NULL, NULL,
            extract(epoch FROM block_time)::bigint, terms, lower, upper, amount0_raw, amount1_raw,
            liquidity_delta, (SELECT address FROM account WHERE key = owner_key)
       FROM liquidity_change WHERE pool_key = $1 AND block < $2 AND (block, tx_index, change_index) > ($3, $4, $5)
      ORDER BY block, tx_index, change_index LIMIT ${PAGE})
    UNION ALL
    (SELECT block, tx_index, state_index, NULL, NULL, NULL, NULL, tick, NULL, terms, NULL, NULL, NULL, NULL, NULL, NULL
       FROM pool_state WHERE pool_key = $1 AND block < $2 AND (block, tx_index, state_index) > ($3, $4, $5) AND source = 'read'
      ORDER BY block, tx_index, state_index LIMIT ${PAGE})
  ) AS facts ORDER BY block, tx_index, index LIMIT ${PAGE}`;

const big = (text: string | null): bigint | null => (text === null ? null : BigInt(text));

/** Liquidity books follow from all that happened to them since they were opened, or since their accounts were read. */
export async function restoreBooks(
  client: pg.ClientBase,
  { catalogue, depth }: { catalogue: Catalogue; depth: DepthTracker },
  before: number,
): Promise<void> {
  for (const pool of catalogue.pools.values()) {
    const curve = pool.curve === 'bins' ? depth.curveOf(pool) : undefined;
    if (curve === undefined) continue;
    let last = await lastRead(client, pool, before);
    if (last === null) continue;
    for (;;) {
      const { rows }: pg.QueryResult = await client.query(SQL, [pool.key, before, ...last]);
      for (const row of withoutTornPlace(rows)) {
        last = [row.block, row.tx_index, row.index];
        if (row.lower !== null) {
          const [amount0Raw, amount1Raw] = [BigInt(row.amount0_raw), BigInt(row.amount1_raw)];
          const liquidityDelta = BigInt(row.liquidity_delta);
          const said = { owner: positionOf(row.owner), terms: changeTermsOf(row.terms), time: Number(row.time) };
          curve.change({ lower: row.lower, upper: row.upper, liquidityDelta, amount0Raw, amount1Raw, ...said });
        } else if (row.terms !== null) {
          curve.setState(stateAt(row.tick_after), termsOf(row.terms));
        } else {
          curve.fill({
            sell: row.sold_token_key === pool.token0.key ? 0 : 1,
            soldRaw: BigInt(row.sold_raw),
            boughtRaw: BigInt(row.bought_raw),
            feeRaw: big(row.fee_raw),
            after: stateAt(row.tick_after),
            time: Number(row.time),
          });
        }
      }
      if (rows.length < PAGE) break;
    }
  }
}

/** Of a full page the last place is left to the next one: facts of several kinds may stand there, and the page tore them. */
function withoutTornPlace(rows: pg.QueryResultRow[]): pg.QueryResultRow[] {
  if (rows.length < PAGE) return rows;
  const last = rows.at(-1)!;
  return rows.filter((row) => row.block !== last.block || row.tx_index !== last.tx_index || row.index !== last.index);
}

type Place = [block: string | number, txIndex: number, index: number];

/** Just before the last read of all its bins; before the first fact where its opening was read; else null. */
async function lastRead(client: pg.ClientBase, pool: CataloguePool, before: number): Promise<Place | null> {
  const { rows } = await client.query<{ block: string; tx_index: number; state_index: number }>(
    `SELECT block, tx_index, state_index FROM pool_state WHERE pool_key = $1 AND block < $2 AND terms ? 'bins'
      ORDER BY block_time DESC, block DESC, tx_index DESC, state_index DESC LIMIT 1`,
    [pool.key, before],
  );
  const [read] = rows;
  if (read !== undefined) return [read.block, read.tx_index, read.state_index - 1];
  return pool.creationSeen ? [-1, LAST_INDEX, 0] : null;
}

const stateAt = (tick: number | null) => ({ sqrtPrice: null, tick, liquidity: null, reserve0: null, reserve1: null });
