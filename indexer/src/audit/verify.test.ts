import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../store/open-store.ts';
import { type FreshDatabases, startFreshDatabases } from '../testing/fresh-databases.ts';
import { openTestIngest } from '../testing/ingest.ts';
import { joinBatches, syntheticBlocks } from '../testing/synthetic-facts.ts';
import { verify } from './verify.ts';

let databases: FreshDatabases;
let url: string;

beforeAll(async () => {
  databases = await startFreshDatabases({ simulated: true, label: 'synthetic' }, async (template) => {
    const path = await openTestIngest(template, 'arbitrum');
    await path.write(openStore('arbitrum'), joinBatches(syntheticBlocks({ blocks: 200 })));
    await path.close();
  });
});
afterAll(() => databases?.stop());
beforeEach(async () => {
  url = await databases.create();
});

const run = (sql: string): Promise<unknown[]> => databases.query(url, sql);

/** Ids of the laws that break. */
const broken = async (): Promise<string[]> => [
  ...new Set((await verify(url)).filter(({ passed }) => !passed).map(({ invariant }) => invariant)),
];

describe('verify', () => {
  it('passes every law on sound data, says what it looked at, and records it', async () => {
    const rows = await verify(url);
    expect(rows.filter(({ passed }) => !passed)).toEqual([]);
    expect(new Set(rows.map(({ invariant }) => invariant))).toEqual(
      new Set(['Q02', 'Q03', 'Q04', 'Q05', 'Q06', 'Q10', 'Q11', 'Q13', 'Q16', 'Q19', 'Q21', 'Q22']),
    );
    expect(rows.find(({ invariant }) => invariant === 'Q04')).toMatchObject({
      chain: 'arbitrum',
      detail: expect.stringMatching(/^[1-9]\d+ fills/),
    });
    expect(rows.find(({ invariant }) => invariant === 'Q06')!.detail).toMatch(/^[1-9]\d+ fills/);
    expect(rows.find(({ invariant }) => invariant === 'Q22')!.detail).toMatch(/^[1-9]\d+ fills/);
    expect(rows.find(({ invariant }) => invariant === 'Q21')!.detail).toMatch(/^2025-06-30 [0-9a-f]{64}$/);
    const recorded = await run('SELECT invariant, passed FROM audit_result WHERE NOT passed');
    expect(recorded).toEqual([]);
  });

  it('finds a missing fill by the amounts of the next one, and by the rollups', async () => {
    await run(
      'DELETE FROM fill WHERE (block, tx_index, fill_index) = (SELECT block, tx_index, fill_index FROM fill ORDER BY block OFFSET 100 LIMIT 1)',
    );
    expect(await broken()).toEqual(expect.arrayContaining(['Q06', 'Q11', 'Q13', 'Q22']));
  });

  it('finds a missing position by the liquidity that fills state', async () => {
    await run(
      'DELETE FROM liquidity_change WHERE (block, tx_index) = (SELECT block, tx_index FROM liquidity_change ORDER BY block, tx_index OFFSET 8 LIMIT 1)',
    );
    expect(await broken()).toEqual(expect.arrayContaining(['Q04']));
  });

  it('finds a wrong tick', async () => {
    await run(
      'UPDATE fill SET tick_after = tick_after + 2 WHERE (block, tx_index, fill_index) = (SELECT block, tx_index, fill_index FROM fill LIMIT 1)',
    );
    expect(await broken()).toContain('Q05');
  });

  it('finds more liquidity taken out than was put in', async () => {
    await run(`UPDATE liquidity_change SET liquidity_delta = -liquidity_delta WHERE (block, tx_index, change_index) =
                 (SELECT block, tx_index, change_index FROM liquidity_change WHERE block > 1000 ORDER BY block LIMIT 1)`);
    expect(await broken()).toContain('Q03');
  });

  it('F31: finds a gap, with its blocks, and facts outside what was read', async () => {
    await run(
      'UPDATE coverage SET to_block = 1100; INSERT INTO coverage SELECT chain_key, source, 1200, 1398, to_time FROM coverage',
    );
    const row = (await verify(url)).find(({ invariant }) => invariant === 'Q10');
    expect(row).toMatchObject({ passed: false, detail: expect.stringContaining('blocks 1101 to 1199 were not read') });
    expect(row!.detail).toContain('fill has block');
  });

  it('finds a block past the finalized head, and time that goes back', async () => {
    await run(
      "UPDATE chain_status SET finalized_block = 10; UPDATE transaction SET block_time = block_time - interval '1 day' WHERE block = 1200",
    );
    const row = (await verify(url)).find(({ invariant }) => invariant === 'Q19');
    expect(row).toMatchObject({ passed: false, detail: expect.stringContaining('the chain is final to 10') });
    expect(row!.detail).toContain('time goes back at block 1200');
  });

  it('finds a finished day that changed since the last time', async () => {
    const digest = async () => (await verify(url)).find(({ invariant }) => invariant === 'Q21')!;
    const first = await digest();
    expect(await digest()).toEqual(first);
    await run(
      'UPDATE fill SET sold_raw = sold_raw + 1 WHERE (block, tx_index, fill_index) = (SELECT block, tx_index, fill_index FROM fill ORDER BY block LIMIT 1)',
    );
    expect(await digest()).toMatchObject({
      passed: false,
      detail: expect.stringContaining(`but it was ${first.detail.slice(11)}`),
    });
  });

  it.each([
    ['trade', 'UPDATE trade SET in_total_usd = in_total_usd + 1 WHERE in_total_usd IS NOT NULL'],
    ['atomic_trip', 'DELETE FROM atomic_trip'],
    ['pool_hour', 'UPDATE pool_hour SET trades = trades + 1'],
    ['asset_day', 'DELETE FROM asset_day'],
    ['asset_month', "UPDATE asset_month SET trades = '1' || trades"],
    ['trader_day', 'UPDATE trader_day SET buys = buys + 1'],
    ['supply_day', 'UPDATE supply_day SET burned_raw = burned_raw + 1'],
    ['balance_hour', 'UPDATE balance_hour SET in_units = in_units + 1'],
    ['balance_month', 'UPDATE balance_month SET units = units + 1'],
    ['holder_day', 'UPDATE holder_day SET overdrawn = NOT overdrawn'],
    ['trader_bitmap_day', "UPDATE trader_bitmap_day SET bitmap = '\\\\x3a30000000000000'"],
    ['pool_depth_hour', 'UPDATE pool_depth_hour SET tvl_usd = tvl_usd + 1'],
  ])('Q11: finds drift of %s', async (table, damage) => {
    await run(damage);
    const row = (await verify(url)).find(
      ({ invariant, detail }) => invariant === 'Q11' && detail.includes(`rows of ${table},`),
    );
    expect(row).toMatchObject({ passed: false });
  });
});
