import { CurveError } from './curve-error.ts';
import { powerQ64 } from './power.ts';

/** Ends of the bin range. Source: MeteoraAg/dlmm-sdk commons/src/constants.rs. */
export const MIN_BIN = -443_636;
export const MAX_BIN = 443_636;

const BASIS_POINTS = 10_000n;
const Q64 = 64n;
const ONE = 1n << Q64;
const SEEN_LIMIT = 200_000;
const seen = new Map<number, Map<number, bigint>>();

/** What the price grows by from bin to bin, in Q64.64. */
export const binRatio = (binStep: number): bigint => ONE + (BigInt(binStep) << Q64) / BASIS_POINTS;

/**
 * Price of a bin, raw token 1 per raw token 0 in Q64.64: (1 + binStep ÷ 10,000)^id, bit for bit as Meteora's DLMM computes it
 * (dlmm-sdk commons: get_price_from_id and u64x64_math::pow).
 * @throws CurveError `tick-out-of-range` outside the bins, `price-out-of-range` where the price has no bits left
 */
export function binPrice(id: number, binStep: number): bigint {
  const ofStep = seen.get(binStep) ?? new Map<number, bigint>();
  seen.set(binStep, ofStep);
  const known = ofStep.get(id);
  if (known !== undefined) return known;
  if (!Number.isInteger(id) || id < MIN_BIN || id > MAX_BIN) {
    throw new CurveError('tick-out-of-range', `Bin ${id} is outside ±${MAX_BIN}.`);
  }
  const price = id === 0 ? ONE : powerQ64(binRatio(binStep), id);
  if (price === 0n) throw new CurveError('price-out-of-range', `Bin ${id} has no price in Q64.64.`);
  if (ofStep.size >= SEEN_LIMIT) ofStep.clear();
  ofStep.set(id, price);
  return price;
}
