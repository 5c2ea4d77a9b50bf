import type { Reader } from '../database.ts';
import type { Window } from './stats.ts';

/** Sums over the fills of a scope that tell its counting rules apart, of a day or (`day` null) of the whole window. */
export interface DefinitionSumsRow {
  day: string | null;
  fills: number;
  fillsUsd: string;
  transactions: number;
  owners: number;
  signers: number;
  signersOnly: number;
  ownersOnly: number;
  flaggedDayFills: number;
  flaggedDayUsd: string;
  smallPoolFills: number;
  smallPoolUsd: string;
  secondLegs: number;
  secondLegsUsd: string;
  passthroughLegs: number;
  passthroughUsd: string;
  passthroughTraders: number;
  nettedLegs: number;
  nettedUsd: string;
  unpricedUsd: string;
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
    WHERE l.first GROUP BY GROUPING SETS ((l.day), ())
  ), sent AS (
    -- A transaction has one day: those of the days add up. Comparing rows as records would cost several times as much.
    SELECT day, count(*)::int AS transactions
    FROM (SELECT DISTINCT day, chain_key, block, tx_index FROM leg) t GROUP BY GROUPING SETS ((day), ())
  ), second AS (
    SELECT day, count(*)::int AS legs, coalesce(sum(usd), 0) AS usd
    FROM leg WHERE NOT first GROUP BY GROUPING SETS ((day), ())
  ), person AS (
    SELECT day, trader_key AS key, true AS owner FROM leg
    UNION ALL
    SELECT l.day, t.signer_key, false FROM leg l JOIN transaction t USING (chain_key, block, tx_index)
  ), people AS (
    SELECT day, count(*) FILTER (WHERE owner)::int AS owners, count(*) FILTER (WHERE signer)::int AS signers,
           count(*) FILTER (WHERE NOT owner)::int AS signers_only, count(*) FILTER (WHERE NOT signer)::int AS owners_only
    FROM (
      SELECT day, key, bool_or(owner) AS owner, bool_or(NOT owner) AS signer
      FROM person GROUP BY GROUPING SETS ((day, key), (key))
    ) p GROUP BY day
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
    FROM trades GROUP BY GROUPING SETS ((day), ())
  ), passers AS (
    SELECT day, count(*) FILTER (WHERE NOT traded)::int AS traders
    FROM (
      SELECT day, trader_key, bool_or(net <> 0) AS traded FROM trades GROUP BY GROUPING SETS ((day, trader_key), (trader_key))
    ) t GROUP BY day
  )
  SELECT c.day, c.fills, c.fills_usd AS "fillsUsd", x.transactions, coalesce(p.owners, 0) AS owners,
         coalesce(p.signers, 0) AS signers, coalesce(p.signers_only, 0) AS "signersOnly",
         coalesce(p.owners_only, 0) AS "ownersOnly",
         c.flagged_day_fills AS "flaggedDayFills", c.flagged_day_usd AS "flaggedDayUsd",
         c.small_pool_fills AS "smallPoolFills", c.small_pool_usd AS "smallPoolUsd",
         coalesce(s.legs, 0) AS "secondLegs", coalesce(s.usd, 0) AS "secondLegsUsd",
         n.passthrough_legs AS "passthroughLegs", n.passthrough_usd AS "passthroughUsd",
         coalesce(q.traders, 0) AS "passthroughTraders", n.netted_legs AS "nettedLegs", n.netted_usd AS "nettedUsd",
         n.unpriced_usd AS "unpricedUsd"
  FROM counted c
  JOIN sent x ON x.day IS NOT DISTINCT FROM c.day
  JOIN netted n ON n.day IS NOT DISTINCT FROM c.day
  LEFT JOIN second s ON s.day IS NOT DISTINCT FROM c.day
  LEFT JOIN people p ON p.day IS NOT DISTINCT FROM c.day
  LEFT JOIN passers q ON q.day IS NOT DISTINCT FROM c.day
  ORDER BY c.day NULLS LAST`;

/** Reads every fill of the sides over the window. Days without one have no row; the row of the whole window comes last. */
export function definitionSums(reader: Reader, question: DefinitionQuestion): Promise<DefinitionSumsRow[]> {
  const { window, sides, perPool, flaggedDays, smallDays } = question;
  return reader.rows<DefinitionSumsRow>(SQL, [
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
