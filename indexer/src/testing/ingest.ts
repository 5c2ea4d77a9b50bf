import { createRequire } from 'node:module';
import { join } from 'node:path';
import { TypeormDatabase } from '@subsquid/typeorm-store';
import { DataSource } from 'typeorm';
import type { FactBatch } from '../batch.ts';
import { ensureModels, projectFolder } from '../store/models/build-models.ts';
import type { ChainStore } from '../store/open-store.ts';

const require = createRequire(import.meta.url);

/** typeorm-store on a given database, instead of the one that the environment names. */
class TestDatabase extends TypeormDatabase {
  readonly #url: string;

  constructor(url: string, chain: string) {
    super({
      stateSchema: `squid_${chain}`,
      isolationLevel: 'READ COMMITTED',
      supportHotBlocks: false,
      projectDir: projectFolder,
    });
    this.#url = url;
  }

  protected override async initializeDataSource(): Promise<DataSource> {
    const { SnakeNamingStrategy } = require(join(require.resolve('@subsquid/typeorm-config'), '../namingStrategy.js'));
    const entities = [join(projectFolder, 'lib/model/index.js')];
    return new DataSource({
      type: 'postgres',
      url: this.#url,
      entities,
      namingStrategy: new SnakeNamingStrategy(),
    }).initialize();
  }
}

/** A connected typeorm-store of a chain, with `write` for one batch and `close` at the end. */
export interface TestIngest {
  write(store: ChainStore, batch: FactBatch): Promise<void>;
  close(): Promise<void>;
}

/** Opens the path that the indexer takes: typeorm-store owns the transaction and the checkpoint. */
export async function openTestIngest(url: string, chain: string): Promise<TestIngest> {
  await ensureModels();
  const database = new TestDatabase(url, chain);
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
