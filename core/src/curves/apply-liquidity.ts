import type { ConcentratedPool, Tick } from './concentrated-pool.ts';
import { CurveError } from './curve-error.ts';
import { tickBounds } from './tick-math.ts';
import { firstAbove } from './tick-walk.ts';

/** @throws CurveError when [lower, upper) is empty, outside the price range or off the spacing */
export function checkRange(pool: ConcentratedPool, lower: number, upper: number): void {
  const { minTick, maxTick } = tickBounds(pool.resolution, pool.program);
  if (lower >= upper) throw new CurveError('range-empty', `The range [${lower}, ${upper}) holds no tick.`);
  if (lower < minTick || upper > maxTick) {
    throw new CurveError('tick-out-of-range', `The range [${lower}, ${upper}) leaves ±${maxTick}.`);
  }
  if (lower % pool.tickSpacing !== 0 || upper % pool.tickSpacing !== 0) {
    throw new CurveError('tick-not-spaced', `The range [${lower}, ${upper}) is off the spacing ${pool.tickSpacing}.`);
  }
}

/** The tick after the change; undefined when no position is left at it. */
function changedTick(old: Tick | undefined, index: number, net: bigint, delta: bigint): Tick | undefined {
  const liquidityNet = (old?.liquidityNet ?? 0n) + net;
  if (old && old.liquidityGross === undefined) return liquidityNet === 0n ? undefined : { index, liquidityNet };
  const liquidityGross = (old?.liquidityGross ?? 0n) + delta;
  if (liquidityGross < 0n) {
    throw new CurveError(
      'liquidity-negative',
      `Tick ${index} holds less liquidity than the ${-delta} to be taken out.`,
    );
  }
  return liquidityGross === 0n ? undefined : { index, liquidityNet, liquidityGross };
}

function change(ticks: Tick[], index: number, net: bigint, delta: bigint): void {
  const above = firstAbove(ticks, index);
  const old = above > 0 && ticks[above - 1]!.index === index ? ticks[above - 1] : undefined;
  const tick = changedTick(old, index, net, delta);
  ticks.splice(old ? above - 1 : above, old ? 1 : 0, ...(tick ? [tick] : []));
}

/**
 * The pool after `delta` liquidity is put into (positive) or taken out of [lower, upper). Zero changes nothing (a poke).
 * The given pool is not changed. A tick is kept as long as a position uses it, as far as its gross liquidity is known.
 * @throws CurveError on a bad range, or when more is taken out than there is
 */
export function applyLiquidity(pool: ConcentratedPool, lower: number, upper: number, delta: bigint): ConcentratedPool {
  checkRange(pool, lower, upper);
  if (delta === 0n) return pool;
  const ticks = [...pool.ticks];
  change(ticks, lower, delta, delta);
  change(ticks, upper, -delta, delta);
  const active = lower <= pool.tick && pool.tick < upper;
  const liquidity = active ? pool.liquidity + delta : pool.liquidity;
  if (liquidity < 0n) {
    throw new CurveError('liquidity-negative', `Taking out ${-delta} leaves the pool's liquidity at ${liquidity}.`);
  }
  return { ...pool, ticks, liquidity };
}
