-- Transactions that bought and sold the stock of a pool in that pool, with the dollars of both directions; the stock is token 0
-- of a stock-stock pool. Touched: block ranges of a chain.
SELECT f.chain_key, f.block, f.tx_index, f.pool_key, min(f.block_time) AS block_time,
       coalesce(sum(f.amount_usd), 0) AS amount_usd
  FROM touched c
  JOIN fill f ON f.chain_key = c.chain_key AND f.block BETWEEN c.from_block AND c.to_block
  JOIN pool p ON p.key = f.pool_key
  JOIN token t0 ON t0.key = p.token0_key
  JOIN token s ON s.key = CASE WHEN t0.role = 'stock' THEN p.token0_key ELSE p.token1_key END
 WHERE s.role = 'stock'
 GROUP BY f.chain_key, f.block, f.tx_index, f.pool_key, s.key
HAVING bool_or(f.bought_token_key = s.key) AND bool_or(f.sold_token_key = s.key)
