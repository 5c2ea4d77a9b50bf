import type { Fact } from '@tokentape/core/facts/facts.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FactBatch } from '../batch.ts';
import { type FreshDatabases, startFreshDatabases } from '../testing/fresh-databases.ts';
import { openTestIngest } from '../testing/ingest.ts';
import { joinBatches, syntheticBlocks } from '../testing/synthetic-facts.ts';
import { dumpDigests, dumpHash } from './dump-hash.ts';
import { openStore } from './open-store.ts';
import { rebuildRollups } from './rebuild-rollups.ts';

let databases: FreshDatabases;
const blocks = syntheticBlocks({ blocks: 240 });

const numericColumns = [
  ...['sold_raw', 'bought_raw', 'sqrt_price_after', 'liquidity_after', 'reserve0_after', 'fee_raw', 'amount_usd'].map(
    (c) => ['fill', c],
  ),
  ...['liquidity_delta', 'amount0_raw', 'amount1_raw'].map((c) => ['liquidity_change', c]),
  ...['sqrt_price', 'liquidity', 'reserve0', 'reserve1'].map((c) => ['pool_state', c]),
  ...[
    ['transfer', 'raw'],
    ['multiplier', 'value'],
    ['reference_price', 'price_usd'],
    ...['token_raw', 'payment_raw', 'fee_raw', 'amount_usd'].map((c) => ['primary_order', c]),
    ['feed_price', 'price_usd'],
    ['token_control', 'raw'],
  ],
];

beforeAll(async () => {
  databases = await startFreshDatabases();
});
afterAll(() => databases?.stop());

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
    wholeUrl = await databases.create();
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
        const url = await databases.create();
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

  it('F32: a range written again, whole or in parts, changes nothing', async () => {
    const url = await databases.create();
    await ingest(url, cut([50]));
    const before = await databases.query(url, 'SELECT * FROM coverage');
    await ingest(url, [...cut([35]).slice(2, 5), ...cut([70]).slice(0, 2)]);
    expect(await dumpHash(url)).toBe(whole);
    expect(await databases.query(url, 'SELECT * FROM coverage')).toEqual(before);
  });

  it('F31: what is missing in a covered range comes back by reading it again', async () => {
    const url = await databases.create();
    await ingest(url, cut([50]));
    await databases.query(url, 'DELETE FROM fill WHERE block BETWEEN 1200 AND 1298');
    await databases.query(url, 'DELETE FROM trade WHERE block BETWEEN 1200 AND 1298');
    expect(await dumpHash(url)).not.toBe(whole);
    await ingest(url, [joinBatches(blocks.slice(90, 160))]);
    expect(await dumpDigests(url)).toEqual(await dumpDigests(wholeUrl));
  });

  it('F49: a transaction that a provider leaves out at first comes with a later batch', async () => {
    const url = await databases.create();
    const batches = cut([60]);
    const [first, second] = [batches[1]!, batches[2]!];
    const late = first.facts.filter(({ kind }) => kind === 'transfer');
    expect(late.length).toBeGreaterThan(0);
    const kept = first.facts.filter(({ kind }) => kind !== 'transfer');
    await ingest(url, [
      batches[0]!,
      { ...first, facts: kept },
      { ...second, facts: [...late, ...second.facts] },
      ...batches.slice(3),
    ]);
    expect(await dumpDigests(url)).toEqual(await dumpDigests(wholeUrl));
  });

  it('states the depth of an hour that ends in a range read over an older one', async () => {
    const url = await databases.create();
    await ingest(url, [
      joinBatches(blocks.slice(0, 50)),
      joinBatches(blocks.slice(40, 130)),
      joinBatches(blocks.slice(130)),
    ]);
    expect(await dumpDigests(url)).toEqual(await dumpDigests(wholeUrl));
  });

  it('goes on exactly after a batch that was rolled back', async () => {
    const url = await databases.create();
    const path = await openTestIngest(url, 'arbitrum');
    const store = openStore('arbitrum');
    const batches = cut([40]);
    try {
      for (const [i, batch] of batches.entries()) {
        if (i === 2) {
          const lost = path.write(
            {
              timings: {},
              followed: () => [],
              writeBatch: (s, b) => store.writeBatch(s, b).then(() => Promise.reject(new Error('lost'))),
            },
            batch,
          );
          await expect(lost).rejects.toThrow('lost');
        }
        await path.write(store, batch);
      }
    } finally {
      await path.close();
    }
    expect(await dumpDigests(url)).toEqual(await dumpDigests(wholeUrl));
  });
});

