import { base58, hex } from '@scure/base';
import { minus } from '@tokentape/core/decimal.ts';
import type pg from 'pg';
import { RoaringBitmap32 } from 'roaring-wasm';
import { deriveRollups } from './derive-rollups.ts';
import { insertRows } from './insert-rows.ts';

/**
 * A market of three days that fits in the head. Account keys: 1 Alice, 2 Bob, 3 Carol, 4 Dave, 5 a relayer.
 *
 * | tx | day, UTC | what | USD |
 * | --- | --- | --- | ---: |
 * | T1 | 06-30 12:00 | Alice buys 0.04466643 TSLAx (Solana) | 20 |
 * | T2 | 06-30 12:30 | Bob buys 1 TSLAx | 450 |
 * | T3 | 07-01 10:00 | Alice sells 0.5 TSLAx | 226 |
 * | T4 | 07-01 11:00 | Carol swaps 1 TSLAx for 0.75 SPYx, stock for stock | 455 |
 * | T5 | 07-01 12:00 | Bob buys 2 TSLAx on Arbitrum | 900 |
 * | T6 | 07-01 15:00 | Dave buys and sells 1 TSLAx in one transaction that the relayer signs: a passthrough | 452 each |
 * | T7 | 07-02 09:00 | Carol buys 1 raw-token TSLAx, 2 shares since the multiplier doubled; nothing prices it | unknown |
 */
export async function insertMarket(db: pg.Client): Promise<void> {
  await insertRegistry(db);
  await insertFacts(db);
  await insertRollups(db);
}

const bytes = (length: number, fill: number) => Buffer.alloc(length, fill);
/** Text form of an account on Solana. */
export const solanaAccount = (key: number) => base58.encode(bytes(32, key));
/** Bob's account on Arbitrum has a key of its own: 6. */
export const BOB_EVM = `0x${hex.encode(bytes(20, 6))}`;
export const txId = (number: number) =>
  number === 5 ? `0x${hex.encode(bytes(32, 5))}` : base58.encode(bytes(64, number));

const TSLAX = 'XsDoVfqeBukxuZHWhdvWHBhgEHjGNst4MLodqsJHzoB';
const SPYX = 'XsoCS1TfEyfFhfvj8EtZ528L3CaKBDBRqRapnBbDF2W';
const USDC = 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v';
const evm = (fill: number) => `0x${hex.encode(bytes(20, fill))}`;

export const POOL = {
  tslaxUsdc: `solana:${base58.encode(bytes(32, 21))}`,
  stockStock: `solana:${base58.encode(bytes(32, 22))}`,
  arbitrum: `arbitrum:${evm(23)}`,
  empty: `solana:${base58.encode(bytes(32, 24))}`,
};

async function insertRegistry(db: pg.Client): Promise<void> {
  await insertRows(db, 'data_origin', 'simulated, label', [[true, 'simulated, made by hand']]);
  await insertRows(db, 'chain', 'id, key, name, kind, chain_id', [
    ['solana', 1, 'Solana', 'solana', null],
    ['arbitrum', 2, 'Arbitrum One', 'evm', 42161],
  ]);
  await insertRows(db, 'issuer', 'id, name, status', [
    ['xstocks', 'xStocks', 'live'],
    ['backed', 'Backed', 'live'],
  ]);
  await insertRows(db, 'asset', 'id, key, issuer_id, symbol, underlying, name', [
    ['xstocks:TSLAx', 1, 'xstocks', 'TSLAx', 'TSLA', 'Tesla xStock'],
    ['xstocks:SPYx', 2, 'xstocks', 'SPYx', 'SPY', 'SP500 xStock'],
    ['backed:SPYx', 3, 'backed', 'SPYx', 'SPY', 'Another SPYx'],
  ]);
  const token = 'id, key, chain_key, address, asset_key, role, symbol, decimals, unit_rule, state';
  await insertRows(db, 'token', token, [
    [`solana:${TSLAX}`, 1, 1, Buffer.from(base58.decode(TSLAX)), 1, 'stock', 'TSLAx', 8, 'raw-stable', 'registered'],
    [`solana:${SPYX}`, 2, 1, Buffer.from(base58.decode(SPYX)), 2, 'stock', 'SPYx', 8, 'raw-stable', 'registered'],
    [`arbitrum:${evm(13)}`, 3, 2, bytes(20, 13), 1, 'stock', 'TSLAx', 18, 'rebasing', 'registered'],
    [`solana:${USDC}`, 4, 1, Buffer.from(base58.decode(USDC)), null, 'quote', 'USDC', 6, 'plain', 'registered'],
    [`arbitrum:${evm(15)}`, 5, 2, bytes(20, 15), null, 'quote', 'USDC', 6, 'plain', 'registered'],
    [`arbitrum:${evm(16)}`, 6, 2, bytes(20, 16), 3, 'stock', 'SPYx', 18, 'unknown', 'registered'],
  ]);
  await insertRows(db, 'dex', 'id, key, name, curve', [
    ['raydium-clmm', 1, 'Raydium CLMM', 'concentrated'],
    ['uniswap-v3', 2, 'Uniswap V3', 'concentrated'],
  ]);
  const pool =
    'id, key, chain_key, dex_key, address, token0_key, token1_key, curve, fee_pips, tick_spacing, birth_block, birth_time, creation_seen';
  const born = '2025-06-30T00:00:00Z';
  await insertRows(db, 'pool', pool, [
    [POOL.tslaxUsdc, 1, 1, 1, bytes(32, 21), 1, 4, 'concentrated', 2500, 60, 1, born, true],
    [POOL.stockStock, 2, 1, 1, bytes(32, 22), 2, 1, 'concentrated', 2500, 60, 1, born, true],
    [POOL.arbitrum, 3, 2, 2, bytes(20, 23), 5, 3, 'concentrated', 3000, 60, 1, born, true],
    [POOL.empty, 4, 1, 1, bytes(32, 24), 2, 4, 'concentrated', 2500, 60, 1, '2025-07-01T08:00:00Z', true],
  ]);
  await insertRows(
    db,
    'account',
    'key, address',
    [1, 2, 3, 4, 5].map((key) => [key, bytes(32, key)]),
  );
  await insertRows(db, 'account', 'key, address', [[6, bytes(20, 6)]]);
}

