import type { Reader } from '../database.ts';
import type { AtomicTripRow } from './atomic-trips.ts';
import type { Window } from './stats.ts';

/** What the wash rules flag of a token's volume on a day; a trade counts once however many rules flag it. */
export interface FlaggedVolumeRow {
  tokenKey: number;
  day: string;
  usd: string;
  inTotalUsd: string;
}

export interface Flags {
  /** W1: wallets in pools, over the whole window. */
  wallets: readonly { poolKey: number; traderKey: number }[];
  /** W2: days of pools. */
  poolDays: readonly { poolKey: number; day: string }[];
  /** W3: transactions in pools. */
  trips: readonly AtomicTripRow[];
}

const SQL = `
  WITH flagged AS (
    SELECT f.chain_key, f.block, f.tx_index, f.trader_key, f.sold_token_key, f.bought_token_key
    FROM unnest($3::int[], $4::int[]) AS w (pool_key, trader_key)
    JOIN fill f USING (pool_key, trader_key)
    WHERE f.block_time >= $1::date AT TIME ZONE 'UTC' AND f.block_time < ($2::date + 1) AT TIME ZONE 'UTC'
    UNION
    SELECT f.chain_key, f.block, f.tx_index, f.trader_key, f.sold_token_key, f.bought_token_key
    FROM unnest($5::int[], $6::date[]) AS d (pool_key, day)
    JOIN fill f ON f.pool_key = d.pool_key AND f.block_time >= d.day AT TIME ZONE 'UTC'
      AND f.block_time < (d.day + 1) AT TIME ZONE 'UTC'
    UNION
    SELECT f.chain_key, f.block, f.tx_index, f.trader_key, f.sold_token_key, f.bought_token_key
    FROM unnest($7::int[], $8::smallint[], $9::bigint[], $10::int[]) AS a (pool_key, chain_key, block, tx_index)
    JOIN fill f USING (chain_key, block, tx_index, pool_key)
  ), trades AS (
    SELECT DISTINCT t.chain_key, t.block, t.tx_index, t.trader_key, t.token_key, t.block_time, t.amount_usd, t.in_total_usd
    FROM flagged g JOIN trade t USING (chain_key, block, tx_index, trader_key)
    WHERE t.token_key IN (g.sold_token_key, g.bought_token_key) AND t.net_raw <> 0 AND t.amount_usd IS NOT NULL
  )
  SELECT token_key AS "tokenKey", (block_time AT TIME ZONE 'UTC')::date AS day, sum(amount_usd) AS usd,
         coalesce(sum(in_total_usd), 0) AS "inTotalUsd"
  FROM trades GROUP BY 1, 2`;

/** Volume of the trades that touch what is flagged, per token and day. */
export function flaggedVolume(
  reader: Reader,
  { from, to }: Window,
  { wallets, poolDays, trips }: Flags,
): Promise<FlaggedVolumeRow[]> {
  return reader.rows<FlaggedVolumeRow>(SQL, [
    from,
    to,
    wallets.map(({ poolKey }) => poolKey),
    wallets.map(({ traderKey }) => traderKey),
    poolDays.map(({ poolKey }) => poolKey),
    poolDays.map(({ day }) => day),
    trips.map(({ poolKey }) => poolKey),
    trips.map(({ chainKey }) => chainKey),
    trips.map(({ block }) => block),
    trips.map(({ txIndex }) => txIndex),
  ]);
}
