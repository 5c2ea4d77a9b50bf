import type { VolatilityClock } from '@tokentape/core/curves/bin-fee.ts';
import type { BinPool } from '@tokentape/core/curves/bins.ts';
import type { Field } from '../../bytes.ts';
import { accountBytes } from './account-bytes.ts';
import type { PoolKeys } from './pool-keys.ts';

const BINS = 70;

/** LbPair with a curve. */
export function dlmmPairAccount(
  { mint0, mint1, vault0, vault1 }: Omit<PoolKeys, 'config'>,
  { activeId, binStep, fee }: BinPool,
  clock: VolatilityClock,
): Uint8Array {
  return accountBytes(904, '210b3162b565b10d', [
    [8, { u16: fee.baseFactor }],
    [10, { u16: clock.filterPeriod }],
    [12, { u16: clock.decayPeriod }],
    [14, { u16: clock.reductionFactor }],
    [16, { u32: fee.variableFeeControl }],
    [20, { u32: fee.maxVolatilityAccumulator }],
    [32, { u16: 500 }],
    [34, { u8: fee.baseFeePowerFactor }],
    [40, { u32: clock.volatilityAccumulator }],
    [44, { u32: fee.volatilityReference }],
    [48, { i32: fee.indexReference }],
    [56, { i64: BigInt(clock.lastUpdate) }],
    [76, { i32: activeId }],
    [80, { u16: binStep }],
    [88, { key: mint0 }],
    [120, { key: mint1 }],
    [152, { key: vault0 }],
    [184, { key: vault1 }],
  ]);
}

/** The BinArrays of a curve, one for every 70 bins that hold something. */
export function dlmmBinArrayAccounts(pair: string, { bins }: BinPool): Uint8Array[] {
  const indexes = new Set(bins.map(({ id }) => Math.floor(id / BINS)));
  return [...indexes].map((index) => {
    const inside = bins.filter(({ id }) => Math.floor(id / BINS) === index);
    const fields = inside.flatMap(({ id, amount0, amount1 }): [number, Field][] => {
      const at = 56 + (id - index * BINS) * 144;
      return [
        [at, { u64: amount0 }],
        [at + 8, { u64: amount1 }],
      ];
    });
    return accountBytes(10_136, '5c8e5cdc059446b5', [[8, { i64: BigInt(index) }], [24, { key: pair }], ...fields]);
  });
}
