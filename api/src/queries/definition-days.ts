import type { Reader } from '../database.ts';
import type { Window } from './stats.ts';

/** Sums over the fills of a scope on a day that tell its counting rules apart, and who took part: account keys, comma separated. */
export interface DefinitionDayRow {
  day: string;
  fills: number;
  fillsUsd: string;
  transactions: number;
  flaggedDayFills: number;
  flaggedDayUsd: string;
  smallPoolFills: number;
  smallPoolUsd: string;
  secondLegs: number;
  secondLegsUsd: string;
  passthroughLegs: number;
  passthroughUsd: string;
  nettedLegs: number;
  nettedUsd: string;
  unpricedUsd: string;
  /** Whose fills they are, who sent them, and whose fills left something in the end. */
  ownerKeys: string;
  signerKeys: string;
  tradedKeys: string;
}

/** A side of a pool; `first` is false for the second side of a pool that trades two tickers of the scope. */
export interface DefinitionSide {
  poolKey: number;
  tokenKey: number;
  first: boolean;
}

export interface DefinitionQuestion {
  window: Window;
  sides: readonly DefinitionSide[];
  /** Trades are netted within each pool instead of over all, and count what is known of their value. */
  perPool: boolean;
  /** Days of pools that W2 flags, and days on which a pool held too little. */
  flaggedDays: readonly { poolKey: number; day: string }[];
  smallDays: readonly { poolKey: number; day: string }[];
}

