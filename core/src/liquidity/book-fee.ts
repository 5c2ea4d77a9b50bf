import { type BinFee, binFeeAt, binFeeRate, FEE_UNIT, type VolatilityClock } from '../curves/bin-fee.ts';
import type { BookFill } from './book-curve.ts';

const ACCUMULATOR_UNIT = 10_000;

/** The fee of a liquidity book as its account told it, moved on by every fill since that agrees with it. */
export class BookFee {
  readonly #binStep: number;
  #told: { fee: BinFee; clock: VolatilityClock } | null = null;

  constructor(binStep: number) {
    this.#binStep = binStep;
  }

  /** Whether an account told the fee, and every fill since agrees with it. */
  get known(): boolean {
    return this.#told !== null;
  }

  /** Whether the fee has these terms, those apart that move with volatility. */
  is(other: BinFee): boolean {
    if (this.#told === null) return false;
    const { volatilityReference, indexReference } = this.#told.fee;
    const same = { ...other, volatilityReference, indexReference };
    return JSON.stringify(Object.entries(same).sort()) === JSON.stringify(Object.entries(this.#told.fee).sort());
  }

  set(fee: BinFee, clock: VolatilityClock): void {
    this.#told = { fee, clock };
  }

  /** The fee that a swap at `time` (Unix seconds) would meet, or the last one did; null when it is not known. */
  at(activeId: number, time: number | undefined): BinFee | null {
    if (this.#told === null) return null;
    const { fee, clock } = this.#told;
    return time === undefined ? fee : binFeeAt(fee, clock, activeId, time);
  }

  /**
   * A deposit into the active bin moves the volatility on as a swap that stays there does (lb_clmm deposit_in_bin_id); without its
   * time a fee that depends on it is forgotten.
   */
  deposited(active: number, time: number | undefined): void {
    if (this.#told === null || this.#told.fee.variableFeeControl === 0) return;
    if (time === undefined) this.#told = null;
    else this.#moveOn(this.#told.clock, binFeeAt(this.#told.fee, this.#told.clock, active, time), active);
  }

  #moveOn(clock: VolatilityClock, fee: BinFee, active: number): void {
    const distance = Math.abs(fee.indexReference - active) * ACCUMULATOR_UNIT;
    const volatilityAccumulator = Math.min(fee.volatilityReference + distance, fee.maxVolatilityAccumulator);
    this.#told = { fee, clock: { ...clock, volatilityAccumulator } };
  }

  /** Moves the volatility on, or forgets the fee where a fill paid another one: it was changed since the account was read. */
  follow({ soldRaw, feeRaw, activeAfter, time }: BookFill, active: number): void {
    if (this.#told === null) return;
    if (time === undefined || feeRaw === null || activeAfter === null) {
      this.#told = null;
      return;
    }
    const { clock } = this.#told;
    const fee = binFeeAt(this.#told.fee, clock, active, time);
    const rates = [active, activeAfter, fee.indexReference]
      .filter((id) => id >= Math.min(active, activeAfter) && id <= Math.max(active, activeAfter))
      .map((id) => binFeeRate(fee, this.#binStep, id))
      .sort((a, b) => Number(a - b));
    const [least, most] = [rates[0] as bigint, rates.at(-1) as bigint];
    const roundings = 2n * BigInt(Math.abs(activeAfter - active) + 1);
    const share = (rate: bigint): bigint => (soldRaw * rate) / FEE_UNIT;
    if (feeRaw < share(least) || feeRaw > share(most) + roundings) {
      this.#told = null;
      return;
    }
    // The program's clock goes on only with a swap that leaves the active bin.
    this.#moveOn(activeAfter === active ? clock : { ...clock, lastUpdate: time }, fee, activeAfter);
  }
}
