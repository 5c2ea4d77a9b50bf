import { type BinFee, binFeeAt, binFeeRate, FEE_UNIT, type VolatilityClock } from '../curves/bin-fee.ts';
import { binPrice } from '../curves/bin-price.ts';
import { type Bin, type BinPool, binInput, binOutput } from '../curves/bins.ts';

/** The fee of a book whose account was never read: depth and impact do not need it. */
const NO_FEE: BinFee = {
  baseFactor: 0,
  baseFeePowerFactor: 0,
  variableFeeControl: 0,
  maxVolatilityAccumulator: 0,
  volatilityReference: 0,
  indexReference: 0,
};
const ACCUMULATOR_UNIT = 10_000;

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

/**
 * A liquidity book as its facts build it up: what is put into and taken out of bins, and fills, which empty every bin up to
 * the one they stop in. Exact to the raw unit (Meteora keeps fees apart from the bins).
 */
export class BookCurve {
  readonly #binStep: number;
  #fee: { fee: BinFee; clock: VolatilityClock } | null = null;
  readonly #bins = new Map<number, Bin>();
  /** Shares that a bin has given out; null: not known. Of a bin that never held anything none. */
  readonly #supplies = new Map<number, bigint | null>();
  /** By position, the shares of each bin. */
  readonly #positions = new Map<string, Map<number, bigint>>();
  #active: number | null = null;
  #broken = false;

  constructor(binStep: number) {
    this.#binStep = binStep;
  }

  /** Whether an account told the fee, and every fill since agrees with it. */
  get feeKnown(): boolean {
    return this.#fee !== null;
  }

