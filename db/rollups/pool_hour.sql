-- What a stock pool did in an hour; its trades are netted on the stock side (token 0 of a stock-stock pool), and its volume
-- is that of its trades: what nets to nothing in one transaction is none. Touched: pools and hours.
WITH part AS (
  SELECT c.pool_key, c.hour, count(*) AS fills, count(*) - count(f.amount_usd) AS unpriced,
         abs(coalesce(sum(CASE WHEN f.bought_token_key = s.key THEN f.amount_usd ELSE -f.amount_usd END), 0)) AS usd,
         coalesce(sum(f.sold_raw) FILTER (WHERE f.sold_token_key = p.token0_key), 0) AS sold0,
         coalesce(sum(f.sold_raw) FILTER (WHERE f.sold_token_key = p.token1_key), 0) AS sold1,
         coalesce(sum(f.bought_raw) FILTER (WHERE f.bought_token_key = p.token0_key), 0) AS bought0,
         coalesce(sum(f.bought_raw) FILTER (WHERE f.bought_token_key = p.token1_key), 0) AS bought1,
         sum(CASE WHEN f.bought_token_key = s.key THEN f.bought_raw ELSE -f.sold_raw END) AS net,
         max(f.block_time) AS last_time
    FROM touched c
    JOIN pool p ON p.key = c.pool_key
    JOIN token t0 ON t0.key = p.token0_key
    JOIN token s ON s.key = CASE WHEN t0.role = 'stock' THEN p.token0_key ELSE p.token1_key END
    JOIN fill f ON f.pool_key = c.pool_key AND f.block_time >= c.hour AND f.block_time < c.hour + interval '1 hour'
   GROUP BY c.pool_key, c.hour, f.block, f.tx_index, f.trader_key
)
SELECT pool_key, hour, sum(fills)::integer AS fills,
       count(*) FILTER (WHERE net <> 0)::integer AS trades,
       sum(unpriced)::integer AS unpriced_fills, coalesce(sum(usd) FILTER (WHERE net <> 0), 0) AS volume_usd,
       sum(sold0) AS sold0_raw, sum(sold1) AS sold1_raw, sum(bought0) AS bought0_raw, sum(bought1) AS bought1_raw,
       max(last_time) AS last_fill_time
  FROM part
 GROUP BY pool_key, hour
