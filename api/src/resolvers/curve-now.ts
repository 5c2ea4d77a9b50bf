import type { CataloguePool } from '../catalogue.ts';
import type { ApiContext } from '../context.ts';
import { depthShape, slippageShape } from './curve-shape.ts';

/** The curve of a pool now: at the latest indexed instant. null where its facts do not say. */
export async function curveNow(pool: CataloguePool, context: ApiContext): Promise<object | null> {
  const { asOf } = await context.loaders.origin();
  return asOf ? curveShape(pool, asOf, context) : null;
}

/** The curve of a pool at an instant, rebuilt from facts; null where they do not say. */
export async function curveShape(pool: CataloguePool, at: Date, { loaders }: ApiContext): Promise<object | null> {
  const found = await loaders.curve({ poolKey: pool.key, at });
  if (!found) return null;
  const { figures } = found;
  return {
    at,
    midUsd: figures.midUsd,
    tvlUsd: figures.tvlUsd,
    activeLiquidity: 'ticks' in found.curve ? figures.liquidity : null,
    depth: depthShape(figures.askDepthUsd, figures.bidDepthUsd),
    slippage: slippageShape(figures),
    buyFillableUsd: figures.buyFillableUsd,
    sellFillableUsd: figures.sellFillableUsd,
  };
}
