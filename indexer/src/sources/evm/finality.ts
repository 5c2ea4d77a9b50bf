import { CodedError } from '@tokentape/core/coded-error.ts';
import type { BlockRef } from '@tokentape/core/facts/chain.ts';
import type { EvmBlock } from '../../dexes/evm-block.ts';
import type { BlockFetcher } from './fetch-blocks.ts';
import { quantity } from './raw-log.ts';
import type { RpcClient } from './rpc-client.ts';

const TRIES = 5;

/**
 * The finalized head by the chain's own tag. It never goes back: a provider that falls behind, answers null for a while or
 * claims more than its latest block moves nothing.
 */
export class Finality {
  readonly #rpc: RpcClient;
  readonly #blocks: BlockFetcher;
  #head: BlockRef | null = null;
  #nulls = 0;

  constructor(rpc: RpcClient, blocks: BlockFetcher) {
    this.#rpc = rpc;
    this.#blocks = blocks;
  }

  get head(): BlockRef | null {
    return this.#head;
  }

  /**
   * Asks for the head; `last`, the block committed last, must still be on the chain.
   * @throws CodedError `NO_FINALITY` when the provider never serves the tag, `FINALITY_VIOLATED` when `last` is gone
   */
  async refresh(last?: { height: number; hash: string }): Promise<BlockRef | null> {
    const latestCall = { method: 'eth_blockNumber', params: [], read: (raw: unknown) => quantity(raw, 'blockNumber') };
    const [latest, finalized, again] = await Promise.all([
      this.#rpc.call(latestCall),
      this.#rpc.call(this.#blocks.header('finalized')),
      last ? this.#rpc.call(this.#blocks.header(last.height)) : null,
    ]);
    if (last && again && again.hash !== last.hash) {
      throw new CodedError(
        'FINALITY_VIOLATED',
        `Finalized block ${last.height} was ${last.hash} and is now ${again.hash}: a provider is on another chain, or finality was broken. Nothing was written; compare with a second provider, then rewind the chain's checkpoint.`,
      );
    }
    this.#take(finalized, latest);
    return this.#head;
  }

  #take(finalized: EvmBlock | null, latest: number): void {
    if (finalized === null) {
      this.#nulls += 1;
      if (this.#head === null && this.#nulls >= TRIES) {
        throw new CodedError('NO_FINALITY', `${this.#rpc.host} serves no "finalized" block. Use a provider that does.`);
      }
      return;
    }
    this.#nulls = 0;
    if (finalized.height > latest || finalized.height <= (this.#head?.height ?? -1)) return;
    this.#head = { height: finalized.height, hash: finalized.hash, time: finalized.timestamp };
  }
}
