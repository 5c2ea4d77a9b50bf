import { AccountData } from './account-data.ts';
import type { TickArray } from './tick-array.ts';

const TICKS = 88;
const FIXED = '4561bdbe6e0742bb';
const DYNAMIC = '11d8f68ee1c7da38';
const FIXED_FIRST = 12;
const FIXED_SIZE = 113;
const DYNAMIC_FIRST = 60;

/**
 * A tick array of either kind: of fixed length, or dynamic (since 2025), where a tick without positions takes one byte.
 * An array does not state its tick spacing. Layouts: orca-so/whirlpools programs/whirlpool/src/state/fixed_tick_array.rs and
 * dynamic_tick_array.rs. @throws CodedError `ACCOUNT_INVALID`
 */
export function readWhirlpoolTickArray(bytes: Uint8Array, tickSpacing: number): TickArray {
  const dynamic = Buffer.from(bytes.subarray(0, 8)).toString('hex') === DYNAMIC;
  return dynamic ? readDynamic(bytes, tickSpacing) : readFixed(bytes, tickSpacing);
}

function readFixed(bytes: Uint8Array, tickSpacing: number): TickArray {
  const end = FIXED_FIRST + TICKS * FIXED_SIZE;
  const data = new AccountData('Whirlpool tick array', bytes, FIXED, end + 32);
  const array: TickArray = { pool: data.key(end), startIndex: data.i32(8), ticks: [] };
  for (let nth = 0; nth < TICKS; nth++) {
    const at = FIXED_FIRST + nth * FIXED_SIZE;
    if (data.u8(at) === 1) addTick(array, data, at + 1, nth * tickSpacing);
  }
  return array;
}

function readDynamic(bytes: Uint8Array, tickSpacing: number): TickArray {
  const data = new AccountData('Whirlpool dynamic tick array', bytes, DYNAMIC, DYNAMIC_FIRST + TICKS);
  const array: TickArray = { pool: data.key(12), startIndex: data.i32(8), ticks: [] };
  for (let nth = 0, at = DYNAMIC_FIRST; nth < TICKS; nth++) {
    const initialised = data.u8(at) === 1;
    if (initialised) addTick(array, data, at + 1, nth * tickSpacing);
    at += initialised ? FIXED_SIZE : 1;
  }
  return array;
}

function addTick({ ticks, startIndex }: TickArray, data: AccountData, at: number, offset: number): void {
  ticks.push({ index: startIndex + offset, liquidityNet: data.i128(at), liquidityGross: data.u128(at + 16) });
}
