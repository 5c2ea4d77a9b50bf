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

// Transactions with several fills in a pool are found in its index alone; only their fills are read.
const SQL = `
  SELECT s.pool_key AS "poolKey", f.chain_key AS "chainKey", f.block, f.tx_index AS "txIndex",
         coalesce(sum(f.amount_usd), 0) AS usd
  FROM unnest($3::int[], $4::int[]) AS s (pool_key, stock_key)
  CROSS JOIN LATERAL (
    SELECT chain_key, block, tx_index FROM fill
    WHERE pool_key = s.pool_key
      AND block_time >= $1::date AT TIME ZONE 'UTC' AND block_time < ($2::date + 1) AT TIME ZONE 'UTC'
    GROUP BY chain_key, block, tx_index HAVING count(*) > 1
  ) m
  JOIN fill f ON (f.chain_key, f.block, f.tx_index, f.pool_key) = (m.chain_key, m.block, m.tx_index, s.pool_key)
  GROUP BY s.pool_key, f.chain_key, f.block, f.tx_index
  HAVING bool_or(f.bought_token_key = s.stock_key) AND bool_or(f.sold_token_key = s.stock_key)`;

/** Every round trip within one transaction and pool (rule W3), with the dollars of both directions. */
export function atomicTrips(
  reader: Reader,
  { from, to }: Window,
  pools: readonly { key: number; stockKey: number }[],
): Promise<AtomicTripRow[]> {
  const pairs = [pools.map(({ key }) => key), pools.map(({ stockKey }) => stockKey)];
  return reader.rows<AtomicTripRow>(SQL, [from, to, ...pairs]);
}
