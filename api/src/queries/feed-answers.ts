import type { Reader } from '../database.ts';

/** An oracle's answer for a token of an underlying. */
export interface FeedAnswerRow {
  underlying: string;
  token: string;
  priceUsd: string;
  /** Unix seconds at which the oracle says that it held. */
  updatedTime: number;
  /** Multiplier of the token in force then; null before its first announcement. */
  multiplier: string | null;
}

// An update that was replaced before its effective time never came into force.
const SQL = `
  WITH feed AS (
    SELECT t.key, t.id, a.underlying FROM token t JOIN asset a ON a.key = t.asset_key
    WHERE a.underlying = ANY ($1::text[])
  ), answer AS (
    SELECT feed.key, feed.id, feed.underlying, p.updated_time, p.price_usd
    FROM feed JOIN feed_price p ON p.token_key = feed.key
    WHERE p.updated_time > $2::timestamptz AND p.updated_time <= $3::timestamptz
    UNION ALL
    SELECT feed.key, feed.id, feed.underlying, p.updated_time, p.price_usd
    FROM feed CROSS JOIN LATERAL (
      SELECT * FROM feed_price p WHERE p.token_key = feed.key AND p.updated_time <= $2::timestamptz
      ORDER BY p.updated_time DESC LIMIT 1
    ) p
  )
  SELECT n.underlying, n.id AS token, n.price_usd AS "priceUsd",
         extract(epoch FROM n.updated_time)::float8 AS "updatedTime", m.value AS multiplier
  FROM answer n
  LEFT JOIN LATERAL (
    SELECT m.value FROM multiplier m
    WHERE m.token_key = n.key AND m.effective_time <= n.updated_time AND m.block_time <= n.updated_time
      AND NOT EXISTS (
        SELECT FROM multiplier r
        WHERE r.token_key = m.token_key AND r.block_time < m.effective_time
          AND (r.block, r.tx_index, r.multiplier_index) > (m.block, m.tx_index, m.multiplier_index))
    ORDER BY greatest(m.effective_time, m.block_time) DESC, m.block DESC, m.tx_index DESC, m.multiplier_index DESC LIMIT 1
  ) m ON true`;

/** Answers for all tokens of some underlyings after `from` and up to `to`, and of each token the last one before. */
export function feedAnswers(
  reader: Reader,
  underlyings: readonly string[],
  from: Date,
  to: Date,
): Promise<FeedAnswerRow[]> {
  return reader.rows<FeedAnswerRow>(SQL, [underlyings, from.toISOString(), to.toISOString()]);
}