const SQL = `
  WITH leg AS MATERIALIZED (
    SELECT (f.block_time AT TIME ZONE 'UTC')::date AS day, f.chain_key, f.block, f.tx_index, f.trader_key, f.pool_key,
           s.token_key, s.first, f.amount_usd AS usd, f.bought_token_key = s.token_key AS bought,
           CASE WHEN f.bought_token_key = s.token_key THEN f.bought_raw ELSE -f.sold_raw END AS raw
    FROM unnest($3::int[], $4::int[], $5::bool[]) AS s (pool_key, token_key, first) JOIN fill f USING (pool_key)
    WHERE f.block_time >= $1::date AT TIME ZONE 'UTC' AND f.block_time < ($2::date + 1) AT TIME ZONE 'UTC'
  ), counted AS (
    SELECT l.day, count(*)::int AS fills, coalesce(sum(usd), 0) AS fills_usd,
           count(*) FILTER (WHERE w.day IS NOT NULL)::int AS flagged_day_fills,
           coalesce(sum(usd) FILTER (WHERE w.day IS NOT NULL), 0) AS flagged_day_usd,
           count(*) FILTER (WHERE w.day IS NULL AND m.day IS NOT NULL)::int AS small_pool_fills,
           coalesce(sum(usd) FILTER (WHERE w.day IS NULL AND m.day IS NOT NULL), 0) AS small_pool_usd
    FROM leg l
    LEFT JOIN unnest($7::int[], $8::date[]) AS w (pool_key, day) ON w.pool_key = l.pool_key AND w.day = l.day
    LEFT JOIN unnest($9::int[], $10::date[]) AS m (pool_key, day) ON m.pool_key = l.pool_key AND m.day = l.day
    WHERE l.first GROUP BY l.day
  ), sent AS (
    -- Comparing rows as records would cost several times as much.
    SELECT day, count(*)::int AS transactions
    FROM (SELECT DISTINCT day, chain_key, block, tx_index FROM leg) t GROUP BY day
  ), second AS (
    SELECT day, count(*)::int AS legs, coalesce(sum(usd), 0) AS usd FROM leg WHERE NOT first GROUP BY day
  ), signers AS (
    -- By stretches of blocks: the planner would read the transactions of all time.
    SELECT day, string_agg(key::text, ',') AS keys
    FROM (
      SELECT DISTINCT l.day, t.signer_key AS key
      FROM (SELECT chain_key, min(block) AS low, max(block) AS high FROM leg GROUP BY chain_key) r
      CROSS JOIN LATERAL (
        SELECT * FROM transaction t WHERE t.chain_key = r.chain_key AND t.block BETWEEN r.low AND r.high OFFSET 0
      ) t
      JOIN leg l ON (l.chain_key, l.block, l.tx_index) = (t.chain_key, t.block, t.tx_index)
    ) s
    GROUP BY day
  ), trades AS (
    SELECT day, trader_key, count(*)::int AS legs, sum(raw) AS net, coalesce(sum(usd), 0) AS known,
           abs(coalesce(sum(CASE WHEN bought THEN usd ELSE -usd END), 0)) AS net_usd,
           $6::bool OR count(usd) = count(*) AS priced
    FROM leg GROUP BY day, chain_key, block, tx_index, trader_key, token_key, CASE WHEN $6::bool THEN pool_key END
  ), netted AS (
    SELECT day, coalesce(sum(legs) FILTER (WHERE net = 0), 0)::int AS passthrough_legs,
           coalesce(sum(known) FILTER (WHERE net = 0), 0) AS passthrough_usd,
           coalesce(sum(legs - 1) FILTER (WHERE net <> 0), 0)::int AS netted_legs,
           coalesce(sum(known - net_usd) FILTER (WHERE net <> 0 AND priced), 0) AS netted_usd,
           coalesce(sum(known) FILTER (WHERE net <> 0 AND NOT priced), 0) AS unpriced_usd
    FROM trades GROUP BY day
  ), owners AS (
    SELECT day, string_agg(key::text, ',') AS keys, string_agg(key::text, ',') FILTER (WHERE traded) AS traded
    FROM (SELECT day, trader_key AS key, bool_or(net <> 0) AS traded FROM trades GROUP BY day, trader_key) t
    GROUP BY day
  )
  SELECT c.day, c.fills, c.fills_usd AS "fillsUsd", x.transactions,
         c.flagged_day_fills AS "flaggedDayFills", c.flagged_day_usd AS "flaggedDayUsd",
         c.small_pool_fills AS "smallPoolFills", c.small_pool_usd AS "smallPoolUsd",
         coalesce(s.legs, 0) AS "secondLegs", coalesce(s.usd, 0) AS "secondLegsUsd",
         n.passthrough_legs AS "passthroughLegs", n.passthrough_usd AS "passthroughUsd",
         n.netted_legs AS "nettedLegs", n.netted_usd AS "nettedUsd", n.unpriced_usd AS "unpricedUsd",
         o.keys AS "ownerKeys", g.keys AS "signerKeys", coalesce(o.traded, '') AS "tradedKeys"
  FROM counted c
  JOIN sent x USING (day)
  JOIN netted n USING (day)
  JOIN owners o USING (day)
  JOIN signers g USING (day)
  LEFT JOIN second s USING (day)
  ORDER BY c.day`;

/** Reads every fill of the sides over the window. Days without one have no row. */
export function definitionDays(reader: Reader, question: DefinitionQuestion): Promise<DefinitionDayRow[]> {
  const { window, sides, perPool, flaggedDays, smallDays } = question;
  return reader.rows<DefinitionDayRow>(SQL, [
    window.from,
    window.to,
    sides.map(({ poolKey }) => poolKey),
    sides.map(({ tokenKey }) => tokenKey),
    sides.map(({ first }) => first),
    perPool,
    flaggedDays.map(({ poolKey }) => poolKey),
    flaggedDays.map(({ day }) => day),
    smallDays.map(({ poolKey }) => poolKey),
    smallDays.map(({ day }) => day),
  ]);
}

/** Fills of some pools on each day; days without one have no row. */
export function fillsByDay(reader: Reader, { from, to }: Window, poolKeys: readonly number[]) {
  return reader.rows<{ day: string; fills: number }>(
    `SELECT day, sum(fills)::int AS fills FROM pool_day
     WHERE pool_key = ANY ($3::int[]) AND day BETWEEN $1 AND $2 GROUP BY day ORDER BY day`,
    [from, to, poolKeys],
  );
}
