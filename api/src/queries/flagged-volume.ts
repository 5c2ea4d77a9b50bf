import type { Reader } from '../database.ts';
import type { AtomicTripRow } from './atomic-trips.ts';

/** What the wash rules flag of a token's volume on a day; a trade counts once however many rules flag it. */
export interface FlaggedVolumeRow {
  tokenKey: number;
  day: string;
  usd: string;
  inTotalUsd: string;
}

/** The same of a scope, in the half hour that begins at `start`. */
export interface FlaggedSpanRow {
  start: Date;
  usd: string;
  inTotalUsd: string;
}

export interface Flags {
  /** W1: days of wallets in pools. */
  walletDays: readonly { poolKey: number; traderKey: number; day: string }[];
  /** W2: days of pools. */
  poolDays: readonly { poolKey: number; day: string }[];
  /** W3: transactions in pools. */
  trips: readonly AtomicTripRow[];
}

/** Fills of wallets in pools on days; `+ 0` keeps the planner on the trader's index, since a pool's day has many more. */
const OF_WALLET_DAYS = `
    FROM unnest($1::int[], $2::int[], $3::date[]) AS w (pool_key, trader_key, day)
    JOIN fill f ON f.trader_key = w.trader_key AND f.pool_key + 0 = w.pool_key
      AND f.block_time >= w.day AT TIME ZONE 'UTC' AND f.block_time < (w.day + 1) AT TIME ZONE 'UTC'`;

/** Trades that touch what is flagged, `$1` to `$9`. */
const FLAGGED_TRADES = `
  WITH flagged AS (
    SELECT f.chain_key, f.block, f.tx_index, f.trader_key, f.sold_token_key, f.bought_token_key
    ${OF_WALLET_DAYS}
    UNION
    SELECT f.chain_key, f.block, f.tx_index, f.trader_key, f.sold_token_key, f.bought_token_key
    FROM unnest($4::int[], $5::date[]) AS d (pool_key, day)
    JOIN fill f ON f.pool_key = d.pool_key AND f.block_time >= d.day AT TIME ZONE 'UTC'
      AND f.block_time < (d.day + 1) AT TIME ZONE 'UTC'
    UNION
    SELECT f.chain_key, f.block, f.tx_index, f.trader_key, f.sold_token_key, f.bought_token_key
    FROM unnest($6::int[], $7::smallint[], $8::bigint[], $9::int[]) AS a (pool_key, chain_key, block, tx_index)
    JOIN fill f USING (chain_key, block, tx_index, pool_key)
  ), trades AS (
    SELECT DISTINCT t.chain_key, t.block, t.tx_index, t.trader_key, t.token_key, t.block_time, t.amount_usd, t.in_total_usd
    FROM flagged g JOIN trade t USING (chain_key, block, tx_index, trader_key)
    WHERE t.token_key IN (g.sold_token_key, g.bought_token_key) AND t.net_raw <> 0 AND t.amount_usd IS NOT NULL
  )`;

const BY_DAY = `${FLAGGED_TRADES}
  SELECT token_key AS "tokenKey", (block_time AT TIME ZONE 'UTC')::date AS day, sum(amount_usd) AS usd,
         coalesce(sum(in_total_usd), 0) AS "inTotalUsd"
  FROM trades GROUP BY 1, 2`;

const BY_HALF_HOUR = `${FLAGGED_TRADES}
  SELECT date_bin('30 minutes', block_time, timestamptz 'epoch') AS start, sum(amount_usd) AS usd,
         coalesce(sum(in_total_usd), 0) AS "inTotalUsd"
  FROM trades WHERE token_key = ANY ($10::int[]) GROUP BY 1`;

/** Volume of the trades that touch what is flagged, per token and day. */
export function flaggedVolume(reader: Reader, flags: Flags): Promise<FlaggedVolumeRow[]> {
  return reader.rows<FlaggedVolumeRow>(BY_DAY, parameters(flags));
}

/** The same of some tokens together, per half hour. */
export function flaggedHalfHours(
  reader: Reader,
  flags: Flags,
  tokenKeys: readonly number[],
): Promise<FlaggedSpanRow[]> {
  return reader.rows<FlaggedSpanRow>(BY_HALF_HOUR, [...parameters(flags), tokenKeys]);
}

const parameters = ({ walletDays, poolDays, trips }: Flags) => [
  walletDays.map(({ poolKey }) => poolKey),
  walletDays.map(({ traderKey }) => traderKey),
  walletDays.map(({ day }) => day),
  poolDays.map(({ poolKey }) => poolKey),
  poolDays.map(({ day }) => day),
  trips.map(({ poolKey }) => poolKey),
  trips.map(({ chainKey }) => chainKey),
  trips.map(({ block }) => block),
  trips.map(({ txIndex }) => txIndex),
];

// A wallet that is flagged on a day that is flagged counts once.
const OF_POOLS = `
  WITH flagged AS (
    SELECT f.pool_key, f.chain_key, f.block, f.tx_index, f.fill_index, f.trader_key, f.block_time, f.bought_token_key,
           f.bought_raw, f.sold_raw, f.amount_usd
    ${OF_WALLET_DAYS}
    UNION
    SELECT f.pool_key, f.chain_key, f.block, f.tx_index, f.fill_index, f.trader_key, f.block_time, f.bought_token_key,
           f.bought_raw, f.sold_raw, f.amount_usd
    FROM unnest($4::int[], $5::date[]) AS d (pool_key, day)
    JOIN fill f ON f.pool_key = d.pool_key AND f.block_time >= d.day AT TIME ZONE 'UTC'
      AND f.block_time < (d.day + 1) AT TIME ZONE 'UTC'
  ), netted AS (
    SELECT date_bin('30 minutes', f.block_time, timestamptz 'epoch') AS start,
           abs(coalesce(sum(CASE WHEN f.bought_token_key = s.token_key THEN f.amount_usd ELSE -f.amount_usd END), 0)) AS usd
    FROM flagged f JOIN unnest($6::int[], $7::int[]) AS s (pool_key, token_key) USING (pool_key)
    GROUP BY f.pool_key, 1, f.chain_key, f.block, f.tx_index, f.trader_key
    HAVING sum(CASE WHEN f.bought_token_key = s.token_key THEN f.bought_raw ELSE -f.sold_raw END) <> 0
  )
  SELECT start, sum(usd) AS usd, sum(usd) AS "inTotalUsd" FROM netted GROUP BY start`;

/** What is flagged of some pools, each of which nets its own trades, per half hour: wallets, and days of pools. */
export function flaggedPoolHalfHours(
  reader: Reader,
  { walletDays, poolDays }: Flags,
  pools: readonly { poolKey: number; tokenKey: number }[],
): Promise<FlaggedSpanRow[]> {
  const inScope = new Set(pools.map(({ poolKey }) => poolKey));
  const own = walletDays.filter(({ poolKey }) => inScope.has(poolKey));
  const days = poolDays.filter(({ poolKey }) => inScope.has(poolKey));
  return reader.rows<FlaggedSpanRow>(OF_POOLS, [
    ...[own.map(({ poolKey }) => poolKey), own.map(({ traderKey }) => traderKey), own.map(({ day }) => day)],
    ...[days.map(({ poolKey }) => poolKey), days.map(({ day }) => day)],
    ...[pools.map(({ poolKey }) => poolKey), pools.map(({ tokenKey }) => tokenKey)],
  ]);
}
