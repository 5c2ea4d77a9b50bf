-- What a stock pool did on a UTC day: the sum of its hours. Touched: pools and days.
SELECT c.pool_key, c.day, sum(h.fills)::integer AS fills, sum(h.trades)::integer AS trades,
       sum(h.unpriced_fills)::integer AS unpriced_fills, sum(h.volume_usd) AS volume_usd,
       sum(h.sold0_raw) AS sold0_raw, sum(h.sold1_raw) AS sold1_raw,
       sum(h.bought0_raw) AS bought0_raw, sum(h.bought1_raw) AS bought1_raw, max(h.last_fill_time) AS last_fill_time
  FROM touched c
  JOIN pool_hour h ON h.pool_key = c.pool_key
   AND h.hour >= c.day::timestamp AT TIME ZONE 'UTC' AND h.hour < (c.day + 1)::timestamp AT TIME ZONE 'UTC'
 GROUP BY c.pool_key, c.day