  /** Whether the fee has these terms, those apart that move with volatility. */
  hasFee(other: BinFee): boolean {
    if (this.#fee === null) return false;
    const { volatilityReference, indexReference } = this.#fee.fee;
    const same = { ...other, volatilityReference, indexReference };
    return JSON.stringify(Object.entries(same).sort()) === JSON.stringify(Object.entries(this.#fee.fee).sort());
  }

  setFee(fee: BinFee, clock: VolatilityClock): void {
    this.#fee = { fee, clock };
  }

  /** The book as its account has it, whatever was known before. */
  reset(activeId: number | null, bins: readonly (readonly [id: number, amount0: bigint, amount1: bigint])[]): void {
    this.#bins.clear();
    this.#supplies.clear();
    // Whose the bins are stands in accounts that are not read.
    this.#positions.clear();
    for (const [id] of bins) this.#supplies.set(id, null);
    this.#broken = false;
    this.#active = activeId;
    for (const [id, amount0, amount1] of bins) this.#set({ id, amount0, amount1 });
  }

  /** A state fact: where the price stands. */
  setActive(id: number): void {
    this.#active = id;
  }

  /**
   * A deposit into a bin, which gives its position shares by value (lb_clmm state/bin.rs get_liquidity_share).
   * @param position null: whose it is, or how many shares it got, is not known
   */
  deposit(id: number, amount0: bigint, amount1: bigint, position: string | null): void {
    const supply = this.#supplies.get(id) === undefined ? 0n : this.#supplies.get(id)!;
    const value = this.#valueOf(id, this.#bins.get(id));
    const given = this.#valueOf(id, { id, amount0, amount1 });
    const known = position !== null && supply !== null && (supply === 0n || value > 0n);
    const shares = !known ? null : supply === 0n ? given : (given * supply) / value;
    this.#supplies.set(id, shares === null ? null : supply! + shares);
    if (shares !== null) {
      const held = this.#positions.get(position!) ?? new Map<number, bigint>();
      held.set(id, (held.get(id) ?? 0n) + shares);
      this.#positions.set(position!, held);
    }
    this.#change(id, amount0, amount1);
  }

  /**
   * A part of a position, in basis points, leaves every bin of a range with what its shares are worth, rounded down; together
   * that must be the amounts, or the book is not known from then on.
   */
  withdraw(position: string, lower: number, upper: number, bps: bigint, amount0: bigint, amount1: bigint): void {
    const held = this.#positions.get(position) ?? new Map<number, bigint>();
    let [left0, left1] = [amount0, amount1];
    for (const [id, owned] of held) {
      const supply = this.#supplies.get(id) ?? null;
      if (id < lower || id > upper) continue;
      const shares = (owned * bps) / 10_000n;
      if (supply === null || shares > supply) this.#broken = true;
      if (supply === null || supply === 0n || shares > supply) continue;
      const bin = this.#bins.get(id) ?? { id, amount0: 0n, amount1: 0n };
      const [out0, out1] = [(shares * bin.amount0) / supply, (shares * bin.amount1) / supply];
      held.set(id, owned - shares);
      this.#supplies.set(id, supply - shares);
      this.#change(id, -out0, -out1);
      [left0, left1] = [left0 - out0, left1 - out1];
    }
    if (left0 !== 0n || left1 !== 0n) this.#broken = true;
  }

  #change(id: number, amount0: bigint, amount1: bigint): void {
    const bin = this.#bins.get(id) ?? { id, amount0: 0n, amount1: 0n };
    this.#set({ id, amount0: bin.amount0 + amount0, amount1: bin.amount1 + amount1 });
  }

  /** In token 1, with 64 fractional bits. */
  #valueOf(id: number, bin: Bin | undefined): bigint {
    return bin === undefined ? 0n : binPrice(id, this.#binStep) * bin.amount0 + (bin.amount1 << 64n);
  }

  /** Something changed the book that cannot be told from facts. */
  breakOff(): void {
    this.#broken = true;
  }

  fill(fill: BookFill): void {
    const { sell, soldRaw, boughtRaw, feeRaw, activeAfter } = fill;
    const active = this.#active;
    if (active !== null) this.#followFee(fill, active);
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
    return { activeId, binStep: this.#binStep, fee: this.#feeAt(activeId, time), bins };
  }

  #feeAt(activeId: number, time: number | undefined): BinFee {
    if (this.#fee === null) return NO_FEE;
    const { fee, clock } = this.#fee;
    return time === undefined ? fee : binFeeAt(fee, clock, activeId, time);
  }

  /** Moves the volatility on, or forgets the fee where a fill paid another one: it was changed since the account was read. */
  #followFee({ soldRaw, feeRaw, activeAfter, time }: BookFill, active: number): void {
    if (this.#fee === null) return;
    if (time === undefined || feeRaw === null || activeAfter === null) {
      this.#fee = null;
      return;
    }
    const { clock } = this.#fee;
    const fee = binFeeAt(this.#fee.fee, clock, active, time);
    const rates = [active, activeAfter, fee.indexReference]
      .filter((id) => id >= Math.min(active, activeAfter) && id <= Math.max(active, activeAfter))
      .map((id) => binFeeRate(fee, this.#binStep, id))
      .sort((a, b) => Number(a - b));
    const [least, most] = [rates[0] as bigint, rates.at(-1) as bigint];
    const roundings = 2n * BigInt(Math.abs(activeAfter - active) + 1);
    const share = (rate: bigint): bigint => (soldRaw * rate) / FEE_UNIT;
    if (feeRaw < share(least) || feeRaw > share(most) + roundings) {
      this.#fee = null;
      return;
    }
    const distance = Math.abs(fee.indexReference - activeAfter) * ACCUMULATOR_UNIT;
    const volatilityAccumulator = Math.min(fee.volatilityReference + distance, fee.maxVolatilityAccumulator);
    this.#fee = { fee, clock: { ...clock, volatilityAccumulator, lastUpdate: time } };
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
    if (sell === 0) this.#change(id, into, -out);
    else this.#change(id, -out, into);
  }

  #set(bin: Bin): void {
    if (bin.amount0 < 0n || bin.amount1 < 0n) this.#broken = true;
    if (bin.amount0 === 0n && bin.amount1 === 0n) this.#bins.delete(bin.id);
    else this.#bins.set(bin.id, bin);
  }
}
