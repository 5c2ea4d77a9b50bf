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
  SELECT pool_key AS "poolKey", chain_key AS "chainKey", block, tx_index AS "txIndex", amount_usd AS usd
  FROM atomic_trip
  WHERE block_time >= $1::date AT TIME ZONE 'UTC' AND block_time < ($2::date + 1) AT TIME ZONE 'UTC'`;

/** Every round trip within one transaction and pool (rule W3), with the dollars of both directions. */
export function atomicTrips(reader: Reader, { from, to }: Window): Promise<AtomicTripRow[]> {
  return reader.rows<AtomicTripRow>(SQL, [from, to]);
}