/** √4.5 in Q64.64. */
const SQRT_4_5 = '39131453475998346637';

const AT = {
  T1: '2025-06-30T12:00:00Z',
  T2: '2025-06-30T12:30:00Z',
  T3: '2025-07-01T10:00:00Z',
  T4: '2025-07-01T11:00:00Z',
  T5: '2025-07-01T12:00:00Z',
  T6: '2025-07-01T15:00:00Z',
  T7: '2025-07-02T09:00:00Z',
};

async function insertFacts(db: pg.Client): Promise<void> {
  const transaction = 'chain_key, block, tx_index, block_time, tx_id, signer_key, fee_payer_key, failed';
  const solanaTx = (number: number, at: string, signer: number, payer = signer, failed = false) =>
    [1, 100 * number, 1, at, bytes(64, number), signer, payer, failed] as const;
  await insertRows(db, 'transaction', transaction, [
    solanaTx(1, AT.T1, 1),
    solanaTx(2, AT.T2, 2),
    solanaTx(3, AT.T3, 1),
    solanaTx(4, AT.T4, 3),
    [2, 500, 1, AT.T5, bytes(32, 5), 6, 6, false],
    solanaTx(6, AT.T6, 5),
    solanaTx(7, AT.T7, 3, 5),
    solanaTx(8, AT.T7, 4, 4, true),
  ]);
  await insertRows(
    db,
    'pool_state',
    'chain_key, block, tx_index, state_index, block_time, pool_key, source, sqrt_price, tick, liquidity',
    // 4.5 raw USDC per raw TSLAx: 450 dollars a share.
    [[1, 50, 0, 0, '2025-06-30T00:10:00Z', 1, 'initialize', SQRT_4_5, 15041, '0']],
  );
  await insertRows(
    db,
    'liquidity_change',
    'chain_key, block, tx_index, change_index, block_time, pool_key, lower, upper, liquidity_delta, amount0_raw, amount1_raw',
    [
      [1, 60, 0, 0, '2025-06-30T00:20:00Z', 1, 14040, 16020, '10000000000', '225070000', '1036000000'],
      [1, 290, 0, 0, '2025-07-01T09:00:00Z', 1, 14940, 15180, '50000000000', '0', '0'],
    ],
  );
  const fill =
    'chain_key, block, tx_index, fill_index, block_time, pool_key, trader_key, sold_token_key, sold_raw, bought_token_key, bought_raw, amount_usd, price_source, unpriced_reason, flags';
  await insertRows(db, 'fill', fill, [
    [1, 100, 1, 0, AT.T1, 1, 1, 4, '20000000', 1, '4466643', '20', 'stable', null, []],
    [1, 200, 1, 0, AT.T2, 1, 2, 4, '450000000', 1, '100000000', '450', 'stable', null, []],
    [1, 300, 1, 0, AT.T3, 1, 1, 1, '50000000', 4, '226000000', '226', 'stable', null, []],
    [1, 400, 1, 0, AT.T4, 2, 3, 1, '100000000', 2, '75000000', '455', 'stock-pool', null, ['no-event']],
    [2, 500, 1, 7, AT.T5, 3, 6, 5, '900000000', 3, '2000000000000000000', '900', 'stable', null, []],
    [1, 600, 1, 0, AT.T6, 1, 4, 4, '452000000', 1, '100000000', '452', 'stable', null, []],
    [1, 600, 1, 1, AT.T6, 1, 4, 1, '100000000', 4, '452000000', '452', 'stable', null, []],
    [1, 700, 1, 0, AT.T7, 1, 3, 4, '900000000', 1, '100000000', null, null, 'depeg', []],
  ]);
  const multiplier = 'chain_key, block, tx_index, multiplier_index, block_time, token_key, value, effective_time';
  await insertRows(db, 'multiplier', multiplier, [
    // Announced for the second of July, then replaced before it came into force.
    [1, 90, 1, 0, '2025-06-30T01:00:00Z', 1, '5', '2025-07-02T00:00:00Z'],
    [1, 95, 1, 0, '2025-06-30T02:00:00Z', 1, '2', '2025-07-02T00:00:00Z'],
  ]);
  await insertRows(
    db,
    'chain_status',
    'chain_key, indexed_block, indexed_time, finalized_block, finalized_time, updated_at, batches, unrecognised',
    [
      [1, 1000, '2025-07-03T00:00:00Z', 1010, '2025-07-03T00:00:04Z', '2025-07-03T00:00:05Z', 3, 2],
      [2, 900, '2025-07-02T23:59:00Z', 900, '2025-07-02T23:59:00Z', '2025-07-03T00:00:05Z', 3, 0],
    ],
  );
  await insertRows(db, 'coverage', 'chain_key, source, from_block, to_block, to_time', [
    [1, 'rpc', 1, 1000, '2025-07-03T00:00:00Z'],
    [2, 'rpc', 1, 900, '2025-07-03T00:00:00Z'],
  ]);
}

