import type { RangePool } from '@tokentape/core/curves/range.ts';
import type { DammSchedule } from '../meteora-damm-v2.ts';
import { accountBytes } from './account-bytes.ts';
import type { PoolKeys } from './pool-keys.ts';

/** Pool of Meteora DAMM v2 with a curve, and a fee that never changes or follows a schedule. */
export function dammPoolAccount(
  { mint0, mint1, vault0, vault1 }: Omit<PoolKeys, 'config'>,
  { sqrtPrice, liquidity, sqrtLow, sqrtHigh, fee }: RangePool,
  schedule?: DammSchedule,
): Uint8Array {
  return accountBytes(1112, 'f19a6d0411b16dbc', [
    [8, { u64: BigInt(fee.nano) }],
    ...(schedule === undefined ? [] : scheduleFields(schedule)),
    [48, { u8: 20 }],
    [168, { key: mint0 }],
    [200, { key: mint1 }],
    [232, { key: vault0 }],
    [264, { key: vault1 }],
    [360, { u128: liquidity }],
    [424, { u128: sqrtLow }],
    [440, { u128: sqrtHigh }],
    [456, { u128: sqrtPrice }],
    [484, { u8: fee.on === 'bought' ? 0 : 1 }],
  ]);
}

function scheduleFields(schedule: DammSchedule): Parameters<typeof accountBytes>[2] {
  const { periods, frequency, reduction, mode, activation, seconds } = schedule;
  return [
    [16, { u8: mode }],
    [22, { u16: periods }],
    [24, { u64: frequency }],
    [32, { u64: reduction }],
    [472, { u64: activation }],
    [480, { u8: seconds ? 1 : 0 }],
  ];
}
