import type { BinFee, VolatilityClock } from '../curves/bin-fee.ts';
import { binPrice } from '../curves/bin-price.ts';
import { spreadOver } from '../curves/bin-spread.ts';
import { type Bin, type BinPool, binInput, binOutput } from '../curves/bins.ts';
import { CurveError } from '../curves/curve-error.ts';
import type { BinSpread, ChangeTerms, Composition } from '../facts/change-terms.ts';
import { BinShares } from './bin-shares.ts';
import { BookFee } from './book-fee.ts';

/** The fee of a book whose account was never read: depth and impact do not need it. */
const NO_FEE: BinFee = {
  baseFactor: 0,
  baseFeePowerFactor: 0,
  variableFeeControl: 0,
  maxVolatilityAccumulator: 0,
  volatilityReference: 0,
  indexReference: 0,
};

/** One fill of a book as a fill fact has it. */
export interface BookFill {
  /** Which token the taker sold. */
  sell: 0 | 1;
  soldRaw: bigint;
  boughtRaw: bigint;
  /** Null: what reached the bins is not known, and neither is the book from then on. */
  feeRaw: bigint | null;
  /** The active bin after the fill; null: unknown, and so is the book from then on. */
  activeAfter: number | null;
  /** Unix seconds; without it the fee is not followed. */
  time?: number;
}

/** A change of a book's bins as a liquidity fact has it. */
export interface BookChange {
  lower: number;
  upper: number;
  liquidityDelta: bigint;
  amount0Raw: bigint;
  amount1Raw: bigint;
  /** The position, by any name that stays the same; null: it is not known how many shares it got. */
  owner?: string | null;
  terms?: ChangeTerms | undefined;
  /** Unix seconds; without it a fee that moves with volatility is not followed past a deposit into the active bin. */
  time?: number;
}

const NO_COMPOSITION: Composition = { kept: [0n, 0n], taken: [0n, 0n] };

/**
 * A liquidity book as its facts build it up: what is put into and taken out of bins, and fills, which empty every bin up to
 * the one they stop in. Exact to the raw unit (Meteora keeps fees apart from the bins).
 */
export class BookCurve {
  readonly #binStep: number;
  readonly #fee: BookFee;
  readonly #bins = new Map<number, Bin>();
  readonly #shares = new BinShares();
  #active: number | null = null;
  #broken = false;

  constructor(binStep: number) {
    this.#binStep = binStep;
    this.#fee = new BookFee(binStep);
  }

  /** Whether an account told the fee, and every fill since agrees with it. */
  get feeKnown(): boolean {
    return this.#fee.known;
  }

  /** Whether the fee has these terms, those apart that move with volatility. */
  hasFee(other: BinFee): boolean {
    return this.#fee.is(other);
  }

  setFee(fee: BinFee, clock: VolatilityClock): void {
    this.#fee.set(fee, clock);
  }

  /** The book as its account has it, whatever was known before. Whose the bins are stands in accounts that are not read. */
  reset(activeId: number | null, bins: readonly (readonly [id: number, amount0: bigint, amount1: bigint])[]): void {
    this.#bins.clear();
    this.#shares.reset(bins.map(([id]) => id));
    this.#broken = false;
    this.#active = activeId;
    for (const [id, amount0, amount1] of bins) this.#set({ id, amount0, amount1 });
  }

  /** A state fact: where the price stands. */
  setActive(id: number): void {
    this.#active = id;
  }