async function insertRollups(db: pg.Client): Promise<void> {
  const trade =
    'chain_key, block, tx_index, trader_key, token_key, block_time, net_raw, fills, amount_usd, in_total_usd';
  await insertRows(db, 'trade', trade, [
    [1, 100, 1, 1, 1, AT.T1, '4466643', 1, '20', '20'],
    [1, 200, 1, 2, 1, AT.T2, '100000000', 1, '450', '450'],
    [1, 300, 1, 1, 1, AT.T3, '-50000000', 1, '226', '226'],
    [1, 400, 1, 3, 1, AT.T4, '-100000000', 1, '455', '0'],
    [1, 400, 1, 3, 2, AT.T4, '75000000', 1, '455', '455'],
    [2, 500, 1, 6, 3, AT.T5, '2000000000000000000', 1, '900', '900'],
    [1, 600, 1, 4, 1, AT.T6, '0', 2, null, null],
    [1, 700, 1, 3, 1, AT.T7, '100000000', 1, null, null],
  ]);
  const sums =
    'fills, trades, passthroughs, transactions, unpriced_trades, buys, sells, buy_usd, sell_usd, volume_usd, volume_in_total_usd';
  await insertRows(db, 'asset_day', `token_key, day, ${sums}`, [
    [1, '2025-06-30', 2, 2, 0, 2, 0, 2, 0, '470', '0', '470', '470'],
    [1, '2025-07-01', 4, 2, 1, 3, 0, 0, 2, '0', '681', '681', '226'],
    [2, '2025-07-01', 1, 1, 0, 1, 0, 1, 0, '455', '0', '455', '455'],
    [3, '2025-07-01', 1, 1, 0, 1, 0, 1, 0, '900', '0', '900', '900'],
    [1, '2025-07-02', 1, 1, 0, 1, 1, 1, 0, '0', '0', '0', '0'],
  ]);
  // Only what the sessions are told by: two hours of the first day, the second split by the opening of New York.
  await insertRows(db, 'asset_hour', `token_key, hour, ${sums}`, [
    [1, '2025-06-30T12:00:00Z', 2, 2, 0, 2, 0, 2, 0, '470', '0', '470', '470'],
    [1, '2025-06-30T13:00:00Z', 2, 2, 0, 2, 0, 2, 0, '150', '0', '150', '150'],
  ]);
  await insertRows(db, 'trade', trade, [
    [1, 210, 1, 1, 1, '2025-06-30T13:20:00Z', '1', 1, '100', '100'],
    [1, 220, 1, 1, 1, '2025-06-30T13:40:00Z', '1', 1, '50', '50'],
  ]);
  await insertRows(
    db,
    'trader_bitmap_day',
    'token_key, day, traders, bitmap',
    [
      [1, '2025-06-30', [1, 2]],
      [1, '2025-07-01', [1, 3]],
      [2, '2025-07-01', [3]],
      [3, '2025-07-01', [6]],
      [1, '2025-07-02', [3]],
    ].map(([token, day, keys]) => [token, day, (keys as number[]).length, bitmapOf(keys as number[])]),
  );
  const hour =
    'pool_key, hour, fills, trades, unpriced_fills, volume_usd, sold0_raw, sold1_raw, bought0_raw, bought1_raw, last_fill_time';
  await insertRows(db, 'pool_hour', hour, [
    [1, '2025-06-30T12:00:00Z', 2, 2, 0, '470', '0', '470000000', '104466643', '0', AT.T2],
    [1, '2025-07-01T10:00:00Z', 1, 1, 0, '226', '50000000', '0', '0', '226000000', AT.T3],
    [2, '2025-07-01T11:00:00Z', 1, 1, 0, '455', '0', '100000000', '75000000', '0', AT.T4],
    [3, '2025-07-01T12:00:00Z', 1, 1, 0, '900', '900000000', '0', '0', '2000000000000000000', AT.T5],
    [1, '2025-07-01T15:00:00Z', 2, 0, 0, '0', '100000000', '452000000', '100000000', '452000000', AT.T6],
    [1, '2025-07-02T09:00:00Z', 1, 1, 1, '0', '0', '900000000', '100000000', '0', AT.T7],
  ]);
  await insertRows(db, 'trader_day', 'pool_key, trader_key, day, buys, sells, buy_usd, sell_usd', [
    [1, 1, '2025-06-30', 1, 0, '20', '0'],
    [1, 2, '2025-06-30', 1, 0, '450', '0'],
    [1, 1, '2025-07-01', 0, 1, '0', '226'],
    [1, 4, '2025-07-01', 0, 0, '0', '0'],
    [2, 3, '2025-07-01', 1, 0, '455', '0'],
    [3, 6, '2025-07-01', 1, 0, '900', '0'],
    [1, 3, '2025-07-02', 1, 0, '0', '0'],
  ]);
  await insertDepth(db, 1, '2025-06-30T12:00:00Z', 'live', {
    tvl: '50000',
    mid: '450',
    ask: [10, 50, 100, 200, 500, 1000],
    bid: [9, 45, 90, 180, 450, 900],
    buy: ['0.003', '0.01', '0.1', null, null],
    sell: ['0.004', '0.02', '0.2', null, null],
    fillable: ['12000', '11000'],
  });
  await insertDepth(db, 1, '2025-07-01T10:00:00Z', 'live', {
    tvl: '60000',
    mid: '452',
    ask: [20, 100, 200, 400, 1000, 2000],
    bid: [18, 90, 180, 360, 900, 1800],
    buy: ['0.003', '0.005', '0.05', '0.5', null],
    sell: ['0.004', '0.006', '0.06', null, null],
    fillable: ['60000', '20000'],
  });
  await insertDepth(db, 2, '2025-07-01T11:00:00Z', 'out_of_range', { tvl: '20000', fillable: ['50', '50'] });
  await insertDepth(db, 3, '2025-07-01T12:00:00Z', 'live', {
    tvl: '999.99',
    mid: '450',
    ask: [1, 2, 3, 4, 5, 6],
    bid: [1, 2, 3, 4, 5, 6],
    buy: ['0.01', null, null, null, null],
    sell: ['0.02', null, null, null, null],
    fillable: ['120', '110'],
  });
  await insertDepth(db, 4, '2025-07-01T08:00:00Z', 'zero_liquidity', { tvl: '0', fillable: ['0', '0'] });
  await deriveRollups(db);
}

