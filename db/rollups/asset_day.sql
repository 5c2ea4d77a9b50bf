-- What happened to a stock token on a UTC day: the sum of its hours. Touched: tokens and days.
SELECT c.token_key, c.day, sum(h.fills)::integer AS fills, sum(h.trades)::integer AS trades,
       sum(h.passthroughs)::integer AS passthroughs, sum(h.transactions)::integer AS transactions,
       sum(h.unpriced_trades)::integer AS unpriced_trades, sum(h.buys)::integer AS buys, sum(h.sells)::integer AS sells,
       sum(h.buy_usd) AS buy_usd, sum(h.sell_usd) AS sell_usd, sum(h.volume_usd) AS volume_usd,
       sum(h.volume_in_total_usd) AS volume_in_total_usd
  FROM touched c
  JOIN asset_hour h ON h.token_key = c.token_key
   AND h.hour >= c.day::timestamp AT TIME ZONE 'UTC' AND h.hour < (c.day + 1)::timestamp AT TIME ZONE 'UTC'
 GROUP BY c.token_key, c.day
