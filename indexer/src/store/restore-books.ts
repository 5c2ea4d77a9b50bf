import type pg from 'pg';
import type { DepthTracker } from '../depth/depth-tracker.ts';
import type { Catalogue } from './catalogue.ts';

const PAGE = 5_000;
const LAST_INDEX = 2 ** 31 - 1;

const SQL = `
  SELECT * FROM (
    (SELECT block, tx_index, fill_index AS index, sold_token_key, sold_raw, bought_raw, fee_raw, tick_after,
            NULL::integer AS lower, NULL::integer AS upper, NULL::numeric AS amount0_raw, NULL::numeric AS amount1_raw
       FROM fill WHERE pool_key = $1 AND block < $2 AND (block, tx_index, fill_index) > ($3, $4, $5)
      ORDER BY block, tx_index, fill_index LIMIT ${PAGE})
    UNION ALL
    (SELECT block, tx_index, change_index, NULL, NULL, NULL, NULL, NULL, lower, upper, amount0_raw, amount1_raw
       FROM liquidity_change WHERE pool_key = $1 AND block < $2 AND (block, tx_index, change_index) > ($3, $4, $5)
      ORDER BY block, tx_index, change_index LIMIT ${PAGE})
  ) AS facts ORDER BY block, tx_index, index LIMIT ${PAGE}`;

const big = (text: string | null): bigint | null => (text === null ? null : BigInt(text));

/** Liquidity books are not stated anywhere: they follow from all that happened to them since they were opened. */
export async function restoreBooks(
  client: pg.ClientBase,
  { catalogue, depth }: { catalogue: Catalogue; depth: DepthTracker },
  before: number,
): Promise<void> {
  for (const pool of catalogue.pools.values()) {
    const curve = pool.curve === 'bins' && pool.creationSeen ? depth.curveOf(pool) : undefined;
    if (curve === undefined) continue;
    let last: [string | number, number, number] = [-1, LAST_INDEX, 0];
    for (;;) {
      const { rows } = await client.query(SQL, [pool.key, before, ...last]);
      for (const row of rows) {
        last = [row.block, row.tx_index, row.index];
        if (row.lower !== null) {
          const [amount0Raw, amount1Raw] = [BigInt(row.amount0_raw), BigInt(row.amount1_raw)];
          curve.change({ lower: row.lower, upper: row.upper, liquidityDelta: 0n, amount0Raw, amount1Raw });
        } else {
          curve.fill({
            sell: row.sold_token_key === pool.token0.key ? 0 : 1,
            soldRaw: BigInt(row.sold_raw),
            boughtRaw: BigInt(row.bought_raw),
            feeRaw: big(row.fee_raw),
            after: { sqrtPrice: null, tick: row.tick_after, liquidity: null, reserve0: null, reserve1: null },
          });
        }
      }
      if (rows.length < PAGE) break;
    }
  }
}
