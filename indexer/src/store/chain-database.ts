import { createRequire } from 'node:module';
import { join } from 'node:path';
import { TypeormDatabase } from '@subsquid/typeorm-store';
import type { ChainId } from '@tokentape/core/facts/chain.ts';
import { DataSource } from 'typeorm';
import { ensureModels, projectFolder } from './models/build-models.ts';

const require = createRequire(import.meta.url);

/**
 * typeorm-store of one chain: it owns the transaction and the checkpoint, in a schema of the chain's own.
 * The connection is the given one; by itself typeorm-store would take it from the environment of the whole process.
 */
export class ChainDatabase extends TypeormDatabase {
  readonly #url: string;

  constructor(chain: ChainId, databaseUrl: string) {
    super({
      stateSchema: `squid_${chain}`,
      // The chains' indexers share tables but never rows of facts: serializable would only make them wait for each other.
      isolationLevel: 'READ COMMITTED',
      supportHotBlocks: false,
      projectDir: projectFolder,
    });
    this.#url = databaseUrl;
  }

  protected override async initializeDataSource(): Promise<DataSource> {
    await ensureModels();
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
