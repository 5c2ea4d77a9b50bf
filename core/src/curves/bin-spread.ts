import type { BinSpread, SpreadLine } from '../facts/change-terms.ts';
import { binPrice, binRatio } from './bin-price.ts';
import { type BinWeight, shapeWeights } from './bin-weights.ts';
import type { Bin } from './bins.ts';

const Q64 = 64n;
const Q128 = 128n;
const ONE = 1n << Q64;

/** What a deposit finds: the step of the book, and what its active bin holds. */
export interface SpreadBook {
  binStep: number;
  active: Pick<Bin, 'amount0' | 'amount1'>;
}

/**
 * What each bin of a range takes of a deposit, ascending, by the rules of Meteora's lb_clmm (math/weight_to_amounts.rs,
 * instructions/deposit; for lines rebalance_liquidity, as Meteora's zap program states it), with their rounding.
 * @returns null where the program refuses the deposit
 * @throws CurveError for bins without a price
 */
export function spreadOver(
  spread: BinSpread,
  [lower, upper]: readonly [number, number],
  book: SpreadBook,
): Bin[] | null {
  const { active, rule } = spread;
  if ('lines' in rule) return rule.lines.flatMap((line) => alongLine(line, active, book.binStep));
  const [offered0, offered1] = spread.offered;
  const below = (weights: readonly BinWeight[]) => belowActive(active, offered1, weights);
  const above = (weights: readonly BinWeight[]) => aboveActive(active, book.binStep, offered0, weights);
  if ('weights' in rule) {
    if (rule.token === null) return bothSides(spread, rule.weights, book);
    return rule.token === 1 ? below(rule.weights) : above(rule.weights);
  }
  const { shape, way } = rule;
  const weights = (side: 'below' | 'above' | 'around', from: number, to: number) =>
    shapeWeights(shape, side, [from, to], active);
  if (way === 'token1') return below(weights('below', lower, upper));
  if (way === 'token0') return above(weights('above', lower, upper));
  if (active > upper) return below(weights('below', lower, upper));
  if (active < lower) return above(weights('above', lower, upper));
  if (way === 'balanced') return bothSides(spread, weights('around', lower, upper), book);
  const first = way === 'imbalanced-token0' ? active : active + 1;
  const sides = [
    lower < first ? below(weights('below', lower, first - 1)) : [],
    first <= upper ? above(weights('above', first, upper)) : [],
  ];
  return sides.includes(null) ? null : (sides as Bin[][]).flat();
}

/** Token 1 over the bins up to the active one, each by its weight. */
function belowActive(active: number, amount1: bigint, weights: readonly BinWeight[]): Bin[] | null {
  const taking = weights.filter(([id]) => id <= active);
  const total = BigInt(taking.reduce((sum, [, weight]) => sum + weight, 0));
  if (total === 0n) return null;
  return taking.map(([id, weight]) => ({ id, amount0: 0n, amount1: (BigInt(weight) * amount1) / total }));
}

/** Token 0 over the bins from the active one on, each by its weight at its price. */
function aboveActive(active: number, binStep: number, amount0: bigint, weights: readonly BinWeight[]): Bin[] | null {
  const taking = weights
    .filter(([id]) => id >= active)
    .map(([id, weight]) => [id, priced(id, weight, binStep)] as const);
  const total = taking.reduce((sum, [, weight]) => sum + weight, 0n);
  if (total === 0n) return null;
  return taking.map(([id, weight]) => ({ id, amount0: (amount0 * weight) / total, amount1: 0n }));
}

/** A weight in token 1 as one in token 0, with 64 fractional bits. */
const priced = (id: number, weight: number, binStep: number): bigint =>
  (BigInt(weight) << Q128) / binPrice(id, binStep);

/** Both tokens by one factor, so that bins below, above and the active one, in its own mix, hold what they weigh. */
function bothSides(spread: BinSpread, weights: readonly BinWeight[], book: SpreadBook): Bin[] | null {
  const { active, offered } = spread;
  const [first, last] = [weights[0], weights.at(-1)];
  if (first === undefined || last === undefined) return null;
  if (active > last[0]) return belowActive(active, offered[1], weights);
  if (active < first[0]) return aboveActive(active, book.binStep, offered[0], weights);
  const scaled = weights.map(([id, weight]): readonly [id: number, of0: bigint, of1: bigint] => {
    if (id < active) return [id, 0n, BigInt(weight) << Q64];
    return id > active ? [id, priced(id, weight, book.binStep), 0n] : [id, ...activeWeights(weight, active, book)];
  });
  const total0 = scaled.reduce((sum, [, of0]) => sum + of0, 0n);
  const total1 = scaled.reduce((sum, [, , of1]) => sum + of1, 0n);
  if (total0 === 0n || total1 === 0n) return null;
  const [factor0, factor1] = [(offered[0] << Q128) / total0, (offered[1] << Q128) / total1];
  const factor = factor0 < factor1 ? factor0 : factor1;
  return scaled.map(([id, of0, of1]) => ({ id, amount0: (factor * of0) >> Q128, amount1: (factor * of1) >> Q128 }));
}

/** The active bin's weight in both tokens, in the mix that it has; half and half where it is empty. */
function activeWeights(weight: number, id: number, { binStep, active }: SpreadBook): [bigint, bigint] {
  const { amount0, amount1 } = active;
  const [price, scaled] = [binPrice(id, binStep), BigInt(weight) << Q128];
  if (amount0 === 0n && amount1 === 0n) return [scaled / (2n * price), (BigInt(weight) << Q64) / 2n];
  return [
    amount0 === 0n ? 0n : scaled / (price + (amount1 << Q64) / amount0),
    amount1 === 0n ? 0n : scaled / (ONE + (price * amount0) / amount1),
  ];
}

/** Bins along a line; the price of every bin above is taken from that of the highest, step by step, as the program does. */
function alongLine({ lower, upper, base, slope, activeToken }: SpreadLine, active: number, binStep: number): Bin[] {
  const last1 = Math.min(upper, activeToken === 1 ? active : active - 1);
  const bins: Bin[] = [];
  for (let id = lower; id <= last1; id++) {
    bins.push({ id, amount0: 0n, amount1: base[1] + slope[1] * BigInt(active - id) });
  }
  const above: Bin[] = [];
  let inverse = last1 < upper ? binPrice(-upper, binStep) : 0n;
  for (let id = upper; id > last1 && id >= lower; id--) {
    above.push({ id, amount0: ((base[0] + slope[0] * BigInt(id - active)) * inverse) >> Q64, amount1: 0n });
    inverse = (inverse * binRatio(binStep)) >> Q64;
  }
  return [...bins, ...above.reverse()];
}
