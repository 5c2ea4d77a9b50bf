import { bestSplit, type Split } from '@tokentape/core/curves/best-split.ts';
import { combinedDepth } from '@tokentape/core/curves/combined-depth.ts';
import type { Depth } from '@tokentape/core/curves/curve-math.ts';
import { depthAt } from '@tokentape/core/curves/depth.ts';
import { commonMid, type SplitPool, tickerMid, toCommon } from '@tokentape/core/curves/split-pool.ts';
import { roundedDiv, USD_SCALE, usdText } from '@tokentape/core/liquidity/usd.ts';
import { DEPTH_DELTAS_BPS, SLIPPAGE_SIZES_USD } from '@tokentape/core/metrics/liquidity-grid.ts';
import { ApiError } from '../api-error.ts';
import type { CataloguePool } from '../catalogue.ts';
import type { ApiContext } from '../context.ts';
import type { CurveAt } from '../curve-loader.ts';
import { depthShape } from './curve-shape.ts';

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
    ...deepestOf(usable),
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
function deepestOf(usable: readonly { entry: SplitPool; pool: CataloguePool }[]) {
  let best: { id: string; usd: bigint; depth: Depth } | null = null;
  for (const { entry, pool } of usable) {
    const raw = depthAt(entry.pool, entry.quote, DEPTH_DELTAS_BPS);
    const inUsd = (side: readonly bigint[]) => side.map((amount) => toCommon(amount, entry.quoteUnit));
    const depth = { ask: inUsd(raw.ask), bid: inUsd(raw.bid) };
    const usd = (depth.ask[DEPTH_2_PERCENT] ?? 0n) + (depth.bid[DEPTH_2_PERCENT] ?? 0n);
    if (best === null || usd > best.usd) best = { id: pool.id, usd, depth };
  }
  return {
    bestPoolId: best?.id ?? null,
    bestPoolDepth: depthShape(best?.depth.ask.map(usdText) ?? null, best?.depth.bid.map(usdText) ?? null),
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
