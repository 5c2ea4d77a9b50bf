-- Supply changes of a stock token on a UTC day. Touched: tokens and days.
SELECT c.token_key, c.day,
       coalesce(sum(t.raw) FILTER (WHERE t.move = 'mint'), 0) AS minted_raw,
       coalesce(sum(t.raw) FILTER (WHERE t.move = 'burn'), 0) AS burned_raw
  FROM touched c
  JOIN transfer t ON t.token_key = c.token_key AND t.move <> 'transfer'
   AND t.block_time >= c.day::timestamp AT TIME ZONE 'UTC' AND t.block_time < (c.day + 1)::timestamp AT TIME ZONE 'UTC'
 GROUP BY c.token_key, c.day
