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

// The running balance follows the order of the primary key; only the hours in which somebody became or ceased to be a
// holder go on from there.
const SQL = `
  WITH held AS (
    SELECT token_key, owner_key, hour, in_units - out_units AS delta,
           sum(in_units - out_units) OVER (PARTITION BY token_key, owner_key ORDER BY hour) AS after
    FROM balance_hour
    WHERE token_key = ANY ($1::int[])
  ), crossed AS (
    SELECT owner_key, (hour AT TIME ZONE 'UTC')::date AS day,
           sum((after > dust)::int - (after - delta > dust)::int) AS step, bool_or(after < -dust) AS overdrawn
    FROM held JOIN unnest($1::int[], $2::numeric[]) AS t (key, dust) ON t.key = token_key
    WHERE (after > dust) <> (after - delta > dust) OR after < -dust
    GROUP BY owner_key, day
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
