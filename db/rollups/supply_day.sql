-- Supply changes of a stock token on a UTC day, raw and in units that stay when the token rebases. Touched: tokens and days.
SELECT c.token_key, c.day,
       coalesce(sum(t.raw) FILTER (WHERE t.move = 'mint'), 0) AS minted_raw,
       coalesce(sum(t.raw) FILTER (WHERE t.move = 'burn'), 0) AS burned_raw,
       coalesce(sum(u.units) FILTER (WHERE t.move = 'mint'), 0) AS minted_units,
       coalesce(sum(u.units) FILTER (WHERE t.move = 'burn'), 0) AS burned_units
  FROM touched c
  JOIN token k ON k.key = c.token_key
  JOIN transfer t ON t.token_key = c.token_key AND t.move <> 'transfer'
   AND t.block_time >= c.day::timestamp AT TIME ZONE 'UTC' AND t.block_time < (c.day + 1)::timestamp AT TIME ZONE 'UTC'
  -- As in balance_hour: the multiplier in force, for rebasing tokens.
  LEFT JOIN LATERAL (
    SELECT m.value FROM multiplier m
     WHERE k.unit_rule = 'rebasing' AND m.token_key = t.token_key AND m.effective_time <= t.block_time
       AND (m.block, m.tx_index, m.multiplier_index) < (t.block, t.tx_index, t.transfer_index)
       AND NOT EXISTS (
         SELECT FROM multiplier r WHERE r.token_key = m.token_key AND r.block_time < m.effective_time
            AND (r.block, r.tx_index, r.multiplier_index) > (m.block, m.tx_index, m.multiplier_index))
     ORDER BY greatest(m.effective_time, m.block_time) DESC, m.block DESC, m.tx_index DESC, m.multiplier_index DESC LIMIT 1
  ) m ON true
  CROSS JOIN LATERAL (SELECT coalesce(t.units, CASE WHEN m.value IS NULL THEN t.raw ELSE div(t.raw, m.value) END) AS units) u
 GROUP BY c.token_key, c.day
