-- What an owner of a stock token got and gave in an hour, in units that stay when the token rebases. Touched: tokens, owners
-- and hours. The hour's transfers are read once for all its owners: the pools' own are half of them.
WITH moved AS (
  SELECT t.token_key, h.hour, coalesce(t.from_key, t.from_account_key) AS giver, coalesce(t.to_key, t.to_account_key) AS taker,
         coalesce(t.units, CASE WHEN m.value IS NULL THEN t.raw ELSE div(t.raw, m.value) END) AS units
    FROM (SELECT DISTINCT token_key, hour FROM touched) h
    JOIN token k ON k.key = h.token_key
    JOIN transfer t ON t.token_key = h.token_key AND t.block_time >= h.hour AND t.block_time < h.hour + interval '1 hour'
    -- The multiplier in force: of those announced by then the last to take effect. One that was replaced before its effective
    -- time never did.
    LEFT JOIN LATERAL (
      SELECT m.value FROM multiplier m
       WHERE k.unit_rule = 'rebasing' AND m.token_key = t.token_key AND m.effective_time <= t.block_time
         AND (m.block, m.tx_index, m.multiplier_index) < (t.block, t.tx_index, t.transfer_index)
         AND NOT EXISTS (
           SELECT FROM multiplier r WHERE r.token_key = m.token_key AND r.block_time < m.effective_time
              AND (r.block, r.tx_index, r.multiplier_index) > (m.block, m.tx_index, m.multiplier_index))
       ORDER BY greatest(m.effective_time, m.block_time) DESC, m.block DESC, m.tx_index DESC, m.multiplier_index DESC LIMIT 1
    ) m ON true
)
SELECT c.token_key, c.owner_key, c.hour,
       coalesce(sum(s.units) FILTER (WHERE s.sign > 0), 0) AS in_units,
       coalesce(sum(s.units) FILTER (WHERE s.sign < 0), 0) AS out_units
  FROM touched c
  JOIN (SELECT token_key, hour, giver AS owner_key, units, -1 AS sign FROM moved WHERE giver IS NOT NULL
        UNION ALL
        SELECT token_key, hour, taker, units, 1 FROM moved WHERE taker IS NOT NULL) s
    ON s.token_key = c.token_key AND s.hour = c.hour AND s.owner_key = c.owner_key
 GROUP BY c.token_key, c.owner_key, c.hour
