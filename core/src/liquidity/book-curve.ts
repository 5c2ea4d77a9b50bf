import type { BinFee } from '../curves/bin-fee.ts';
import { binPrice } from '../curves/bin-price.ts';
import { type Bin, type BinPool, binInput, binOutput } from '../curves/bins.ts';

/** What never changes of a liquidity book. */
export interface BookTerms {
  binStep: number;
  fee: BinFee;
}

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
}

/**
 * A liquidity book as its facts build it up: what is put into and taken out of bins, and fills, which empty every bin up to
 * the one they stop in. Exact to the raw unit (Meteora keeps fees apart from the bins).
 */
export class BookCurve {
  readonly #terms: BookTerms;
  readonly #bins = new Map<number, Bin>();
  #active: number | null = null;
  #broken = false;

  constructor(terms: BookTerms) {
    this.#terms = terms;
  }

  /** A state fact: where the price stands. */
  setActive(id: number): void {
    this.#active = id;
  }

  /** Adds to a bin; negative amounts take out. */
  change(id: number, amount0: bigint, amount1: bigint): void {
    const bin = this.#bins.get(id) ?? { id, amount0: 0n, amount1: 0n };
    this.#set({ id, amount0: bin.amount0 + amount0, amount1: bin.amount1 + amount1 });
  }

  /** Something changed the book that cannot be told from facts. */
  breakOff(): void {
    this.#broken = true;
  }

  fill({ sell, soldRaw, boughtRaw, feeRaw, activeAfter }: BookFill): void {
    const active = this.#active;
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
      const into = binInput(held, binPrice(id, this.#terms.binStep), sell);
      this.#take(id, sell, into, held);
      [net, out] = [net - into, out - held];
    }
    if (net < 0n || out < 0n || !this.#explains(activeAfter, sell, net, out)) this.#broken = true;
    this.#take(activeAfter, sell, net, out);
  }

  /** The book for exact maths; null when nothing said where its price stands, or its facts do not add up. */
  toCurve(): BinPool | null {
    if (this.#active === null || this.#broken) return null;
    const bins = [...this.#bins.values()].sort((a, b) => a.id - b.id);
    return { activeId: this.#active, ...this.#terms, bins };
  }

  /** Whether the last bin gives just that at its price: more or less comes from liquidity that no fact told of. */
  #explains(id: number, sell: 0 | 1, net: bigint, out: bigint): boolean {
    const price = binPrice(id, this.#terms.binStep);
    return out === this.#held(id, sell) || out === binOutput(net, price, sell) || net === binInput(out, price, sell);
  }

  #held(id: number, sell: 0 | 1): bigint {
    const bin = this.#bins.get(id);
    return bin === undefined ? 0n : sell === 0 ? bin.amount1 : bin.amount0;
  }

  #take(id: number, sell: 0 | 1, into: bigint, out: bigint): void {
    if (sell === 0) this.change(id, into, -out);
    else this.change(id, -out, into);
  }

  #set(bin: Bin): void {
    if (bin.amount0 < 0n || bin.amount1 < 0n) this.#broken = true;
    if (bin.amount0 === 0n && bin.amount1 === 0n) this.#bins.delete(bin.id);
    else this.#bins.set(bin.id, bin);
  }
}
