import type { Reader } from '../database.ts';
import type { HeldToken } from './holder-changes.ts';
import type { ConcentrationSums } from './trader-concentration.ts';

/** A token with what one of its units is worth in shares. */
export interface WeighedToken extends HeldToken {
  shares: string;
}

// The balances of the last month end before the day that is stored, and what moved since.
const SQL = `
  WITH asked AS (
    SELECT k.key, least(date_trunc('month', $5::date::timestamp), coalesce(date_trunc('month', s.indexed_time AT TIME ZONE 'UTC'), '-infinity')) AS since
    FROM token k LEFT JOIN chain_status s ON s.chain_key = k.chain_key
    WHERE k.key = ANY ($1::int[])
  ), held AS (
    SELECT token_key, owner_key, sum(units) AS units
    FROM (
      SELECT m.token_key, m.owner_key, m.units
      FROM asked a JOIN balance_month m ON m.token_key = a.key AND m.month = (a.since - interval '1 month')::date
      UNION ALL
      SELECT b.token_key, b.owner_key, b.in_units - b.out_units
      FROM asked a JOIN balance_hour b ON b.token_key = a.key AND b.hour >= a.since AT TIME ZONE 'UTC'
       AND b.hour < ($5::date + 1)::timestamp AT TIME ZONE 'UTC'
    ) AS u
    GROUP BY token_key, owner_key
  ), h AS (
    SELECT h.owner_key, sum(h.units * t.shares) AS part
    FROM held h
    JOIN unnest($1::int[], $2::numeric[], $3::numeric[]) AS t (key, dust, shares) ON t.key = h.token_key
    WHERE h.units > t.dust AND NOT EXISTS (SELECT FROM unnest($4::int[]) AS o (key) WHERE o.key = h.owner_key)
    GROUP BY h.owner_key
  )
  SELECT count(*)::int AS parts, coalesce(sum(part), 0) AS total, coalesce(sum(part * part), 0) AS squares,
         coalesce((SELECT array_agg(part::text) FROM (SELECT part FROM h ORDER BY part DESC LIMIT 10) l), '{}') AS top
  FROM h`;

/** Shares of the holders of some tokens at the end of a day, as sums. */
export async function holderParts(
  reader: Reader,
  tokens: readonly WeighedToken[],
  others: readonly number[],
  day: string,
): Promise<ConcentrationSums> {
  const columns = [tokens.map(({ key }) => key), tokens.map(({ dust }) => dust), tokens.map(({ shares }) => shares)];
  const [row] = await reader.rows<ConcentrationSums>(SQL, [...columns, others, day]);
  if (!row) throw new Error('an aggregate gave no row');
  return row;
}
