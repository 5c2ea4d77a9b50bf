-- The days of a stock token in a month, as lists side by side in the order of days, which are counted from 1970-01-01: an
-- overview reads thirty days as one row. Touched: tokens and months.
SELECT c.token_key, c.month,
       string_agg((d.day - date '1970-01-01')::text, ',' ORDER BY d.day) AS days,
       string_agg(d.volume_usd::text, ',' ORDER BY d.day) AS volume_usd,
       string_agg(d.trades::text, ',' ORDER BY d.day) AS trades,
       string_agg(coalesce(b.traders, 0)::text, ',' ORDER BY d.day) AS traders
  FROM touched c
  JOIN asset_day d ON d.token_key = c.token_key AND d.day >= c.month AND d.day < c.month + interval '1 month'
  LEFT JOIN trader_bitmap_day b ON b.token_key = d.token_key AND b.day = d.day
 GROUP BY c.token_key, c.month
