import { setImmediate as turn } from 'node:timers/promises';
import type { EvmBlock } from '../../dexes/evm-block.ts';
import type { SourceBatch } from './filtered-source.ts';

/** Blocks looked at before the database, which works on the batch before, is heard again. */
const BLOCKS_IN_A_TURN = 50;

/**
 * Hands on batches, and reads the next one while the reader works on the last one handed on: reading waits for the
 * network and writing for the database, so that one fills the other's pauses. At the head it waits until the reader is
 * done, since a source that finds nothing more there takes everything for committed.
 * @param onRead called for every block before its batch is handed on; what it throws comes at its batch's turn
 */
export async function* readAhead(
  batches: AsyncIterable<SourceBatch>,
  onRead: (block: EvmBlock) => void,
): AsyncGenerator<SourceBatch> {
  const source = batches[Symbol.asyncIterator]();
  const read = async (): Promise<IteratorResult<SourceBatch>> => {
    const next = await source.next();
    if (next.done) return next;
    for (const [at, block] of next.value.blocks.entries()) {
      if (at % BLOCKS_IN_A_TURN === 0) await turn();
      onRead(block);
    }
    return next;
  };
  let coming = read();
  try {
    for (;;) {
      const { done, value } = await coming;
      if (done) return;
      if (value.isHead) {
        yield value;
        coming = read();
      } else {
        coming = read();
        // It is waited for only after the reader is done, and may have failed before.
        coming.catch(() => {});
        yield value;
      }
    }
  } finally {
    // A reader that leaves does not wait for what is under way: the source's signal ends that.
    source.return?.(undefined).catch(() => {});
  }
}
