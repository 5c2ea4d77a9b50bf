import { bestSplit, type Split } from '@tokentape/core/curves/best-split.ts';
import { combinedDepth } from '@tokentape/core/curves/combined-depth.ts';
import { commonMid, type SplitPool, tickerMid } from '@tokentape/core/curves/split-pool.ts';
import { sum } from '@tokentape/core/decimal.ts';
import { roundedDiv, USD_SCALE, usdText } from '@tokentape/core/liquidity/usd.ts';
import { DEPTH_DELTAS_BPS, SLIPPAGE_SIZES_USD } from '@tokentape/core/metrics/liquidity-grid.ts';
import { ApiError } from '../api-error.ts';
import type { CataloguePool } from '../catalogue.ts';
import type { ApiContext } from '../context.ts';
import type { CurveAt } from '../curve-loader.ts';
import { depthShape } from './curve-shape.ts';
import { largestFirst } from './pool-state.ts';

/** Common units: 10^-12 dollars, and 10^-12 shares. */
const SHARE_SCALE = 10n ** 12n;

/**
 * What a ticker's pools offer together at an instant, traded at equal marginal prices, beside the best single pool.
 * Pools whose curve, price, decimals or fee are unknown are left out and counted.
 * @throws ApiError `BAD_ARGUMENT` for an instant that is not indexed yet
 */
export async function combinedLiquidity(
  pools: readonly CataloguePool[],
  at: Date | null | undefined,
  { loaders }: ApiContext,
) {
  const { asOf } = await loaders.origin();
  if (!asOf || (at && at > asOf)) throw new ApiError('BAD_ARGUMENT', 'at must be an instant that is indexed.');
  const instant = at ?? asOf;
  const curves = await Promise.all(pools.map((pool) => loaders.curve({ poolKey: pool.key, at: instant })));
  const { slippage, ...shape } = combinedAt(pools, curves);
  return { at: instant, ...shape, slippage: slippage(SLIPPAGE_SIZES_USD) };
}

/** Curves of pools at one instant, traded together; what costs a search is only done when it is asked for. */
export function combinedAt(pools: readonly CataloguePool[], curves: readonly (CurveAt | null)[]) {
  const usable = curves.flatMap((curve, index) => {
    const entry = curve && splitPool(curve);
    return entry && commonMid(entry) ? [{ entry, pool: pools[index] as CataloguePool }] : [];
  });
  const entries = usable.map(({ entry }) => entry);
  const poolOf = (single: { index: number } | null) => single && usable[single.index]?.pool.id;
  const depth = combinedDepth(entries, DEPTH_DELTAS_BPS);
  const mid = tickerMid(entries);
  return {
    pools: entries.length,
    poolsLeftOut: pools.length - entries.length,
    midUsd: mid && usdText(roundedDiv(mid.numerator * USD_SCALE, mid.denominator)),
    depth: depthShape(depth.ask.map(usdText), depth.bid.map(usdText)),
    ...deepestOf(pools, curves),
    slippage: (sizesUsd: readonly number[]) =>
      sizesUsd.map((sizeUsd) => {
        const size = BigInt(sizeUsd) * USD_SCALE;
        const [buy, sell] = [bestSplit(entries, 'buy', size), bestSplit(entries, 'sell', size)];
        return {
          sizeUsd,
          ...parts(buy.best, sell.best),
          bestPoolBuy: buy.single?.slippage ?? null,
          bestPoolSell: sell.single?.slippage ?? null,
          bestPoolBuyId: poolOf(buy.single),
          bestPoolSellId: poolOf(sell.single),
          poolsUsedBuy: used(buy.best),
          poolsUsedSell: used(sell.best),
        };
      }),
  };
}

const DEPTH_2_PERCENT = DEPTH_DELTAS_BPS.indexOf(200);

/** The single pool with the most depth ±2 %, and its depth at every δ around its own price. */
function deepestOf(pools: readonly CataloguePool[], curves: readonly (CurveAt | null)[]) {
  const rated = curves.map((curve, i) => {
    const { askDepthUsd, bidDepthUsd } = curve?.figures ?? {};
    const [ask, bid] = [askDepthUsd?.[DEPTH_2_PERCENT] ?? null, bidDepthUsd?.[DEPTH_2_PERCENT] ?? null];
    return { pool: pools[i], figures: curve?.figures, depth: ask === null || bid === null ? null : sum([ask, bid]) };
  });
  const best = rated.sort((a, b) => largestFirst(a.depth, b.depth)).find(({ depth }) => depth !== null);
  return {
    bestPoolId: best?.pool?.id ?? null,
    bestPoolDepth: depthShape(best?.figures?.askDepthUsd ?? null, best?.figures?.bidDepthUsd ?? null),
  };
}

/** null when its raw units cannot be compared with those of other pools. */
function splitPool({ curve, terms }: CurveAt): SplitPool | null {
  const { quote, quoteDecimals, stockDecimals, quotePrice, multiplier, feeKnown } = terms;
  if (quoteDecimals === null || stockDecimals === null || quotePrice === null || !feeKnown) return null;
  return {
    pool: curve,
    quote,
    quoteUnit: { numerator: quotePrice, denominator: 10n ** BigInt(quoteDecimals) },
    stockUnit: {
      numerator: SHARE_SCALE * multiplier.numerator,
      denominator: 10n ** BigInt(stockDecimals) * multiplier.denominator,
    },
  };
}

function parts(buy: Split | null, sell: Split | null) {
  return {
    buy: buy?.slippage ?? null,
    sell: sell?.slippage ?? null,
    buyImpact: buy?.impact ?? null,
    sellImpact: sell?.impact ?? null,
    buyFee: buy?.fee ?? null,
    sellFee: sell?.fee ?? null,
  };
}

function used(split: Split | null): number | null {
  return split ? split.fills.filter(({ amountIn }) => amountIn > 0n).length : null;
}
