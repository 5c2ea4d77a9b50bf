import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPostgres, type TestPostgres } from '../testing/postgres.ts';
import { joinBatches, syntheticBlocks } from '../testing/synthetic-facts.ts';
import { ChainDatabase } from './chain-database.ts';
import { checkCheckpoint } from './check-checkpoint.ts';
import { migrate } from './migrate.ts';
import { openStore } from './open-store.ts';
import { seedRegistry } from './seed-registry.ts';

let postgres: TestPostgres;
let client: pg.Client;

beforeAll(async () => {
  postgres = await startTestPostgres();
  await migrate(postgres.url);
  await seedRegistry(postgres.url, { simulated: true, label: 'synthetic' });
  client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await postgres?.stop();
});

describe('F30: the checkpoint and the data', () => {
  it('belong together before the first batch and after one', async () => {
    await checkCheckpoint(postgres.url, 'base');
    const database = new ChainDatabase('base', postgres.url);
    const prevHead = await database.connect();
    await checkCheckpoint(postgres.url, 'base');
    const batch = joinBatches(syntheticBlocks({ blocks: 10, chain: 'base' }));
    const store = openStore('base');
    await database.transact({ prevHead, nextHead: batch.to }, (typeorm) => store.writeBatch(typeorm, batch));
    await database.disconnect();
    await checkCheckpoint(postgres.url, 'base');
  });

  it.each([
    ['older', 5],
    ['newer', 5_000_000],
  ])('are refused when the checkpoint is %s, and nothing is changed', async (which, height) => {
    await client.query('UPDATE squid_base.status SET height = $1', [height]);
    const count = async () => (await client.query('SELECT count(*) FROM fill')).rows[0].count;
    const before = await count();
    await expect(checkCheckpoint(postgres.url, 'base')).rejects.toMatchObject({
      code: 'CHECKPOINT_MISMATCH',
      message: expect.stringContaining(`is ${which} than its data`),
    });
    expect(await count()).toBe(before);
  });
});
