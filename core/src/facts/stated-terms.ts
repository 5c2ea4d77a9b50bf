import type { BinFee, VolatilityClock } from '../curves/bin-fee.ts';
import type { RangeFeeTerms } from '../curves/range-fee.ts';
import type { ChangeTerms } from './change-terms.ts';

/**
 * A fee in 1e-6 of the amount paid (`pips1`: by those who sell token 1, where it depends on the direction), that of a liquidity book,
 * which moves with volatility, or one that is not always on what is paid and may follow a schedule.
 */
export type StatedFee = { pips: number; pips1?: number } | { book: BinFee; clock: VolatilityClock } | RangeFeeTerms;

/** What an account, or an opening, says of a curve besides where its price stands; what is absent was not said. */
export interface StatedTerms {
  /** All ticks with net liquidity, in the place of every position known before. */
  ticks?: readonly (readonly [index: number, net: bigint])[];
  /** All bins that hold something, in the place of every bin known before. */
  bins?: readonly (readonly [id: number, amount0: bigint, amount1: bigint])[];
  /** Null: what was known of it holds no more, and what holds instead is not said. */
  fee?: StatedFee | null;
  /** Lowest and highest square-root price of a pool whose liquidity fills one range. */
  range?: readonly [lowest: bigint, highest: bigint];
  /** The shape from now on, of a pool whose owner may turn it into another. */
  curve?: 'constant-product' | 'stable';
}

/** The terms as JSON text: integers of any size as decimal strings. */
export function termsText(terms: StatedTerms | ChangeTerms): string {
  return JSON.stringify(terms, (_, value) => (typeof value === 'bigint' ? String(value) : value));
}

interface Parsed {
  ticks?: [number, string][];
  bins?: [number, string, string][];
  fee?: StatedFee | null;
  range?: [string, string];
  curve?: 'constant-product' | 'stable';
}

/** The terms of what `termsText` made, parsed as JSON; undefined for null. */
export function termsOf(parsed: unknown): StatedTerms | undefined {
  if (parsed === null || parsed === undefined) return undefined;
  const { ticks, bins, fee, range, curve } = parsed as Parsed;
  return {
    ...(ticks && { ticks: ticks.map(([index, net]) => [index, BigInt(net)] as const) }),
    ...(bins && { bins: bins.map(([id, raw0, raw1]) => [id, BigInt(raw0), BigInt(raw1)] as const) }),
    ...(fee !== undefined && { fee }),
    ...(range && { range: [BigInt(range[0]), BigInt(range[1])] as const }),
    ...(curve && { curve }),
  };
}
