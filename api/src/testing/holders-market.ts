import { base58, hex } from '@scure/base';
import type pg from 'pg';
import { deriveBalanceMonths } from './derive-balance-months.ts';
import { insertRows } from './insert-rows.ts';

/**
 * Who holds TSLAx, worked out by hand, beside the market of three days. Token 1 is on Solana (8 decimals, raw-stable, its
 * multiplier doubles on 07-02), token 3 on Arbitrum (18 decimals, rebasing, no multiplier).
 *
 * | day | what |
 * | --- | --- |
 * | 06-29 | 1,000 minted to the issuer's wallet on Solana, 100 to Bob on Arbitrum |
 * | 06-30 | the issuer gives 300 to Alice, 100 to the pool, 1 raw unit to Dave |
 * | 07-01 | Alice gives 50 to Carol and 5 to the incinerator; Bob gives Erin 40 on Arbitrum |
 * | 07-02 | Alice gives Carol the rest, 245; the multiplier doubles; Carol's 10 are burned |
 */
export async function insertHolders(db: pg.Client): Promise<void> {
  const bytes = (length: number, fill: number) => Buffer.alloc(length, fill);
  await insertRows(db, 'account', 'key, address', [
    [31, Buffer.from(base58.decode('S7vYFFWH6BjJyEsdrPQpqpYTqLTrPRK6KW3VwsJuRaS'))],
    [32, Buffer.from(base58.decode('1nc1nerator11111111111111111111111111111111'))],
    [33, bytes(32, 21)],
    [34, bytes(32, 34)],
    [35, bytes(32, 35)],
    [36, Buffer.from(hex.decode('36'.repeat(20)))],
  ]);
  // The pool's vault is account 34, its owner account 35: a fill of the pool tells.
  await db.query('UPDATE pool SET vault0 = $1 WHERE key = 1', [bytes(32, 34)]);
  const transfer =
    'chain_key, block, tx_index, transfer_index, block_time, token_key, move, from_key, to_key, from_account_key, to_account_key, raw';
  const whole = (count: number, decimals: number) => `${count}${'0'.repeat(decimals)}`;
  await insertRows(db, 'transfer', transfer, [
    [1, 10, 0, 0, '2025-06-29T12:00:00Z', 1, 'mint', null, 31, null, null, whole(1_000, 8)],
    [2, 10, 0, 0, '2025-06-29T12:00:00Z', 3, 'mint', null, 6, null, null, whole(100, 18)],
    [1, 700, 1, 5, '2025-07-02T09:00:00Z', 1, 'transfer', 1, 35, null, 34, '1'],
  ]);
  const balance = 'token_key, owner_key, hour, in_units, out_units';
  await insertRows(db, 'balance_hour', balance, [
    [1, 31, '2025-06-29T12:00:00Z', whole(1_000, 8), '0'],
    [3, 6, '2025-06-29T12:00:00Z', whole(100, 18), '0'],
    [1, 31, '2025-06-30T10:00:00Z', '0', `40000000001`],
    [1, 1, '2025-06-30T10:00:00Z', whole(300, 8), '0'],
    [1, 35, '2025-06-30T11:00:00Z', whole(100, 8), '0'],
    [1, 4, '2025-06-30T11:00:00Z', '1', '0'],
    [1, 1, '2025-07-01T10:00:00Z', '0', whole(55, 8)],
    [1, 3, '2025-07-01T10:00:00Z', whole(50, 8), '0'],
    [1, 32, '2025-07-01T11:00:00Z', whole(5, 8), '0'],
    [3, 6, '2025-07-01T12:00:00Z', '0', whole(40, 18)],
    [3, 36, '2025-07-01T12:00:00Z', whole(40, 18), '0'],
    [1, 1, '2025-07-02T09:00:00Z', '0', whole(245, 8)],
    [1, 3, '2025-07-02T09:00:00Z', whole(245, 8), whole(10, 8)],
  ]);
  await insertRows(db, 'supply_day', 'token_key, day, minted_raw, burned_raw, minted_units, burned_units', [
    [1, '2025-06-29', whole(1_000, 8), '0', whole(1_000, 8), '0'],
    [3, '2025-06-29', whole(100, 18), '0', whole(100, 18), '0'],
    [1, '2025-07-02', '0', whole(10, 8), '0', whole(10, 8)],
  ]);
  await deriveBalanceMonths(db);
}

/** Orders of the primary market and what the issuer's powers did, beside the market of three days. */
export async function insertPrimaryMarket(db: pg.Client): Promise<void> {
  const order =
    'chain_key, block, tx_index, order_index, block_time, venue, token_key, side, account_key, token_raw, payment_token_key, payment_raw, fee_raw, amount_usd';
  await insertRows(db, 'primary_order', order, [
    // Two shares of TSLAx for 900 on Solana, half a share sold back for 220, and one on Arbitrum that nothing priced.
    [1, 100, 1, 9, '2025-06-30T12:00:00Z', 'ondo', 1, 'mint', 1, '200000000', 4, '900000000', null, '900'],
    [1, 300, 1, 9, '2025-07-01T10:00:00Z', 'ondo', 1, 'redeem', 1, '50000000', 4, '220000000', '1000', '220'],
    [2, 500, 1, 9, '2025-07-01T12:00:00Z', 'dinari', 3, 'mint', 6, '1000000000000000000', null, null, null, null],
    [1, 700, 1, 9, '2025-07-02T09:00:00Z', 'ondo', 1, 'mint', 3, '100000000', 4, '450000000', null, '450'],
  ]);
  const control = 'chain_key, block, tx_index, control_index, block_time, token_key, control, account_key, raw';
  await insertRows(db, 'token_control', control, [
    [1, 200, 1, 9, '2025-06-30T12:30:00Z', 1, 'freeze', 2, null],
    [1, 300, 1, 9, '2025-07-01T10:00:00Z', 1, 'delegate-transfer', 2, '5'],
    [2, 500, 1, 9, '2025-07-01T12:00:00Z', 3, 'pause', null, null],
  ]);
}
