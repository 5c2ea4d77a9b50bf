-- What a trader did in a stock pool on a UTC day, seen from the stock side (token 0 of a stock-stock pool).
-- Touched: pools, days and traders.
WITH part AS (
  SELECT c.pool_key, c.trader_key, c.day,
         sum(CASE WHEN f.bought_token_key = s.key THEN f.bought_raw ELSE -f.sold_raw END) AS net,
         abs(coalesce(sum(CASE WHEN f.bought_token_key = s.key THEN f.amount_usd ELSE -f.amount_usd END), 0)) AS usd
    FROM touched c
    -- `+ 0` keeps the planner on the trader's index: by the pool's it would read the whole pool for every trader.
    JOIN fill f ON f.trader_key = c.trader_key AND f.pool_key + 0 = c.pool_key
     AND f.block_time >= c.day::timestamp AT TIME ZONE 'UTC' AND f.block_time < (c.day + 1)::timestamp AT TIME ZONE 'UTC'
    JOIN pool p ON p.key = c.pool_key
    JOIN token t0 ON t0.key = p.token0_key
    JOIN token s ON s.key = CASE WHEN t0.role = 'stock' THEN p.token0_key ELSE p.token1_key END
   GROUP BY c.pool_key, c.trader_key, c.day, f.block, f.tx_index
)
SELECT pool_key, trader_key, day,
       count(*) FILTER (WHERE net > 0)::integer AS buys, count(*) FILTER (WHERE net < 0)::integer AS sells,
       coalesce(sum(usd) FILTER (WHERE net > 0), 0) AS buy_usd, coalesce(sum(usd) FILTER (WHERE net < 0), 0) AS sell_usd
  FROM part
 GROUP BY pool_key, trader_key, day