interface Depth {
  tvl: string;
  mid?: string;
  ask?: number[];
  bid?: number[];
  buy?: (string | null)[];
  sell?: (string | null)[];
  fillable: [string, string];
}

const NO_DEPTH = [0, 0, 0, 0, 0, 0];
const NO_SLIPPAGE = [null, null, null, null, null];

/** Of every slippage 0.0025 is fee. */
async function insertDepth(db: pg.Client, pool: number, hour: string, state: string, depth: Depth): Promise<void> {
  const { tvl, mid = null, ask = NO_DEPTH, bid = NO_DEPTH, buy = NO_SLIPPAGE, sell = NO_SLIPPAGE, fillable } = depth;
  const impact = (values: (string | null)[]) => values.map((value) => (value === null ? null : minus(value, '0.0025')));
  const columns =
    'pool_key, hour, liquidity, tvl_usd, mid_usd, ask_depth_usd, bid_depth_usd, buy_slippage, sell_slippage, buy_impact, sell_impact, buy_fillable_usd, sell_fillable_usd, state';
  await insertRows(db, 'pool_depth_hour', columns, [
    [pool, hour, '10', tvl, mid, ask, bid, buy, sell, impact(buy), impact(sell), ...fillable, state],
  ]);
}

function bitmapOf(keys: number[]): Buffer {
  const bitmap = new RoaringBitmap32(keys);
  try {
    return Buffer.from(bitmap.serialize('portable'));
  } finally {
    bitmap.dispose();
  }
}
