import { chains, tokensOf } from '@tokentape/core/registry/registry.ts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPostgres, type TestPostgres } from '../testing/postgres.ts';
import { loadCatalogue } from './catalogue.ts';
import { migrate } from './migrate.ts';
import { seedRegistry } from './seed-registry.ts';

let postgres: TestPostgres;
let client: pg.Client;
const origin = { simulated: true, label: 'simulated, calibrated to published figures' };

beforeAll(async () => {
  postgres = await startTestPostgres();
  await migrate(postgres.url);
  client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await postgres?.stop();
});

const everything = async (): Promise<unknown> =>
  Promise.all(
    ['chain', 'issuer', 'asset', 'token', 'dex'].map(
      async (table) => (await client.query(`SELECT * FROM ${table} ORDER BY id`)).rows,
    ),
  );

describe('the registry in the database', () => {
  it('is whole, and the same after a second seeding', async () => {
    await Promise.all([seedRegistry(postgres.url, origin), seedRegistry(postgres.url, origin)]);
    const first = await everything();
    await seedRegistry(postgres.url, origin);
    expect(await everything()).toEqual(first);
    const stocks = chains.flatMap((chain) => tokensOf(chain.id)).length;
    const { rows } = await client.query("SELECT count(*)::int AS stocks FROM token WHERE role = 'stock'");
    expect(rows[0].stocks).toBe(stocks);
  });

  it('takes a corrected label and keeps the key', async () => {
    const key = (await client.query("SELECT key FROM asset WHERE id = 'xstocks:TSLAx'")).rows[0];
    await client.query("UPDATE asset SET name = 'wrong' WHERE id = 'xstocks:TSLAx'");
    await seedRegistry(postgres.url, origin);
    const { rows } = await client.query("SELECT key, name FROM asset WHERE id = 'xstocks:TSLAx'");
    expect(rows[0]).toMatchObject(key);
    expect(rows[0].name).not.toBe('wrong');
  });

  it('never mixes simulated and live data', async () => {
    await expect(seedRegistry(postgres.url, { simulated: false, label: 'live' })).rejects.toMatchObject({
      code: 'ORIGIN_MIXED',
      message: expect.stringContaining('another database'),
    });
  });

  it('reads back as a catalogue by address', async () => {
    const catalogue = await loadCatalogue(client, 'solana');
    const usdc = catalogue.tokens.get('EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v');
    expect(usdc).toMatchObject({ role: 'quote', peg: 'usd', decimals: 6 });
  });
});
