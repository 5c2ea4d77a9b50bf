import { CodedError } from '@tokentape/core/coded-error.ts';
import { AccountData } from './account-data.ts';
import type { TickArray } from './tick-array.ts';

const TICKS = 60;
const FIRST = 44;
const SIZE = 168;

/**
 * TickArrayState. Layout: raydium-io/raydium-clmm programs/amm/src/states/tick_array.rs.
 * @throws CodedError `ACCOUNT_INVALID`, and `POOL_HAS_LIMIT_ORDERS` where orders rest at a tick: the curve does not hold them
 */
export function readClmmTickArray(bytes: Uint8Array): TickArray {
  const data = new AccountData('Raydium CLMM tick array', bytes, 'c09b55cd31f9812a', FIRST + TICKS * SIZE);
  const array: TickArray = { pool: data.key(8), startIndex: data.i32(40), ticks: [] };
  for (let at = FIRST; at < FIRST + TICKS * SIZE; at += SIZE) {
    const index = data.i32(at);
    if (data.u64(at + 124) > 0n || data.u64(at + 132) > 0n) {
      throw new CodedError('POOL_HAS_LIMIT_ORDERS', `Limit orders rest at tick ${index} of ${array.pool}.`);
    }
    const liquidityGross = data.u128(at + 20);
    if (liquidityGross > 0n) array.ticks.push({ index, liquidityNet: data.i128(at + 4), liquidityGross });
  }
  return array;
}
