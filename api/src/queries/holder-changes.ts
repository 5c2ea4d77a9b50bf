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

const SQL = `
  WITH moved AS (
    SELECT b.token_key, b.owner_key, (b.hour AT TIME ZONE 'UTC')::date AS day, sum(b.in_units - b.out_units) AS delta
    FROM balance_hour b
    WHERE b.token_key = ANY ($1::int[])
    GROUP BY b.token_key, b.owner_key, day
  ), held AS (
    SELECT owner_key, day, t.dust, delta, sum(delta) OVER (PARTITION BY m.token_key, owner_key ORDER BY day) AS after
    FROM moved m JOIN unnest($1::int[], $2::numeric[]) AS t (key, dust) ON t.key = m.token_key
  ), crossed AS (
    SELECT owner_key, day, sum((after > dust)::int - (after - delta > dust)::int) AS step, bool_or(after < -dust) AS overdrawn
    FROM held GROUP BY owner_key, day
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
