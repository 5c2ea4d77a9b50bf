-- What one trader did with one stock token in one transaction, all fills netted. Touched: block ranges of a chain.
-- A stock-for-stock fill is a leg of both tokens; in totals over tickers it counts with the bought side only, unless that
-- side was handed on in the same transaction (net zero), because then nothing else stands for the exchange.
WITH leg AS (
  SELECT f.chain_key, f.block, f.tx_index, f.trader_key, f.block_time,
         l.token_key, l.other_key, l.raw, l.usd, s.role = 'stock' AND b.role = 'stock' AS swap
    FROM touched c
    JOIN fill f ON f.chain_key = c.chain_key AND f.block BETWEEN c.from_block AND c.to_block
    JOIN token s ON s.key = f.sold_token_key
    JOIN token b ON b.key = f.bought_token_key
   CROSS JOIN LATERAL (
     VALUES (b.role, f.bought_token_key, f.sold_token_key, f.bought_raw, f.amount_usd),
            (s.role, f.sold_token_key, f.bought_token_key, -f.sold_raw, -f.amount_usd)
   ) AS l(role, token_key, other_key, raw, usd)
   WHERE l.role = 'stock'
), net AS (
  SELECT chain_key, block, tx_index, trader_key, token_key, min(block_time) AS block_time,
         sum(raw) AS net_raw, count(*)::integer AS fills,
         CASE WHEN count(usd) = count(*) AND sum(raw) <> 0 THEN sum(usd) END AS usd
    FROM leg
   GROUP BY chain_key, block, tx_index, trader_key, token_key
), elsewhere AS (
  SELECT l.chain_key, l.block, l.tx_index, l.trader_key, l.token_key, sum(l.usd) AS usd
    FROM leg l
    JOIN net o ON (o.chain_key, o.block, o.tx_index, o.trader_key, o.token_key)
                = (l.chain_key, l.block, l.tx_index, l.trader_key, l.other_key)
   WHERE l.swap AND l.raw < 0 AND o.net_raw <> 0
   GROUP BY l.chain_key, l.block, l.tx_index, l.trader_key, l.token_key
)
SELECT n.chain_key, n.block, n.tx_index, n.trader_key, n.token_key, n.block_time, n.net_raw, n.fills,
       abs(n.usd) AS amount_usd, abs(n.usd - coalesce(e.usd, 0)) AS in_total_usd
  FROM net n
  LEFT JOIN elsewhere e USING (chain_key, block, tx_index, trader_key, token_key)
