import type { Store } from '@subsquid/typeorm-store';
import type { BlockRef } from '@tokentape/core/facts/chain.ts';
import type { Fact } from '@tokentape/core/facts/facts.ts';
import type { BalanceFindings, FactBatch, Progress } from './batch.ts';
import type { EvmBlock } from './dexes/evm-block.ts';
import type { SolanaBlock } from './dexes/solana-block.ts';
import type { FindImpostors } from './impostors/find-impostors.ts';
import type { IndexRun } from './index-chain.ts';
import { type ChainStore, openStore } from './store/open-store.ts';

/** How one family of chains makes facts of blocks. */
export interface BlockReading<Block> {
  decode(blocks: Block[]): Pick<FactBatch, 'facts' | 'failed' | 'unrecognised'>;
  findImpostors: FindImpostors<Block>;
  /** Facts besides those of the blocks, to be written with a range of them. */
  more?(fromBlock: number, toBlock: number): Fact[];
}

/** Writes the facts of a chain's blocks, and counts what is stored, since sources know blocks and not facts. */
export class FactWriter {
  readonly store: ChainStore;
  readonly #run: IndexRun;
  #facts = 0;

  constructor(run: IndexRun) {
    this.#run = run;
    this.store = openStore(run.endpoint.chain.id);
  }

  /** What a source is to do with a batch of blocks. */
  writing<Block extends EvmBlock | SolanaBlock>({ decode, findImpostors, more }: BlockReading<Block>) {
    return async (
      transaction: Store,
      blocks: Block[],
      finalized: BlockRef,
      fromBlock: number,
      balances?: BalanceFindings,
    ): Promise<void> => {
      const decoded = decode(blocks);
      const last = blocks.at(-1);
      if (!last) return;
      const to: BlockRef = { height: last.height, hash: last.hash, time: 'time' in last ? last.time : last.timestamp };
      const impostors = await findImpostors(blocks, decoded.facts, finalized);
      const others = [...impostors, ...(more?.(fromBlock, to.height) ?? [])];
      const facts = others.length === 0 ? decoded.facts : [...decoded.facts, ...others];
      const range = { chain: this.#run.endpoint.chain.id, fromBlock, to, finalized };
      await this.store.writeBatch(transaction, { ...range, ...decoded, facts, ...(balances && { balances }) });
      this.#facts += facts.length;
    };
  }

  readonly report = (progress: Omit<Progress, 'facts'>): void => {
    this.#run.onProgress?.({ ...progress, facts: this.#facts });
  };

  readonly idle = ({ height, time }: BlockRef): void => {
    const chain = this.#run.endpoint.chain.id;
    this.report({ chain, block: height, headBlock: height, time, firstTime: time, headTime: time });
    this.#run.onIdle?.();
  };
}
