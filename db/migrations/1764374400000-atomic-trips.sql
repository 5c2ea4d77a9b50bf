-- Transactions that bought and sold the stock of a pool in that pool are a rollup, and the days of the running month are stored
-- like those of months that are over. Both follow from facts that are there.

CREATE TABLE atomic_trip (
  chain_key smallint NOT NULL,
  block bigint NOT NULL,
  tx_index integer NOT NULL,
  pool_key integer NOT NULL,
  block_time timestamptz NOT NULL,
  amount_usd numeric NOT NULL,
  PRIMARY KEY (chain_key, block, tx_index, pool_key)
);
CREATE INDEX atomic_trip_time ON atomic_trip (block_time);

INSERT INTO atomic_trip (chain_key, block, tx_index, pool_key, block_time, amount_usd)
SELECT f.chain_key, f.block, f.tx_index, f.pool_key, min(f.block_time), coalesce(sum(f.amount_usd), 0)
  FROM fill f
  JOIN pool p ON p.key = f.pool_key
  JOIN token t0 ON t0.key = p.token0_key
  JOIN token s ON s.key = CASE WHEN t0.role = 'stock' THEN p.token0_key ELSE p.token1_key END
 WHERE s.role = 'stock'
 GROUP BY f.chain_key, f.block, f.tx_index, f.pool_key, s.key
HAVING bool_or(f.bought_token_key = s.key) AND bool_or(f.sold_token_key = s.key);

GRANT SELECT ON atomic_trip TO tokentape_reader, tokentape_exporter;

DELETE FROM asset_month;
INSERT INTO asset_month (token_key, month, days, volume_usd, trades, traders)
SELECT d.token_key, date_trunc('month', d.day)::date,
       string_agg((d.day - date '1970-01-01')::text, ',' ORDER BY d.day),
       string_agg(d.volume_usd::text, ',' ORDER BY d.day),
       string_agg(d.trades::text, ',' ORDER BY d.day),
       string_agg(coalesce(b.traders, 0)::text, ',' ORDER BY d.day)
  FROM asset_day d
  LEFT JOIN trader_bitmap_day b ON b.token_key = d.token_key AND b.day = d.day
 GROUP BY 1, 2;
