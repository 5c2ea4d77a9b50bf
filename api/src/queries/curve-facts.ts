import type { Reader } from '../database.ts';

export interface CurveQuestion {
  poolKey: number;
  at: Date;
}

/** What is known of a pool's curve at an instant: its last stated state, and the positions made until then. */
export interface CurveFactsRow {
  /** Unix seconds of the state; null when none was stated yet. */
  stateTime: string | null;
  sqrtPrice: string | null;
  tick: number | null;
  liquidity: string | null;
  reserve0: string | null;
  reserve1: string | null;
  /** Net liquidity of every tick that some position ends at: [tick, net]. */
  ticks: [number, string][] | null;
  /** Positions changed after the state: [lower, upper, delta]. */
  changes: [number, number, string][] | null;
  multiplier: string | null;
  /** The ticks that an account had when it was last read, on which `ticks` builds; as `termsOf` takes them. */
  terms: unknown;
  /** Fee, and range or shape, that were stated last. */
  stated: unknown;
}

// Fills and stated states are one sequence: the latest of both says where the price stands.
const SQL = `
  SELECT extract(epoch FROM s.block_time)::bigint::text AS "stateTime", s.sqrt_price AS "sqrtPrice", s.tick,
         s.liquidity, s.reserve0, s.reserve1, t.ticks, c.changes, m.value AS multiplier, r.terms,
         jsonb_strip_nulls(jsonb_build_object('fee', f.fee, 'range', g.range, 'curve', g.curve)) AS stated
  FROM unnest($1::int[], $2::timestamptz[], $3::int[]) WITH ORDINALITY AS q (pool_key, at, stock_key, position)
  LEFT JOIN LATERAL (
    (SELECT block, tx_index, fill_index AS index, block_time, sqrt_price_after AS sqrt_price, tick_after AS tick,
            liquidity_after AS liquidity, reserve0_after AS reserve0, reserve1_after AS reserve1
     FROM fill f
     WHERE f.pool_key = q.pool_key AND f.block_time <= q.at
       AND (sqrt_price_after IS NOT NULL OR num_nonnulls(reserve0_after, reserve1_after) = 2)
     ORDER BY f.block_time DESC, f.chain_key, f.block DESC, f.tx_index DESC, f.fill_index DESC LIMIT 1)
    UNION ALL
    (SELECT block, tx_index, state_index, block_time, sqrt_price, tick, liquidity, reserve0, reserve1
     FROM pool_state p
     WHERE p.pool_key = q.pool_key AND p.block_time <= q.at
       AND (sqrt_price IS NOT NULL OR num_nonnulls(reserve0, reserve1) = 2)
     ORDER BY p.block_time DESC, p.block DESC, p.tx_index DESC, p.state_index DESC LIMIT 1)
    ORDER BY block DESC, tx_index DESC, index DESC LIMIT 1
  ) s ON true
  LEFT JOIN LATERAL (
    SELECT p.block, p.tx_index, p.state_index, p.terms - 'fee' AS terms FROM pool_state p
    WHERE p.pool_key = q.pool_key AND p.block_time <= q.at AND p.terms ? 'ticks'
    ORDER BY p.block_time DESC, p.block DESC, p.tx_index DESC, p.state_index DESC LIMIT 1
  ) r ON true
  LEFT JOIN LATERAL (
    SELECT p.terms -> 'fee' AS fee FROM pool_state p
    WHERE p.pool_key = q.pool_key AND p.block_time <= q.at AND p.terms ? 'fee'
    ORDER BY p.block_time DESC, p.block DESC, p.tx_index DESC, p.state_index DESC LIMIT 1
  ) f ON true
  LEFT JOIN LATERAL (
    SELECT p.terms -> 'range' AS range, p.terms -> 'curve' AS curve FROM pool_state p
    WHERE p.pool_key = q.pool_key AND p.block_time <= q.at AND p.terms ?| '{range,curve}'
    ORDER BY p.block_time DESC, p.block DESC, p.tx_index DESC, p.state_index DESC LIMIT 1
  ) g ON true
  LEFT JOIN LATERAL (
    SELECT json_agg(json_build_array(n.tick, n.net::text)) AS ticks
    FROM (
      SELECT e.tick, sum(e.net) AS net
      FROM liquidity_change l CROSS JOIN LATERAL (VALUES (l.lower, l.liquidity_delta), (l.upper, -l.liquidity_delta)) e (tick, net)
      WHERE l.pool_key = q.pool_key AND l.block_time <= q.at AND l.lower <> l.upper
        AND (r.block IS NULL OR (l.block, l.tx_index, l.change_index) > (r.block, r.tx_index, r.state_index))
      GROUP BY e.tick HAVING sum(e.net) <> 0
    ) n
  ) t ON true
  LEFT JOIN LATERAL (
    SELECT json_agg(json_build_array(l.lower, l.upper, l.liquidity_delta::text)
                    ORDER BY l.block, l.tx_index, l.change_index) AS changes
    FROM liquidity_change l
    WHERE l.pool_key = q.pool_key AND l.block_time >= s.block_time AND l.block_time <= q.at AND l.lower <> l.upper
      AND (l.block, l.tx_index, l.change_index) > (s.block, s.tx_index, s.index)
  ) c ON true
  LEFT JOIN LATERAL (
    SELECT m.value FROM multiplier m
    WHERE m.token_key = q.stock_key AND m.effective_time <= q.at AND m.block_time <= q.at
    ORDER BY greatest(m.effective_time, m.block_time) DESC, m.block DESC, m.tx_index DESC, m.multiplier_index DESC
    LIMIT 1
  ) m ON true
  ORDER BY q.position`;

/**
 * The facts that rebuild each pool's curve at its instant, in the order asked.
 * @param stockKeys the stock token of each pool, whose multiplier counts; null for a pool of quotes
 */
export function curveFacts(
  reader: Reader,
  asked: readonly CurveQuestion[],
  stockKeys: readonly (number | null)[],
): Promise<CurveFactsRow[]> {
  const pools = asked.map(({ poolKey }) => poolKey);
  const instants = asked.map(({ at }) => at.toISOString());
  return reader.rows<CurveFactsRow>(SQL, [pools, instants, stockKeys]);
}
