import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FactBatch } from '../batch.ts';
import { openTestIngest } from '../testing/ingest.ts';
import { startTestPostgres, type TestPostgres } from '../testing/postgres.ts';
import { joinBatches, syntheticBlocks } from '../testing/synthetic-facts.ts';
import { dumpDigests, dumpHash } from './dump-hash.ts';
import { migrate } from './migrate.ts';
import { openStore } from './open-store.ts';
import { rebuildRollups } from './rebuild-rollups.ts';
import { seedRegistry } from './seed-registry.ts';

let postgres: TestPostgres;
let admin: pg.Client;
let count = 0;
const blocks = syntheticBlocks({ blocks: 240 });

beforeAll(async () => {
  postgres = await startTestPostgres();
  await migrate(postgres.url);
  await seedRegistry(postgres.url, { simulated: true, label: 'synthetic' });
  admin = new pg.Client({ connectionString: postgres.url.replace(/tokentape$/, 'postgres') });
  await admin.connect();
});
afterAll(async () => {
  await admin?.end();
  await postgres?.stop();
});

/** A new database with schema and registry. */
async function freshDatabase(): Promise<string> {
  count += 1;
  await admin.query(`CREATE DATABASE fresh_${count} TEMPLATE tokentape`);
  return postgres.url.replace(/tokentape$/, `fresh_${count}`);
}

async function ingest(url: string, batches: FactBatch[], restartEach = false): Promise<void> {
  const path = await openTestIngest(url, 'arbitrum');
  let store = openStore('arbitrum');
  try {
    for (const batch of batches) {
      if (restartEach) store = openStore('arbitrum');
      await path.write(store, batch);
    }
  } finally {
    await path.close();
  }
}

/** Cuts the blocks into batches of these sizes, repeated. */
function cut(sizes: number[]): FactBatch[] {
  const batches: FactBatch[] = [];
  for (let start = 0, i = 0; start < blocks.length; i++) {
    const size = sizes[i % sizes.length]!;
    batches.push(joinBatches(blocks.slice(start, start + size)));
    start += size;
  }
  return batches;
}

describe('writing batches', () => {
  let whole: string;
  let wholeUrl: string;
  beforeAll(async () => {
    wholeUrl = await freshDatabase();
    await ingest(wholeUrl, [joinBatches(blocks)]);
    whole = await dumpHash(wholeUrl);
  });

  it('stores facts, prices, rollups and depth', async () => {
    const digests = await dumpDigests(wholeUrl);
    for (const { table, rows } of digests) expect(rows, table).toBeGreaterThan(0);
  });

  it('Q12: gives the same bytes for random batch sizes, with a restart before every batch or none', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(sizes, fc.boolean(), async (sizes, restartEach) => {
        const url = await freshDatabase();
        await ingest(url, cut(sizes), restartEach);
        expect(await dumpDigests(url)).toEqual(await dumpDigests(wholeUrl));
      }),
      { numRuns: 4, seed: 7 },
    );
  });

  it('Q11: rebuilding every rollup changes no byte', async () => {
    await rebuildRollups(wholeUrl);
    expect(await dumpHash(wholeUrl)).toBe(whole);
  });
});
