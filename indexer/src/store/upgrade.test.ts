import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FreshDatabases, startFreshDatabases } from '../testing/fresh-databases.ts';
import { openTestIngest } from '../testing/ingest.ts';
import { joinBatches, syntheticBlocks } from '../testing/synthetic-facts.ts';
import { dumpDigests } from './dump-hash.ts';
import { migrate } from './migrate.ts';
import { openStore } from './open-store.ts';

let databases: FreshDatabases;

beforeAll(async () => {
  databases = await startFreshDatabases({ simulated: true, label: 'synthetic' }, async (url) => {
    const path = await openTestIngest(url, 'arbitrum');
    await path.write(openStore('arbitrum'), joinBatches(syntheticBlocks({ blocks: 200 })));
    await path.close();
  });
});
afterAll(() => databases?.stop());

it('a database from before round trips and running months were stored gets them from its facts', async () => {
  const url = await databases.create();
  const expected = await dumpDigests(url);
  for (const table of ['atomic_trip', 'asset_month']) {
    expect(await databases.query(url, `SELECT count(*) > 0 AS filled FROM ${table}`)).toEqual([{ filled: true }]);
  }
  const name = 'AtomicTrips1764374400000';
  await databases.query(
    url,
    `DROP TABLE atomic_trip; DELETE FROM asset_month; DELETE FROM migrations WHERE name = '${name}'`,
  );
  expect(await migrate(url)).toEqual([name]);
  expect(await dumpDigests(url)).toEqual(expected);
});
