import { binPrice } from '@tokentape/core/curves/bin-price.ts';
import type { Bin, BinPool, BinQuote } from '@tokentape/core/curves/bins.ts';
import type { DlmmCompositionFee } from '@tokentape/replay/encode/solana/meteora-dlmm.ts';

interface OwnedBin extends Bin {
  supply: bigint;
  owned: Map<string, bigint>;
}

type Two = readonly [bigint, bigint];

const FEE_UNIT = 1_000_000_000n;
const PROTOCOL_SHARE = 1_000n;

/** What a deposit came to. */
export interface DlmmDeposited {
  paid: Two;
  composition?: DlmmCompositionFee;
}

/**
 * The program's side of a liquidity book: what every bin holds, and whose it is. Rules of lb_clmm state/bin.rs and
 * instructions/deposit/add_liquidity.rs, written down on their own.
 */
export class DlmmProgram {
  readonly #step: number;
  readonly #fee: BinPool['fee'];
  readonly #bins = new Map<number, OwnedBin>();
  activeId = 0;

  constructor(step: number, fee: BinPool['fee']) {
    this.#step = step;
    this.#fee = fee;
  }

  get book(): BinPool {
    const bins = [...this.#bins.values()]
      .filter(({ amount0, amount1 }) => amount0 + amount1 > 0n)
      .map(({ id, amount0, amount1 }) => ({ id, amount0, amount1 }))
      .sort((a, b) => a.id - b.id);
    return { activeId: this.activeId, binStep: this.#step, bins, fee: this.#fee };
  }

  /** What the active bin holds. */
  get active(): Bin {
    return this.#bins.get(this.activeId) ?? { id: this.activeId, amount0: 0n, amount1: 0n };
  }

  /** Puts amounts into bins; null where the program refuses, because a bin would give no share for them. */
  deposit(position: string, bins: readonly Bin[]): DlmmDeposited | null {
    const given = bins.filter(({ amount0, amount1 }) => amount0 + amount1 > 0n);
    if (given.length === 0 || given.some((bin) => this.#shares(bin, this.#of(bin.id)) === 0n)) return null;
    const fees = given.map((bin) => this.#depositIn(position, bin));
    const sum = (side: 'amount0' | 'amount1') => given.reduce((total, bin) => total + bin[side], 0n);
    const composition = fees.find((fee) => fee !== null);
    return { paid: [sum('amount0'), sum('amount1')], ...(composition && { composition }) };
  }

  #depositIn(position: string, given: Bin): DlmmCompositionFee | null {
    const bin = this.#of(given.id);
    const fee = given.id === this.activeId ? this.#compositionFee(given, bin) : ([0n, 0n] as const);
    const protocol = [(fee[0] * PROTOCOL_SHARE) / 10_000n, (fee[1] * PROTOCOL_SHARE) / 10_000n] as const;
    bin.amount0 += fee[0] - protocol[0];
    bin.amount1 += fee[1] - protocol[1];
    const own = { id: given.id, amount0: given.amount0 - fee[0], amount1: given.amount1 - fee[1] };
    const shares = this.#shares(own, bin);
    bin.supply += shares;
    bin.owned.set(position, (bin.owned.get(position) ?? 0n) + shares);
    bin.amount0 += own.amount0;
    bin.amount1 += own.amount1;
    this.#bins.set(bin.id, bin);
    return fee[0] + fee[1] > 0n ? { fee, protocol } : null;
  }

  /** Who could take out more of one token than he put in has swapped, and pays for it in the other. */
  #compositionFee(given: Bin, bin: OwnedBin): Two {
    if (bin.supply === 0n) return [0n, 0n];
    const shares = this.#shares(given, bin);
    const out = (held: bigint, added: bigint) => (shares * (held + added)) / (bin.supply + shares);
    const [out0, out1] = [out(bin.amount0, given.amount0), out(bin.amount1, given.amount1)];
    const rate = BigInt(this.#fee.baseFactor * this.#step * 10);
    const fee = (swapped: bigint) => (swapped * rate * (FEE_UNIT + rate)) / FEE_UNIT ** 2n;
    return [
      out1 > given.amount1 ? fee(given.amount0 - out0) : 0n,
      out0 > given.amount0 ? fee(given.amount1 - out1) : 0n,
    ];
  }

  /** Takes parts of a position out of ranges of bins, in basis points, in the order given. */
  withdraw(position: string, parts: readonly (readonly [lower: number, upper: number, bps: number])[]): Two {
    let sums: Two = [0n, 0n];
    for (const [lower, upper, bps] of parts) {
      for (const bin of this.#bins.values()) {
        const shares = ((bin.owned.get(position) ?? 0n) * BigInt(bps)) / 10_000n;
        if (bin.id < lower || bin.id > upper || shares === 0n) continue;
        const out = [(shares * bin.amount0) / bin.supply, (shares * bin.amount1) / bin.supply] as const;
        [bin.amount0, bin.amount1, bin.supply] = [bin.amount0 - out[0], bin.amount1 - out[1], bin.supply - shares];
        bin.owned.set(position, bin.owned.get(position)! - shares);
        sums = [sums[0] + out[0], sums[1] + out[1]];
      }
    }
    return sums;
  }

  take({ touched, activeIdAfter }: BinQuote): void {
    for (const bin of touched) Object.assign(this.#bins.get(bin.id)!, bin);
    this.activeId = activeIdAfter;
  }

  #of(id: number): OwnedBin {
    return this.#bins.get(id) ?? { id, amount0: 0n, amount1: 0n, supply: 0n, owned: new Map() };
  }

  #shares(given: Bin, bin: OwnedBin): bigint {
    const worth = ({ amount0, amount1 }: Bin) => binPrice(given.id, this.#step) * amount0 + amount1 * 2n ** 64n;
    const held = worth(bin);
    if (bin.supply === 0n) return worth(given);
    return held === 0n ? 0n : (worth(given) * bin.supply) / held;
  }
}
