-- What happened to a stock token in an hour. Touched: tokens and hours.
SELECT c.token_key, c.hour, sum(t.fills)::integer AS fills,
       count(*) FILTER (WHERE t.net_raw <> 0)::integer AS trades,
       count(*) FILTER (WHERE t.net_raw = 0)::integer AS passthroughs,
       -- Block and index in one integer: comparing pairs costs several times as much.
       count(DISTINCT t.block * 4294967296 + t.tx_index)::integer AS transactions,
       count(*) FILTER (WHERE t.net_raw <> 0 AND t.amount_usd IS NULL)::integer AS unpriced_trades,
       count(*) FILTER (WHERE t.net_raw > 0)::integer AS buys,
       count(*) FILTER (WHERE t.net_raw < 0)::integer AS sells,
       coalesce(sum(t.amount_usd) FILTER (WHERE t.net_raw > 0), 0) AS buy_usd,
       coalesce(sum(t.amount_usd) FILTER (WHERE t.net_raw < 0), 0) AS sell_usd,
       coalesce(sum(t.amount_usd), 0) AS volume_usd,
       coalesce(sum(t.in_total_usd), 0) AS volume_in_total_usd
  FROM touched c
  JOIN trade t ON t.token_key = c.token_key AND t.block_time >= c.hour AND t.block_time < c.hour + interval '1 hour'
 GROUP BY c.token_key, c.hour
