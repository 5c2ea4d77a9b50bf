-- What one trader did with one stock token in one transaction, all fills netted. Touched: block ranges of a chain.
-- A stock-for-stock fill is a leg of both tokens; in totals over tickers it counts with the bought side only, unless that
-- side was handed on in the same transaction (net zero), because then nothing else stands for the exchange.
-- Windows, not self-joins: without statistics, as in a young database, the planner would join these by brute force.
WITH leg AS (
  SELECT f.chain_key, f.block, f.tx_index, f.fill_index, f.trader_key, f.block_time,
         l.token_key, l.raw, l.usd, s.role = 'stock' AND b.role = 'stock' AS swap
    FROM touched c
    JOIN fill f ON f.chain_key = c.chain_key AND f.block BETWEEN c.from_block AND c.to_block
    JOIN token s ON s.key = f.sold_token_key
    JOIN token b ON b.key = f.bought_token_key
   CROSS JOIN LATERAL (
     VALUES (b.role, f.bought_token_key, f.bought_raw, f.amount_usd),
            (s.role, f.sold_token_key, -f.sold_raw, -f.amount_usd)
   ) AS l(role, token_key, raw, usd)
   WHERE l.role = 'stock'
), netted AS (
  SELECT *, sum(raw) OVER (PARTITION BY chain_key, block, tx_index, trader_key, token_key) AS net FROM leg
), paired AS (
  SELECT *, sum(net) OVER (PARTITION BY chain_key, block, tx_index, fill_index) - net AS other_net FROM netted
), summed AS (
  SELECT chain_key, block, tx_index, trader_key, token_key, min(block_time) AS block_time, sum(raw) AS net_raw,
         count(*)::integer AS fills,
         CASE WHEN count(usd) = count(*) AND sum(raw) <> 0 THEN sum(usd) END AS usd,
         coalesce(sum(usd) FILTER (WHERE swap AND raw < 0 AND other_net <> 0), 0) AS elsewhere_usd
    FROM paired
   GROUP BY chain_key, block, tx_index, trader_key, token_key
)
SELECT chain_key, block, tx_index, trader_key, token_key, block_time, net_raw, fills,
       abs(usd) AS amount_usd, abs(usd - elsewhere_usd) AS in_total_usd
  FROM summed