  /**
   * A deposit or a withdrawal. What each bin takes or gives is stated (lower = upper), or follows from a rule and must then add up to
   * what was moved; where it does neither, the book is not known from then on.
   */
  change(change: BookChange): void {
    const { lower, upper, liquidityDelta, amount0Raw, amount1Raw, owner = null, terms = {}, time } = change;
    const composition = terms.composition ?? NO_COMPOSITION;
    if (terms.spread !== undefined) {
      const bins = this.#spread(terms.spread, lower, upper, [
        amount0Raw + composition.taken[0],
        amount1Raw + composition.taken[1],
      ]);
      if (bins === null) this.#broken = true;
      for (const bin of bins ?? []) this.#depositSpread(bin, terms.spread.active, owner, composition, time);
    } else if (terms.parts !== undefined || liquidityDelta < 0n) {
      const parts = terms.parts ?? [[lower, upper, Number(-liquidityDelta)]];
      if (owner === null) this.#broken = true;
      else this.#withdraw(owner, parts, amount0Raw, amount1Raw);
    } else if (lower === upper && liquidityDelta === 0n) {
      this.#deposit({ id: lower, amount0: amount0Raw, amount1: amount1Raw }, owner, composition.kept, time);
    } else this.#broken = true;
  }

  /** What the rule puts into each bin, if that is what was moved. */
  #spread(spread: BinSpread, lower: number, upper: number, moved: readonly [bigint, bigint]): Bin[] | null {
    if (this.#broken || (this.#active !== null && this.#active !== spread.active)) return null;
    const active = this.#bins.get(spread.active) ?? { amount0: 0n, amount1: 0n };
    const bins = spreadOrNull(spread, [lower, upper], { binStep: this.#binStep, active });
    const sum = (side: 'amount0' | 'amount1') => bins?.reduce((total, bin) => total + bin[side], 0n);
    return sum('amount0') === moved[0] && sum('amount1') === moved[1] ? bins : null;
  }

  #depositSpread(
    { id, amount0, amount1 }: Bin,
    active: number,
    position: string | null,
    paid: Composition,
    time: number | undefined,
  ): void {
    if (amount0 === 0n && amount1 === 0n) return;
    const { kept, taken } = id === active ? paid : NO_COMPOSITION;
    this.#deposit({ id, amount0: amount0 - taken[0], amount1: amount1 - taken[1] }, position, kept, time);
  }

  /**
   * A deposit into a bin, which gives its position shares by value (lb_clmm state/bin.rs get_liquidity_share).
   * @param kept what of it paid those whose the bin was, and counts as theirs
   */
  #deposit(
    { id, amount0, amount1 }: Bin,
    position: string | null,
    kept: readonly [bigint, bigint],
    time: number | undefined,
  ): void {
    if (id === this.#active) this.#fee.deposited(id, time);
    const own = this.#worth(id, amount0 - kept[0], amount1 - kept[1]);
    this.#add(id, kept[0], kept[1]);
    const { amount0: before0, amount1: before1 } = this.#bins.get(id) ?? { amount0: 0n, amount1: 0n };
    this.#shares.give({ id, position, worth: own, worthBefore: this.#worth(id, before0, before1) });
    this.#add(id, amount0 - kept[0], amount1 - kept[1]);
  }

  /**
   * Parts of a position leave the bins of ranges with what their shares are worth, rounded down; together that must be the
   * amounts (negative), or the book is not known from then on.
   */
  #withdraw(
    position: string,
    parts: readonly (readonly [lower: number, upper: number, bps: number])[],
    amount0: bigint,
    amount1: bigint,
  ): void {
    let [left0, left1] = [-amount0, -amount1];
    for (const [lower, upper, bps] of parts) {
      const taken = this.#shares.take(position, lower, upper, BigInt(bps));
      if (taken === null) this.#broken = true;
      for (const { id, shares, supply } of taken ?? []) {
        const bin = this.#bins.get(id) ?? { id, amount0: 0n, amount1: 0n };
        const [out0, out1] = [(shares * bin.amount0) / supply, (shares * bin.amount1) / supply];
        this.#add(id, -out0, -out1);
        [left0, left1] = [left0 - out0, left1 - out1];
      }
    }
    if (left0 !== 0n || left1 !== 0n) this.#broken = true;
  }

  #add(id: number, amount0: bigint, amount1: bigint): void {
    const bin = this.#bins.get(id) ?? { id, amount0: 0n, amount1: 0n };
    this.#set({ id, amount0: bin.amount0 + amount0, amount1: bin.amount1 + amount1 });
  }

  /** In token 1, with 64 fractional bits. */
  #worth(id: number, amount0: bigint, amount1: bigint): bigint {
    return binPrice(id, this.#binStep) * amount0 + (amount1 << 64n);
  }

  fill(fill: BookFill): void {
    const { sell, soldRaw, boughtRaw, feeRaw, activeAfter } = fill;
    const active = this.#active;
    if (active !== null) this.#fee.follow(fill, active);
    this.#active = activeAfter;
    const step = sell === 0 ? -1 : 1;
    const unknown = active === null || activeAfter === null || feeRaw === null;
    if (this.#broken || unknown || (activeAfter - active) * step < 0) {
      this.#broken = true;
      return;
    }
    let [net, out] = [soldRaw - feeRaw, boughtRaw];
    for (let id = active; id !== activeAfter; id += step) {
      const held = this.#held(id, sell);
      if (held === 0n) continue;
      const into = binInput(held, binPrice(id, this.#binStep), sell);
      this.#take(id, sell, into, held);
      [net, out] = [net - into, out - held];
    }
    if (net < 0n || out < 0n || !this.#explains(activeAfter, sell, net, out)) this.#broken = true;
    this.#take(activeAfter, sell, net, out);
  }

  /**
   * The book for exact maths, with the fee that a swap at `time` (Unix seconds) would meet, or the last one did; null when
   * nothing said where its price stands, or its facts do not add up.
   */
  toCurve(time?: number): BinPool | null {
    const activeId = this.#active;
    if (activeId === null || this.#broken) return null;
    const bins = [...this.#bins.values()].sort((a, b) => a.id - b.id);
    return { activeId, binStep: this.#binStep, fee: this.#fee.at(activeId, time) ?? NO_FEE, bins };
  }

  /** Whether the last bin gives just that at its price: more or less comes from liquidity that no fact told of. */
  #explains(id: number, sell: 0 | 1, net: bigint, out: bigint): boolean {
    const price = binPrice(id, this.#binStep);
    return out === this.#held(id, sell) || out === binOutput(net, price, sell) || net === binInput(out, price, sell);
  }

  #held(id: number, sell: 0 | 1): bigint {
    const bin = this.#bins.get(id);
    return bin === undefined ? 0n : sell === 0 ? bin.amount1 : bin.amount0;
  }

  #take(id: number, sell: 0 | 1, into: bigint, out: bigint): void {
    if (sell === 0) this.#add(id, into, -out);
    else this.#add(id, -out, into);
  }

  #set(bin: Bin): void {
    if (bin.amount0 < 0n || bin.amount1 < 0n) this.#broken = true;
    if (bin.amount0 === 0n && bin.amount1 === 0n) this.#bins.delete(bin.id);
    else this.#bins.set(bin.id, bin);
  }
}

/** Null also where bins are named that have no price. */
function spreadOrNull(...deposit: Parameters<typeof spreadOver>): Bin[] | null {
  try {
    return spreadOver(...deposit);
  } catch (error) {
    if (error instanceof CurveError) return null;
    throw error;
  }
}