describe('refusals', () => {
  /** Writes good batches, then one that must be refused, and checks that nothing of it is there. */
  async function refuses(good: FactBatch[], bad: FactBatch, error: object): Promise<void> {
    const url = await databases.create();
    await ingest(url, good);
    const before = [
      await dumpHash(url),
      await databases.query(url, 'SELECT * FROM chain_status'),
      await databases.query(url, 'SELECT * FROM coverage'),
    ];
    await expect(ingest(url, [bad])).rejects.toMatchObject(error);
    expect([
      await dumpHash(url),
      await databases.query(url, 'SELECT * FROM chain_status'),
      await databases.query(url, 'SELECT * FROM coverage'),
    ]).toEqual(before);
  }

  const good = [joinBatches(blocks.slice(0, 20))];
  const changed = (change: (fact: Fact & { kind: 'fill' }) => object): FactBatch => {
    const batch = joinBatches(blocks.slice(10, 15));
    const at = batch.facts.findIndex((fact) => fact.kind === 'fill');
    const fill = batch.facts[at] as Fact & { kind: 'fill' };
    return { ...batch, facts: batch.facts.with(at, { ...fill, ...change(fill) }) };
  };

  it('a stored fact that is read again with another payload', async () => {
    const error = { code: 'INTEGRITY', message: expect.stringContaining('was read again and differs') };
    await refuses(
      good,
      changed(({ boughtRaw }) => ({ boughtRaw: boughtRaw + 1n })),
      error,
    );
    await refuses(
      good,
      changed(({ tx }) => ({ tx: { ...tx, feePayer: `0x${'9'.repeat(40)}` } })),
      error,
    );
  });

  it('F04: takes a fact once that comes twice, and refuses two that differ', async () => {
    const url = await databases.create();
    const batch = joinBatches(blocks);
    await ingest(url, [{ ...batch, facts: [...batch.facts, ...batch.facts] }]);
    const once = await databases.create();
    await ingest(once, [batch]);
    expect(await dumpHash(url)).toBe(await dumpHash(once));
    const next = joinBatches(blocks.slice(20, 25));
    const twin = next.facts.find((fact) => fact.kind === 'fill') as Fact & { kind: 'fill' };
    const contradiction = { ...next, facts: [...next.facts, { ...twin, soldRaw: twin.soldRaw + 1n }] };
    await refuses(good, contradiction, { code: 'INTEGRITY', message: expect.stringContaining('share position') });
  });

  it('a known pool that is said to hold other tokens', async () => {
    const batch = joinBatches(blocks.slice(20, 25));
    const pool = blocks[0]!.facts.find((fact) => fact.kind === 'pool')!;
    const lie = { ...pool, tx: batch.facts[0]!.tx, token0: pool.token1, token1: pool.token0 };
    await refuses(good, { ...batch, facts: [lie, ...batch.facts] }, { code: 'INTEGRITY' });
  });

  it('a fill of a stock in a pool that nobody announced', async () => {
    const batch = joinBatches(blocks.slice(20, 25));
    const at = batch.facts.findIndex((fact) => fact.kind === 'fill');
    const facts = batch.facts.with(at, {
      ...(batch.facts[at] as Fact & { kind: 'fill' }),
      pool: `0x${'d'.repeat(40)}`,
    });
    await refuses(good, { ...batch, facts }, { code: 'POOL_UNKNOWN' });
  });

  it('a fact past its batch', async () => {
    const batch = joinBatches(blocks.slice(20, 25));
    const to = { ...batch.to, height: batch.fromBlock };
    await refuses(good, { ...batch, to }, { code: 'FACT_OUT_OF_RANGE' });
  });

  it('F36: NaN and Infinity, by the database itself', async () => {
    const url = await databases.create();
    await ingest(url, cut([120]));
    for (const value of ['NaN', 'Infinity', '-Infinity']) {
      for (const [table, column] of numericColumns) {
        const update = databases.query(url, `UPDATE ${table} SET ${column} = '${value}'`);
        await expect(update, `${table}.${column} ${value}`).rejects.toMatchObject({ code: '23514' });
      }
    }
  });

  it('F29: of two indexers on one chain, one stops', async () => {
    const url = await databases.create();
    const [first, second] = [openStore('arbitrum'), openStore('arbitrum')];
    const batches = cut([40]);
    const path = await openTestIngest(url, 'arbitrum');
    try {
      await path.write(first, batches[0]!);
      await path.write(second, batches[1]!);
      const late = path.write(first, batches[2]!);
      await expect(late).rejects.toMatchObject({
        code: 'CHECKPOINT_MISMATCH',
        message: expect.stringContaining('Another indexer'),
      });
      for (const batch of batches.slice(2)) await path.write(second, batch);
    } finally {
      await path.close();
    }
    const once = await databases.create();
    await ingest(once, [joinBatches(blocks)]);
    expect(await dumpHash(url)).toBe(await dumpHash(once));
  });
});
