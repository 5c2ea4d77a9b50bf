import type { ConcentratedPool } from '@tokentape/core/curves/concentrated.ts';
import type { Fact } from '@tokentape/core/facts/facts.ts';
import type { Address, TransactionReceipt } from 'viem';
import { decodeEvmBlock } from '../dexes/evm.ts';
import type { KnownPools } from '../dexes/known-pools.ts';
import { blockOfReceipts, type ForkPool, type ForkVenue } from './evm-fork-venue.ts';
import { rebuildConcentrated } from './evm-rebuild.ts';

/** What the decoders make of a pool, receipt by receipt. */
export class ForkReader {
  readonly #venue: ForkVenue;
  readonly #pool: Address;
  readonly #known: KnownPools;
  readonly #facts: Fact[] = [];

  constructor(venue: ForkVenue, pool: ForkPool, stock: Address) {
    this.#venue = venue;
    this.#pool = pool.address;
    this.#known = venue.known(pool, stock);
  }

  /** The facts of one block's receipts. */
  read(receipts: readonly TransactionReceipt[]): Fact[] {
    const { facts } = decodeEvmBlock(blockOfReceipts(receipts, this.#venue), this.#known);
    this.#facts.push(...facts);
    return facts;
  }

  /** The curve as all facts until now give it; its fee is not the one in force where fees vary. */
  get curve(): ConcentratedPool {
    return { ...rebuildConcentrated(this.#facts, this.#pool), tickSpacing: this.#venue.tickSpacing };
  }

  /** The fee in 1e-6 that facts say to be in force for those who sell this token. */
  feePips(sell: 0 | 1): number | null {
    const { followed, feePips } = this.#known.get(this.#pool)!;
    return followed === null ? feePips : followed.feePips(sell);
  }
}
