import type { Reader } from '../database.ts';
import type { Window } from './stats.ts';

/** Orders of the primary market in one token on one day. */
export interface PrimaryDayRow {
  tokenKey: number;
  day: string;
  mints: number;
  redemptions: number;
  /** Orders without a known value in USD. */
  unpriced: number;
  mintedRaw: string;
  redeemedRaw: string;
  mintedUsd: string;
  redeemedUsd: string;
}

const SQL = `
  SELECT token_key AS "tokenKey", (block_time AT TIME ZONE 'UTC')::date::text AS day,
         count(*) FILTER (WHERE side = 'mint')::int AS mints,
         count(*) FILTER (WHERE side = 'redeem')::int AS redemptions,
         count(*) FILTER (WHERE amount_usd IS NULL)::int AS unpriced,
         coalesce(sum(token_raw) FILTER (WHERE side = 'mint'), 0) AS "mintedRaw",
         coalesce(sum(token_raw) FILTER (WHERE side = 'redeem'), 0) AS "redeemedRaw",
         coalesce(sum(amount_usd) FILTER (WHERE side = 'mint'), 0) AS "mintedUsd",
         coalesce(sum(amount_usd) FILTER (WHERE side = 'redeem'), 0) AS "redeemedUsd"
  FROM primary_order
  WHERE token_key = ANY ($1::int[]) AND block_time >= $2::date::timestamp AT TIME ZONE 'UTC'
    AND block_time < ($3::date + 1)::timestamp AT TIME ZONE 'UTC'
  GROUP BY token_key, 2 ORDER BY 2, token_key`;

/** What issuers minted and redeemed against orders, per token and day, days without any left out. */
export function primaryDays(
  reader: Reader,
  { from, to }: Window,
  tokenKeys: readonly number[],
): Promise<PrimaryDayRow[]> {
  return reader.rows<PrimaryDayRow>(SQL, [tokenKeys, from, to]);
}
