import type { ConcentratedPool, Tick } from '@tokentape/core/curves/concentrated-pool.ts';
import type { Field } from '../../bytes.ts';
import { accountBytes, i128 } from './account-bytes.ts';
import { grossOf, type PoolKeys } from './pool-keys.ts';

const TICKS = 60;

/** PoolState of a Raydium CLMM with a curve. */
export function clmmPoolAccount(
  { config, mint0, mint1, vault0, vault1 }: PoolKeys,
  curve: ConcentratedPool,
): Uint8Array {
  return accountBytes(1544, 'f7ede3f5d7c3de46', [
    [9, { key: config }],
    [73, { key: mint0 }],
    [105, { key: mint1 }],
    [137, { key: vault0 }],
    [169, { key: vault1 }],
    [235, { u16: curve.tickSpacing }],
    [237, { u128: curve.liquidity }],
    [253, { u128: curve.sqrtPrice }],
    [269, { i32: curve.tick }],
  ]);
}

/** AmmConfig of a Raydium CLMM. */
export function clmmConfigAccount(index: number, { feePips, tickSpacing }: ConcentratedPool): Uint8Array {
  return accountBytes(117, 'daf42168cbcb2b6f', [
    [9, { u16: index }],
    [43, { u32: 120_000 }],
    [47, { u32: feePips }],
    [51, { u16: tickSpacing }],
    [53, { u32: 40_000 }],
  ]);
}

/** The TickArrayStates of a curve, one for every 60 ticks that hold some. */
export function clmmTickArrayAccounts(pool: string, { ticks, tickSpacing }: ConcentratedPool): Uint8Array[] {
  const width = TICKS * tickSpacing;
  const starts = new Set(ticks.map(({ index }) => Math.floor(index / width) * width));
  return [...starts].map((start) => {
    const inside = ticks.filter(({ index }) => index >= start && index < start + width);
    const fields = inside.flatMap((tick) => tickFields(44 + ((tick.index - start) / tickSpacing) * 168, tick));
    return accountBytes(10_240, 'c09b55cd31f9812a', [[8, { key: pool }], [40, { i32: start }], ...fields]);
  });
}

function tickFields(at: number, tick: Tick): [number, Field][] {
  return [
    [at, { i32: tick.index }],
    [at + 4, i128(tick.liquidityNet)],
    [at + 20, { u128: grossOf(tick) }],
  ];
}
