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
 * Pools of a ticker together at the end of every hour of a window; unless steps are asked for, of every second, third … hour
 * where there would be more curves to rebuild than one answer may.
 * @throws ApiError `BAD_ARGUMENT` for steps that do not divide a day; `WINDOW_TOO_LARGE`, which says how many days to ask for,
 * when there are too many points with the steps asked for, or with one a day
 */
export async function liquidityHistory(
  pools: readonly CataloguePool[],
  window: Window,
  asked: number | null | undefined,
  { loaders }: ApiContext,
) {
  assertSeries(window, 24);
  const steps = asked ? STEPS.filter((step) => step === asked) : STEPS;
  if (steps.length === 0) throw new ApiError('BAD_ARGUMENT', `stepHours must be one of ${STEPS.join(', ')}.`);
  const { asOf } = await loaders.origin();
  if (!asOf || pools.length === 0) return { stepHours: 1, points: [] };
  const begin = startOf(window.from).getTime();
  const end = Math.min(startOf(addDays(window.to, 1)).getTime(), asOf.getTime());
  const hours = Math.max(0, Math.ceil((end - begin) / HOUR_MILLISECONDS));
  const stepHours = steps.find((step) => Math.ceil(hours / step) * pools.length <= MOST_CURVES);
  if (stepHours === undefined) {
    throw tooManyCurves(pools.length, asked ?? 24);
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

function tooManyCurves(pools: number, stepHours: number): ApiError {
  const days = Math.floor((MOST_CURVES * stepHours) / (pools * 24));
  const instead = days > 0 ? `at most ${days} days at a time` : 'longer steps';
  return new ApiError(
    'WINDOW_TOO_LARGE',
    `A history rebuilds ${MOST_CURVES} curves at once, and a point every ${stepHours} hours takes more: ask for ${instead}.`,
  );
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
