import type { BinPool } from '../curves/bins.ts';
import type { ConcentratedPool, Tick } from '../curves/concentrated-pool.ts';
import type { ConstantProductPool } from '../curves/constant-product.ts';
import { type DirectedFee, feeFor } from '../curves/fee-for.ts';
import type { RangeFee, RangePool } from '../curves/range.ts';
import { type RangeFeeTerms, rangeFeeAt } from '../curves/range-fee.ts';
import type { StablePool } from '../curves/stable.ts';
import { tickAtSqrtPrice } from '../curves/tick-math.ts';
import type { CurveState } from '../facts/facts.ts';
import type { StatedFee, StatedTerms } from '../facts/stated-terms.ts';
import { type BookChange, BookCurve, type BookFill } from './book-curve.ts';
import { type PairTerms, pairCurve } from './pair-curve.ts';
import { statesPrice } from './states-price.ts';

/** The shapes that facts alone can rebuild. */
export type KnownCurve = ConcentratedPool | ConstantProductPool | StablePool | BinPool | RangePool;

/** What never changes of a pool's curve. */
export interface CurveTerms extends PairTerms {
  curve: string;
  resolution: 96 | 64;
  feePips: number | null;
  tickSpacing: number | null;
  /** False: it existed before the first fact of it that was read, so that positions are missing until an account is read. */
  creationSeen?: boolean;
}

/** Of a pool of one range whose fee was not told: depth and impact do not need it. */
const NO_FEE: RangeFee = { nano: 0, on: 'bought' };

/** A fill as far as a curve follows it. */
export interface CurveFill extends Pick<BookFill, 'sell' | 'soldRaw' | 'boughtRaw' | 'feeRaw' | 'time'> {
  after: CurveState | null;
}

/** A pool's curve as its facts build it up: the last stated price and liquidity, and the ticks of all positions. */
export class PoolCurve {
  readonly #terms: CurveTerms;
  readonly #ticks = new Map<number, bigint>();
  #opened: BookCurve | null = null;
  #range: readonly [lowest: bigint, highest: bigint] | null = null;
  #rangeFee: RangeFeeTerms | null = null;
  #state: CurveState | null = null;
  #stated: { pips: number; pips1?: number } | null = null;
  #shape: StatedTerms['curve'] | null = null;
  #whole: boolean;

  constructor(terms: CurveTerms) {
    this.#terms = terms;
    this.#whole = terms.creationSeen !== false;
  }

