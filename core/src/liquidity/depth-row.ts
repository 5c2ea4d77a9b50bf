import { mathOf } from '../curves/curve.ts';
import { type LiquiditySnapshot, liquiditySnapshot } from '../curves/liquidity-snapshot.ts';
import { DEPTH_DELTAS_BPS, SLIPPAGE_SIZES_USD } from '../metrics/liquidity-grid.ts';
import type { KnownCurve } from './pool-curve.ts';
import { reservesOf } from './reserves.ts';
import { roundedDiv, USD_SCALE, usdText, usdValue } from './usd.ts';

/** One side of a pool as its depth is stated. */
export interface DepthTerms {
  /** Which token counts as money. */
  quote: 0 | 1;
  quoteDecimals: number | null;
  stockDecimals: number | null;
  /** 10^−12 dollars per whole quote token; null when nothing prices it. */
  quotePrice: bigint | null;
  /** Shares per whole stock token, exact. */
  multiplier: { numerator: bigint; denominator: bigint };
  /** False when the venue's fee varies or is unknown: then only the impact can be stated. */
  feeKnown: boolean;
}

type Maybe = string | null;

/** A row of `pool_depth_hour` without its key: decimal strings, null where unknown. */
export interface DepthRow {
  sqrtPrice: bigint | null;
  tick: number | null;
  liquidity: bigint;
  reserve0Raw: bigint;
  reserve1Raw: bigint;
  tvlUsd: Maybe;
  midUsd: Maybe;
  askDepthUsd: Maybe[];
  bidDepthUsd: Maybe[];
  buySlippage: Maybe[];
  sellSlippage: Maybe[];
  buyImpact: Maybe[];
  sellImpact: Maybe[];
  buyFillableUsd: Maybe;
  sellFillableUsd: Maybe;
  state: LiquiditySnapshot['state'];
}

const none = (list: readonly unknown[]): null[] => list.map(() => null);

/** All stored liquidity figures of a pool at a moment. Pure. */
export function depthRow(pool: KnownCurve, terms: DepthTerms): DepthRow {
  const { quotePrice, quoteDecimals } = terms;
  const priced = quotePrice !== null && quoteDecimals !== null;
  const usd = (raw: bigint | null): Maybe =>
    raw === null || !priced ? null : usdText(usdValue(raw, quoteDecimals, quotePrice));
  const sizesQuoteRaw = priced
    ? SLIPPAGE_SIZES_USD.map((size) => (BigInt(size) * USD_SCALE * 10n ** BigInt(quoteDecimals)) / quotePrice)
    : [];
  const snapshot = liquiditySnapshot(pool, { quote: terms.quote, sizesQuoteRaw, deltasBps: DEPTH_DELTAS_BPS });
  const slippage = (list: Maybe[], known: boolean): Maybe[] => (priced && known ? list : none(SLIPPAGE_SIZES_USD));
  const { reserve0, reserve1 } = reservesOf(pool);
  const concentrated = 'ticks' in pool ? pool : null;
  return {
    sqrtPrice: 'sqrtPrice' in pool ? pool.sqrtPrice : null,
    tick: concentrated?.tick ?? ('bins' in pool ? pool.activeId : null),
    liquidity: 'liquidity' in pool ? pool.liquidity : 0n,
    reserve0Raw: reserve0,
    reserve1Raw: reserve1,
    tvlUsd: tvlUsd(pool, terms, reserve0, reserve1),
    midUsd: midUsd(pool, terms),
    askDepthUsd: snapshot.askDepthRaw.map(usd),
    bidDepthUsd: snapshot.bidDepthRaw.map(usd),
    buySlippage: slippage(snapshot.buySlippage, terms.feeKnown),
    sellSlippage: slippage(snapshot.sellSlippage, terms.feeKnown),
    buyImpact: slippage(snapshot.buyImpact, true),
    sellImpact: slippage(snapshot.sellImpact, true),
    buyFillableUsd: usd(snapshot.buyFillableRaw),
    sellFillableUsd: usd(snapshot.sellFillableRaw),
    state: snapshot.state,
  };
}

/** Both reserves of a pool in dollars, the stock side at its own mid; null where its price or its quote's is unknown. */
export function poolTvlUsd(pool: KnownCurve, terms: DepthTerms): Maybe {
  const { reserve0, reserve1 } = reservesOf(pool);
  return tvlUsd(pool, terms, reserve0, reserve1);
}

function tvlUsd(pool: KnownCurve, terms: DepthTerms, reserve0: bigint, reserve1: bigint): Maybe {
  const { quote, quotePrice, quoteDecimals } = terms;
  const mid = mathOf(pool).mid(pool, quote);
  if (quotePrice === null || quoteDecimals === null || mid === null) return null;
  const [money, stock] = quote === 1 ? [reserve1, reserve0] : [reserve0, reserve1];
  return usdText(usdValue(money + roundedDiv(stock * mid.numerator, mid.denominator), quoteDecimals, quotePrice));
}

/** Dollars per share at the marginal price, rounded half up to 12 decimals. */
function midUsd(pool: KnownCurve, terms: DepthTerms): Maybe {
  const { quotePrice, quoteDecimals, stockDecimals, multiplier } = terms;
  const mid = mathOf(pool).mid(pool, terms.quote);
  if (mid === null || quotePrice === null || quoteDecimals === null || stockDecimals === null) return null;
  const perShare = mid.numerator * 10n ** BigInt(stockDecimals) * quotePrice * multiplier.denominator;
  return usdText(roundedDiv(perShare, mid.denominator * 10n ** BigInt(quoteDecimals) * multiplier.numerator));
}
