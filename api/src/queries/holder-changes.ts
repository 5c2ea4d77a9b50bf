import type { Reader } from '../database.ts';

/** How many more owners hold some of the tokens at the end of a day than before it. */
export interface HolderChangeRow {
  day: string;
  change: number;
  /** Some owner would have less than nothing: what came before is not known. */
  overdrawn: boolean;
}

export interface HeldToken {
  key: number;
  /** Units up to which a holding is dust. */
  dust: string;
}

// Months that the chain's indexing has left behind are stored as the days on which owners became or ceased to be holders; since
// then a running balance goes on from the end of the last of them. Only owners whose state changes go further.
const SQL = `
  WITH asked AS (
    SELECT t.key, t.dust, coalesce(date_trunc('month', s.indexed_time, 'UTC'), '-infinity') AS since
    FROM unnest($1::int[], $2::numeric[]) AS t (key, dust)
    JOIN token k ON k.key = t.key LEFT JOIN chain_status s ON s.chain_key = k.chain_key
  ), moved AS (
    SELECT a.dust, b.owner_key, b.hour, b.in_units - b.out_units AS delta,
           coalesce(m.units, 0)
             + sum(b.in_units - b.out_units) OVER (PARTITION BY a.key, b.owner_key ORDER BY b.hour) AS after
    FROM asked a
    JOIN balance_hour b ON b.token_key = a.key AND b.hour >= a.since
    LEFT JOIN balance_month m ON m.token_key = a.key AND m.owner_key = b.owner_key
     AND m.month = (a.since AT TIME ZONE 'UTC' - interval '1 month')::date
  ), steps AS (
    SELECT d.owner_key, d.day, d.change AS step, d.overdrawn
    FROM asked a JOIN holder_day d ON d.token_key = a.key AND d.day < (a.since AT TIME ZONE 'UTC')::date
    UNION ALL
    SELECT owner_key, (hour AT TIME ZONE 'UTC')::date, (after > dust)::int - (after - delta > dust)::int, after < -dust
    FROM moved WHERE (after > dust) <> (after - delta > dust) OR after < -dust
  ), crossed AS (
    SELECT owner_key, day, sum(step) AS step, bool_or(overdrawn) AS overdrawn FROM steps GROUP BY owner_key, day
  ), counted AS (
    SELECT owner_key, day, step, overdrawn, sum(step) OVER (PARTITION BY owner_key ORDER BY day) AS tokens FROM crossed
  )
  SELECT day::text,
         (count(*) FILTER (WHERE o.key IS NULL AND tokens > 0 AND tokens = step)
          - count(*) FILTER (WHERE o.key IS NULL AND tokens = 0 AND step < 0))::int AS change,
         bool_or(overdrawn) AS overdrawn
  FROM counted LEFT JOIN unnest($3::int[]) AS o (key) ON o.key = owner_key
  GROUP BY day ORDER BY day`;

/**
 * Holders of some tokens together, day by day: an owner of several counts once.
 * @param others accounts that hold without being holders
 */
export function holderChanges(
  reader: Reader,
  tokens: readonly HeldToken[],
  others: readonly number[],
): Promise<HolderChangeRow[]> {
  return reader.rows<HolderChangeRow>(SQL, [tokens.map(({ key }) => key), tokens.map(({ dust }) => dust), others]);
}
