import { setImmediate } from 'node:timers/promises';
import { poolTvlUsd } from '@tokentape/core/liquidity/depth-row.ts';
import { SLIPPAGE_SIZES_USD } from '@tokentape/core/metrics/liquidity-grid.ts';
import { ApiError } from '../api-error.ts';
import type { CataloguePool } from '../catalogue.ts';
import type { ApiContext } from '../context.ts';
import type { CurveAt } from '../curve-loader.ts';
import { addDays, startOf } from '../day.ts';
import type { Window } from '../queries/stats.ts';
import { sumKnown } from '../sum-known.ts';
import { assertSeries } from '../window.ts';
import { combinedAt } from './combined-liquidity.ts';

const HOUR_MILLISECONDS = 3_600_000;
/** Most curves that one history rebuilds. */
const MOST_CURVES = 500;
/** Hours between points: as few as the number of curves allows. */
const STEPS = [1, 2, 3, 4, 6, 8, 12, 24] as const;

/**
 * Pools of a ticker together at the end of every hour of a window; of every second, third … hour where there would be
 * more curves to rebuild than one answer may.
 * @throws ApiError `WINDOW_TOO_LARGE` when a point a day is too many
 */
export async function liquidityHistory(pools: readonly CataloguePool[], window: Window, { loaders }: ApiContext) {
  assertSeries(window, 24);
  const { asOf } = await loaders.origin();
  if (!asOf || pools.length === 0) return { stepHours: 1, points: [] };
  const begin = startOf(window.from).getTime();
  const end = Math.min(startOf(addDays(window.to, 1)).getTime(), asOf.getTime());
  const hours = Math.max(0, Math.ceil((end - begin) / HOUR_MILLISECONDS));
  const stepHours = STEPS.find((step) => Math.ceil(hours / step) * pools.length <= MOST_CURVES);
  if (stepHours === undefined) {
    throw new ApiError('WINDOW_TOO_LARGE', 'The history rebuilds too many curves; ask for a shorter window.');
  }
  const instants = Array.from({ length: Math.ceil(hours / stepHours) }, (_, i) => {
    return new Date(Math.min(begin + (i + 1) * stepHours * HOUR_MILLISECONDS, end) - 1_000);
  });
  const rows = await Promise.all(
    instants.map((at) => Promise.all(pools.map((pool) => loaders.curve({ poolKey: pool.key, at })))),
  );
  const points = [];
  for (const [i, at] of instants.entries()) {
    // Tick walks of many pools: others get their turn in between.
    await setImmediate();
    points.push(pointOf(at, pools, rows[i] as (CurveAt | null)[]));
  }
  return { stepHours, points };
}

function pointOf(at: Date, pools: readonly CataloguePool[], curves: readonly (CurveAt | null)[]) {
  const { slippage, ...shape } = combinedAt(pools, curves);
  return {
    at,
    ...shape,
    tvlUsd: sumKnown(curves.map((curve) => curve && poolTvlUsd(curve.curve, curve.terms))),
    slippage: async ({ sizeUsd }: { sizeUsd?: number | null }) => {
      await setImmediate();
      return slippage(sizesOf(sizeUsd));
    },
  };
}

function sizesOf(sizeUsd: number | null | undefined): readonly number[] {
  if (sizeUsd === null || sizeUsd === undefined) return SLIPPAGE_SIZES_USD;
  if (SLIPPAGE_SIZES_USD.some((size) => size === sizeUsd)) return [sizeUsd];
  throw new ApiError('BAD_ARGUMENT', `sizeUsd must be one of ${SLIPPAGE_SIZES_USD.join(', ')}.`);
}
