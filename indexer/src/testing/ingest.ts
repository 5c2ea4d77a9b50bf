import type { FactBatch } from '../batch.ts';
import { ChainDatabase } from '../store/chain-database.ts';
import type { ChainStore } from '../store/open-store.ts';

/** A connected typeorm-store of a chain, with `write` for one batch and `close` at the end. */
export interface TestIngest {
  write(store: ChainStore, batch: FactBatch): Promise<void>;
  close(): Promise<void>;
}

/** Opens the path that the indexer takes: typeorm-store owns the transaction and the checkpoint. */
export async function openTestIngest(url: string, chain: string): Promise<TestIngest> {
  const database = new ChainDatabase(chain, url);
  let head: { height: number; hash: string } = await database.connect();
  return {
    write: async (store, batch) => {
      // A range is replayed by going on from the checkpoint while the batch names older blocks.
      const nextHead = { height: head.height + 1 + batch.to.height, hash: `${batch.to.hash}-${head.height}` };
      const info = { prevHead: { height: head.height, hash: head.hash }, nextHead, isOnTop: false };
      await database.transact(info, (typeormStore) => store.writeBatch(typeormStore, batch));
      head = nextHead;
    },
    close: () => database.disconnect(),
  };
}
