import { eventTopic } from './words.ts';

export const TRANSFER = eventTopic('Transfer(address,address,uint256)');
export const SWAP = eventTopic('Swap(address,address,int256,int256,uint160,uint128,int24)');

/** Where those contenders write that have no tables of their own: a row for each swap and each transfer. */
export const TABLES = `
DROP TABLE IF EXISTS bench_swap, bench_transfer;
CREATE TABLE bench_swap (
  block bigint, log_index int, tx_hash bytea, pool bytea,
  amount0 numeric, amount1 numeric, sqrt_price numeric, liquidity numeric, tick int,
  PRIMARY KEY (block, log_index)
);
CREATE TABLE bench_transfer (
  block bigint, log_index int, tx_hash bytea, token bytea, sender bytea, receiver bytea, raw numeric,
  PRIMARY KEY (block, log_index)
);`;
