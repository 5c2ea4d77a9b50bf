import type { CataloguePool } from '../catalogue.ts';
import type { ApiContext } from '../context.ts';
import { windowOf } from '../window.ts';
import { depthShape, slippageShape } from './curve-shape.ts';

const HOUR_MILLISECONDS = 3_600_000;

/** The curve of a pool now: at the latest indexed instant. null where no curve is known. */
export async function curveNow(pool: CataloguePool, { loaders }: ApiContext): Promise<object | null> {
  const origin = await loaders.origin();
  const window = windowOf({}, origin);
  const figures = window ? (await loaders.poolFigures(window)).get(pool.key) : undefined;
  if (!figures?.hour || !origin.asOf) return null;
  const hourEnd = figures.hour.getTime() + HOUR_MILLISECONDS;
  return {
    at: new Date(Math.min(hourEnd, origin.asOf.getTime())),
    midUsd: figures.midUsd,
    tvlUsd: figures.tvlUsd,
    activeLiquidity: pool.curve === 'concentrated' ? figures.liquidity : null,
    depth: depthShape(figures.askDepthUsd, figures.bidDepthUsd),
    slippage: slippageShape(figures),
    buyFillableUsd: figures.buyFillableUsd,
    sellFillableUsd: figures.sellFillableUsd,
  };
}