  /** The book of a pool of bins, as soon as its step is known. */
  get #book(): BookCurve | null {
    const { curve, tickSpacing } = this.#terms;
    if (curve === 'bins' && tickSpacing !== null) this.#opened ??= new BookCurve(tickSpacing);
    return this.#opened;
  }

  /** Whether slippage can be stated with the fee. */
  get feeKnown(): boolean {
    if (this.#range !== null) return this.#rangeFee !== null;
    return this.#book === null ? this.#pips !== null : this.#book.feeKnown;
  }

  /** The fee in 1e-6 for those who sell this token, where it is one rate; null while it is not known. */
  feePips(sell: 0 | 1): number | null {
    return this.#pips === null ? null : feeFor(this.#charged, sell);
  }

  get state(): CurveState | null {
    return this.#state;
  }

  /** Whether this fee is the one that the curve goes by; of a book the terms that do not move by themselves. */
  hasFee(fee: StatedFee): boolean {
    if ('on' in fee) return this.#rangeFee !== null && sameFee(this.#rangeFee, fee);
    if ('book' in fee) return this.#book?.hasFee(fee.book) ?? false;
    return this.#pips === fee.pips && this.#stated?.pips1 === fee.pips1;
  }

  /** A fill: a book follows from it, any other curve stands where the venue states. */
  fill(fill: CurveFill): void {
    const { after } = fill;
    if (this.#book !== null) this.#book.fill({ ...fill, activeAfter: after?.tick ?? null });
    else if (after !== null) this.setState(after);
  }

  /**
   * A fill or a state fact: what the venue states replaces what was known; a state without a price is none. Ticks or bins
   * of an account replace all that was known of them.
   */
  setState(state: CurveState, terms?: StatedTerms): void {
    if (terms !== undefined) this.#takeTerms(state, terms);
    if (!statesPrice(state)) return;
    // Only of an empty book, one just opened, is it known what every bin holds.
    const empty = state.reserve0 === 0n && state.reserve1 === 0n;
    if (this.#book !== null && empty && state.tick !== null) this.#book.setActive(state.tick);
    this.#state = state.tick === null ? { ...state, tick: this.#tickOf(state.sqrtPrice) } : state;
  }

  #takeTerms({ tick }: CurveState, { ticks, bins, fee, range, curve }: StatedTerms): void {
    if (curve !== undefined) this.#shape = curve;
    if (range !== undefined) this.#range = range;
    if (fee === null) this.#stated = null;
    if (fee && 'on' in fee) this.#rangeFee = fee;
    if (fee && 'pips' in fee) this.#stated = fee;
    if (fee && 'book' in fee) this.#book?.setFee(fee.book, fee.clock);
    if (bins !== undefined) this.#book?.reset(tick, bins);
    if (ticks !== undefined) {
      this.#ticks.clear();
      for (const [index, net] of ticks) this.addTick(index, net);
      this.#whole = true;
    }
  }

  change(change: BookChange): void {
    if (this.#book !== null) {
      this.#book.change(change);
      return;
    }
    const { lower, upper, liquidityDelta } = change;
    if (lower === upper) return;
    this.addTick(lower, liquidityDelta);
    this.addTick(upper, -liquidityDelta);
    this.addActive(lower, upper, liquidityDelta);
  }

  /** Adds to the net liquidity of a tick. */
  addTick(index: number, net: bigint): void {
    const sum = (this.#ticks.get(index) ?? 0n) + net;
    if (sum === 0n) this.#ticks.delete(index);
    else this.#ticks.set(index, sum);
  }

  /** Adds to the stated liquidity when the range contains the price. */
  addActive(lower: number, upper: number, delta: bigint): void {
    const state = this.#state;
    if (state === null || state.tick === null || state.liquidity === null) return;
    if (lower <= state.tick && state.tick < upper) this.#state = { ...state, liquidity: state.liquidity + delta };
  }

  /**
   * The curve for exact maths; null when it is of an unknown shape, unpriced, or its facts do not add up.
   * @param time Unix seconds, for fees that move with time; without it they are those of the last swap, or of a schedule's end
   */
  toCurve(time?: number): KnownCurve | null {
    const { resolution, tickSpacing } = this.#terms;
    const curve = this.#shape ?? this.#terms.curve;
    if (this.#book !== null) return this.#book.toCurve(time);
    const state = this.#state;
    if (state === null) return null;
    if (curve === 'constant-product' || curve === 'stable') return pairCurve(curve, state, this.#charged, this.#terms);
    if (curve !== 'concentrated' || !this.#whole || state.sqrtPrice === null || state.tick === null) return null;
    const ticks = this.#sortedTicks();
    const active = liquidityAt(ticks, state.tick);
    // Positions from before the first fact that was read are missing: depth by such ticks would be invented.
    if (active === null || (state.liquidity !== null && state.liquidity !== active)) return null;
    if (this.#range !== null) {
      const [sqrtLow, sqrtHigh] = this.#range;
      const fee = this.#rangeFee === null ? NO_FEE : rangeFeeAt(this.#rangeFee, time);
      return { sqrtPrice: state.sqrtPrice, liquidity: active, sqrtLow, sqrtHigh, fee };
    }
    const pool: ConcentratedPool = {
      sqrtPrice: state.sqrtPrice,
      liquidity: active,
      tick: state.tick,
      ...this.#charged,
      tickSpacing: tickSpacing ?? 1,
      ticks,
      resolution,
    };
    return this.#isWhirlpool ? { ...pool, program: 'whirlpool' } : pool;
  }

  /** Liquidity of all known positions that contain a tick; null when they do not add up. */
  activeAt(tick: number): bigint | null {
    return liquidityAt(this.#sortedTicks(), tick);
  }

  #sortedTicks(): Tick[] {
    return [...this.#ticks].map(([index, liquidityNet]) => ({ index, liquidityNet })).sort((a, b) => a.index - b.index);
  }

  #tickOf(sqrtPrice: bigint | null): number | null {
    if (sqrtPrice === null || this.#terms.curve !== 'concentrated') return null;
    return tickAtSqrtPrice(sqrtPrice, this.#terms.resolution, this.#isWhirlpool ? 'whirlpool' : undefined);
  }

  /** The fee as a curve has it; none where it is not known, which depth and impact do without. */
  get #charged(): DirectedFee {
    const pips1 = this.#stated?.pips1;
    return { feePips: this.#pips ?? 0, ...(pips1 === undefined ? {} : { feePips1: pips1 }) };
  }

  get #pips(): number | null {
    return this.#stated?.pips ?? this.#terms.feePips;
  }

  get #isWhirlpool(): boolean {
    return this.#terms.dex.includes('whirlpool');
  }
}

function sameFee(a: RangeFeeTerms, b: RangeFeeTerms): boolean {
  if ('nano' in a || 'nano' in b) return 'nano' in a && 'nano' in b && a.nano === b.nano && a.on === b.on;
  const names = ['first', 'periods', 'seconds', 'reduction', 'decay', 'start'] as const;
  return a.on === b.on && names.every((name) => a.schedule[name] === b.schedule[name]);
}

/** Liquidity in range at a tick, from the net liquidity of all ticks; null when it goes negative or does not end at zero. */
export function liquidityAt(ticks: readonly Tick[], tick: number): bigint | null {
  let sum = 0n;
  let active = 0n;
  for (const { index, liquidityNet } of ticks) {
    sum += liquidityNet;
    if (sum < 0n) return null;
    if (index <= tick) active = sum;
  }
  return sum === 0n ? active : null;
}
