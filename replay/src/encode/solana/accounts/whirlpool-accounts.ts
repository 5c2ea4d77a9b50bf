import type { ConcentratedPool, Tick } from '@tokentape/core/curves/concentrated-pool.ts';
import { type Field, packBytes } from '../../bytes.ts';
import { accountBytes, i128 } from './account-bytes.ts';
import { grossOf, type PoolKeys } from './pool-keys.ts';

const TICKS = 88;

/** Whirlpool with a curve and a plain fee tier. */
export function whirlpoolAccount(
  { config, mint0, mint1, vault0, vault1 }: PoolKeys,
  curve: ConcentratedPool,
): Uint8Array {
  return accountBytes(653, '3f95d10ce1806309', [
    [8, { key: config }],
    [41, { u16: curve.tickSpacing }],
    [43, { u16: curve.tickSpacing }],
    [45, { u16: curve.feePips }],
    [47, { u16: 1300 }],
    [49, { u128: curve.liquidity }],
    [65, { u128: curve.sqrtPrice }],
    [81, { i32: curve.tick }],
    [101, { key: mint0 }],
    [133, { key: vault0 }],
    [181, { key: mint1 }],
    [213, { key: vault1 }],
  ]);
}

/** The tick arrays of a curve, of fixed length or dynamic. */
export function whirlpoolTickArrayAccounts(
  pool: string,
  { ticks, tickSpacing }: ConcentratedPool,
  kind: 'fixed' | 'dynamic',
): Uint8Array[] {
  const width = TICKS * tickSpacing;
  const starts = new Set(ticks.map(({ index }) => Math.floor(index / width) * width));
  return [...starts].map((start) => {
    const inside = new Map(
      ticks
        .map((tick): [number, Tick] => [(tick.index - start) / tickSpacing, tick])
        .filter(([nth]) => nth >= 0 && nth < TICKS),
    );
    return kind === 'fixed' ? fixedArray(pool, start, inside) : dynamicArray(pool, start, inside);
  });
}

function fixedArray(pool: string, start: number, ticks: Map<number, Tick>): Uint8Array {
  const fields = [...ticks].flatMap(([nth, tick]): [number, Field][] => {
    const at = 12 + nth * 113;
    return [
      [at, { u8: 1 }],
      [at + 1, i128(tick.liquidityNet)],
      [at + 17, { u128: grossOf(tick) }],
    ];
  });
  return accountBytes(9988, '4561bdbe6e0742bb', [[8, { i32: start }], ...fields, [9956, { key: pool }]]);
}

function dynamicArray(pool: string, start: number, ticks: Map<number, Tick>): Uint8Array {
  let bitmap = 0n;
  for (const nth of ticks.keys()) bitmap |= 1n << BigInt(nth);
  const fields = Array.from({ length: TICKS }, (_, nth): Field[] => {
    const tick = ticks.get(nth);
    if (tick === undefined) return [{ u8: 0 }];
    return [{ u8: 1 }, i128(tick.liquidityNet), { u128: grossOf(tick) }, { hex: '00'.repeat(80) }];
  });
  const head: Field[] = [{ hex: '11d8f68ee1c7da38' }, { i32: start }, { key: pool }, { u128: bitmap }];
  return packBytes([...head, ...fields.flat()]);
}
