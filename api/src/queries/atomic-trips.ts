import type { Reader } from '../database.ts';
import type { Window } from './stats.ts';

/** A transaction that bought and sold one stock in one pool. */
export interface AtomicTripRow {
  poolKey: number;
  chainKey: number;
  block: string;
  txIndex: number;
  usd: string;
}

const SQL = `
  SELECT f.pool_key AS "poolKey", f.chain_key AS "chainKey", f.block, f.tx_index AS "txIndex",
         coalesce(sum(f.amount_usd), 0) AS usd
  FROM fill f JOIN unnest($3::int[], $4::int[]) AS s (pool_key, stock_key) USING (pool_key)
  WHERE f.block_time >= $1::date AT TIME ZONE 'UTC' AND f.block_time < ($2::date + 1) AT TIME ZONE 'UTC'
  GROUP BY f.pool_key, f.chain_key, f.block, f.tx_index
  HAVING count(*) > 1 AND bool_or(f.bought_token_key = s.stock_key) AND bool_or(f.sold_token_key = s.stock_key)`;

/** Every round trip within one transaction and pool (rule W3), with the dollars of both directions. */
export function atomicTrips(
  reader: Reader,
  { from, to }: Window,
  pools: readonly { key: number; stockKey: number }[],
): Promise<AtomicTripRow[]> {
  const pairs = [pools.map(({ key }) => key), pools.map(({ stockKey }) => stockKey)];
  return reader.rows<AtomicTripRow>(SQL, [from, to, ...pairs]);
}
