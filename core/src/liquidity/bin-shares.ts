/** What of a position left a bin: its shares, of how many the bin had given out. */
export interface SharesTaken {
  id: number;
  shares: bigint;
  supply: bigint;
}

/** A deposit into one bin, in shares' terms: worths in token 1 with 64 fractional bits. */
export interface ShareDeposit {
  id: number;
  /** Null: whose it is, or how many shares it got, is not known. */
  position: string | null;
  worth: bigint;
  /** Of what the bin held before, a composition fee kept in it included. */
  worthBefore: bigint;
}

/** Whose the bins of a liquidity book are (lb_clmm state/bin.rs: get_liquidity_share, get_out_amount). */
export class BinShares {
  /** Shares that a bin has given out; null: not known. Of a bin that never held anything none. */
  readonly #supplies = new Map<number, bigint | null>();
  /** By position, the shares of each bin. */
  readonly #positions = new Map<string, Map<number, bigint>>();

  /** Begins again with bins of which it is not known whose they are. */
  reset(ids: Iterable<number>): void {
    this.#supplies.clear();
    this.#positions.clear();
    for (const id of ids) this.#supplies.set(id, null);
  }

  give({ id, position, worth, worthBefore }: ShareDeposit): void {
    const supply = this.#supplies.get(id) === undefined ? 0n : this.#supplies.get(id)!;
    const known = position !== null && supply !== null && (supply === 0n || worthBefore > 0n);
    const shares = !known ? null : supply === 0n ? worth : (worth * supply) / worthBefore;
    this.#supplies.set(id, shares === null ? null : supply! + shares);
    if (shares === null) return;
    const held = this.#positions.get(position!) ?? new Map<number, bigint>();
    held.set(id, (held.get(id) ?? 0n) + shares);
    this.#positions.set(position!, held);
  }

  /**
   * Takes a part of a position's shares out of every bin of a range, in basis points.
   * @returns null where it is not known what they were
   */
  take(position: string, lower: number, upper: number, bps: bigint): SharesTaken[] | null {
    const held = this.#positions.get(position) ?? new Map<number, bigint>();
    const taken: SharesTaken[] = [];
    for (const [id, owned] of held) {
      if (id < lower || id > upper) continue;
      const supply = this.#supplies.get(id) ?? null;
      const shares = (owned * bps) / 10_000n;
      if (supply === null || shares > supply) return null;
      if (supply === 0n) continue;
      held.set(id, owned - shares);
      this.#supplies.set(id, supply - shares);
      taken.push({ id, shares, supply });
    }
    return taken;
  }
}
