import { getChain } from '@tokentape/core/registry/registry.ts';
import type { EvmBlock, EvmChain } from '@tokentape/replay/chains/evm-chain.ts';
import { cutEvmChain, forkEvmChain } from '@tokentape/replay/chains/forked-evm-chain.ts';
import { movingEvmChain } from '@tokentape/replay/chains/moving-chain.ts';
import { type Fault, type FaultPlan, faultPlan } from '@tokentape/replay/faults.ts';
import { EVM_MARKETS } from '@tokentape/replay/market/evm/evm-markets.ts';
import { playEvmWeek } from '@tokentape/replay/market/evm/evm-week.ts';
import { startEvmServer } from '@tokentape/replay/servers/evm-server.ts';
import type { RpcServer } from '@tokentape/replay/servers/json-rpc-server.ts';
import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { verify } from './audit/verify.ts';
import { evmRegistry } from './dexes/evm-registry.ts';
import type { Endpoint } from './endpoints.ts';
import { type IndexRun, indexChain } from './index-chain.ts';
import { placeLog, type RawLog } from './sources/evm/raw-log.ts';
import { dumpDigests, type TableDigest } from './store/dump-hash.ts';
import { type Gateway, startGateway } from './testing/evm-gateway.ts';
import { type FreshDatabases, startFreshDatabases } from './testing/fresh-databases.ts';

const PACE = { attempts: 4, pauseMs: 2, timeoutMs: 500, pollMs: 2, requestsPerSecond: 1_000 };
const chain = getChain('arbitrum');
const market = EVM_MARKETS.find((each) => each.chain === 'arbitrum')!;
/** Blocks of the sample that are read. */
const SPAN = 700;

let databases: FreshDatabases;
let week: EvmChain;
let first: number;
let clean: TableDigest[];
const servers: (RpcServer | Gateway)[] = [];
let plan: FaultPlan;

beforeAll(async () => {
  databases = await startFreshDatabases();
  const whole = playEvmWeek(7, market).chain;
  first = whole.firstBlock;
  week = cutEvmChain(whole, first + SPAN, first + SPAN);
  const url = await databases.create();
  await read(url, { rpcUrl: await serve(week) });
  clean = await dumpDigests(url);
  expect(rowsOf(clean, 'fill')).toBeGreaterThan(100);
  expect(rowsOf(clean, 'pool')).toBeGreaterThan(3);
}, 120_000);

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
afterAll(() => databases?.stop());

const rowsOf = (digests: TableDigest[], name: string) => digests.find(({ table }) => table === name)!.rows;

async function serve(served: EvmChain, ...faults: Fault[]): Promise<string> {
  plan = faultPlan(faults);
  const server = await startEvmServer({ chain: served, faults: plan });
  servers.push(server);
  return server.url;
}

/** Source, decoders, pricing and store, as a process of `start` runs them. */
async function read(databaseUrl: string, endpoint: Partial<Endpoint>, more: Partial<IndexRun> = {}): Promise<string[]> {
  const lines: string[] = [];
  await indexChain({
    endpoint: { chain, rpcUrl: '', origin: 'configured', ...endpoint },
    ...{ databaseUrl, fromBlock: first, toBlock: first + SPAN, batchSize: 200, pace: PACE },
    log: (line) => lines.push(line),
    ...more,
  });
  return lines;
}

/** What the database holds after a stop must be the clean run as far as it goes: going on completes it. */
async function expectNothingWrong(databaseUrl: string): Promise<void> {
  await read(databaseUrl, { rpcUrl: await serve(week) });
  expect(await dumpDigests(databaseUrl)).toEqual(clean);
}

describe('faults of one provider: the same dump', () => {
  it.each<Fault>([
    { name: 'F02-empty-logs', times: 3 },
    { name: 'F04-repeated-logs' },
    { name: 'F05-shuffled-logs' },
    { name: 'F06-sibling-block-hash', times: 2 },
    { name: 'F07-null-block', times: 3, skip: 3 },
    { name: 'F08-head-goes-back', times: 2 },
    { name: 'F09-finalized-null', times: 3 },
    { name: 'F18-limit-exceeded-in-body', times: 3 },
    { name: 'F19-server-error', times: 3, value: 503 },
    { name: 'F20-truncated-json', times: 3, skip: 2 },
    { name: 'F21-connection-reset', times: 3 },
    { name: 'F22-range-too-large', value: 13 },
    { name: 'F23-reordered-batch' },
    { name: 'F23-missing-in-batch', times: 3 },
  ])('$name', async (fault) => {
    const url = await databases.create();
    await read(url, { rpcUrl: await serve(week, fault) });
    expect(plan.struck[0]).toBeGreaterThan(0);
    expect(await dumpDigests(url)).toEqual(clean);
  });

  it('F01: a log that one of two providers leaves out is found before it is written, and every law holds', async () => {
    const url = await databases.create();
    const omitting = await serve(week, { name: 'F01-omitted-log', value: 5 });
    const log = await read(url, { rpcUrl: omitting, fallbackUrl: await serve(week) });
    expect(log.join()).toContain('taken from receipts');
    expect(await dumpDigests(url)).toEqual(clean);
    expect((await verify(url)).filter(({ passed }) => !passed)).toEqual([]);
  });

  it('a provider that dies in the middle: the second one goes on', async () => {
    const url = await databases.create();
    const dying = await serve(week, { name: 'F19-server-error', skip: 12 });
    const log = await read(url, { rpcUrl: dying, fallbackUrl: await serve(week) });
    expect(log.join()).toContain('asking');
    expect(await dumpDigests(url)).toEqual(clean);
  });

  it.each(['url', 'portalUrl'] as const)('history from a service (%s), the head from the node', async (form) => {
    const gateway = await startGateway(week, first + 500, 90);
    servers.push(gateway);
    const url = await databases.create();
    const log = await read(url, { rpcUrl: await serve(week), historyUrls: [gateway[form]] });
    expect(log.join()).toContain(`come from ${new URL(gateway.url).host}`);
    expect(gateway.queries.length).toBeGreaterThan(5);
    expect(await dumpDigests(url)).toEqual(clean);
  });
});

describe('faults that do not heal: a coded stop, and nothing wrong written', () => {
  it.each<[Fault, string]>([
    [{ name: 'F02-empty-logs' }, 'PROVIDER_INCONSISTENT'],
    [{ name: 'F06-sibling-block-hash', skip: 2 }, 'PROVIDER_INCONSISTENT'],
    [{ name: 'F07-null-block', skip: 9 }, 'RPC_UNAVAILABLE'],
    [{ name: 'F09-finalized-null' }, 'NO_FINALITY'],
    [{ name: 'F17-rate-limited', value: 0.01, skip: 5 }, 'RPC_UNAVAILABLE'],
    [{ name: 'F20-html', skip: 7 }, 'RPC_UNAVAILABLE'],
    [{ name: 'F24-wrong-chain' }, 'WRONG_CHAIN'],
  ])('$name', async (fault, code) => {
    const url = await databases.create();
    await expect(read(url, { rpcUrl: await serve(week, fault) })).rejects.toMatchObject({ code });
    await expectNothingWrong(url);
  });

  it('F24: a second provider of another chain is not read when the first dies', async () => {
    const url = await databases.create();
    const dying = await serve(week, { name: 'F19-server-error', skip: 6 });
    const foreign = await serve({ ...week, chainId: 1 });
    const reading = read(url, { rpcUrl: dying, fallbackUrl: foreign });
    await expect(reading).rejects.toMatchObject({ code: 'WRONG_CHAIN' });
    await expectNothingWrong(url);
  });

  it('F25: two providers of different histories', async () => {
    const url = await databases.create();
    const other = forkEvmChain(week, first + 300, 'elsewhere', () => []);
    const reading = read(url, { rpcUrl: await serve(week), fallbackUrl: await serve(other) });
    await expect(reading).rejects.toMatchObject({ code: expect.stringMatching(/PROVIDER/) });
    await expectNothingWrong(url);
  });
});

/** Follows the head through the stages of a chain, going on to the next one when all that is final is committed. */
async function follow(databaseUrl: string, stages: EvmChain[], restartAt: number[] = []): Promise<string> {
  const moving = movingEvmChain(stages[0]!);
  const rpcUrl = await serve(moving);
  let stage = 0;
  while (stage < stages.length) {
    const stop = new AbortController();
    const onIdle = () => {
      stage += 1;
      if (stages[stage]) moving.become(stages[stage]!);
      if (stage >= stages.length || restartAt.includes(stage)) stop.abort();
    };
    const { toBlock: _, ...open } = { toBlock: 0, fromBlock: first, signal: stop.signal, onIdle };
    await indexChain({
      endpoint: { chain, rpcUrl, origin: 'configured' },
      ...{ databaseUrl, batchSize: 200, pace: PACE, log: () => undefined },
      ...open,
    });
  }
  return rpcUrl;
}

const at = (branch: EvmChain, head: number, final: number) => cutEvmChain(branch, first + head, first + final);

describe('reorganisations of what is not final: as if only the winning branch had been', () => {
  it.each([1, 3, 64, 600])('F10: %i blocks deep', async (depth) => {
    const url = await databases.create();
    const lost = forkEvmChain(week, first + 650 - depth, 'lost', () => []);
    await follow(url, [at(lost, 650, Math.max(0, 649 - depth)), at(week, 651, 651 - depth), at(week, SPAN, SPAN)]);
    expect(await dumpDigests(url)).toEqual(clean);
  });

  it('F12: to another branch, back, and to a third, at the same height', async () => {
    const url = await databases.create();
    const [b, c] = ['b', 'c'].map((name) => forkEvmChain(week, first + 420, name, () => []));
    const stages = [at(week, 500, 400), at(b!, 500, 410), at(week, 500, 415), at(c!, 500, 418), at(week, SPAN, SPAN)];
    await follow(url, stages);
    expect(await dumpDigests(url)).toEqual(clean);
  });

  it('F13: a pool that only the lost branch created leaves nothing behind', async () => {
    const url = await databases.create();
    const creations = heightsWith(
      ({ topics }) => topics[0] === '0x783cca1c0412dd0d695e784568c96da2e9c22ff989357a2e8b1d9b2b4e6b7118',
    );
    const born = creations[1]!;
    const winning = forkEvmChain(week, born - 1, 'without it', (block) =>
      block.number === born ? [] : block.transactions,
    );
    const expected = await databases.create();
    await read(expected, { rpcUrl: await serve(winning) });
    await follow(url, [cutEvmChain(week, born + 20, born - 1), at(winning, SPAN, SPAN)]);
    expect(await dumpDigests(url)).toEqual(await dumpDigests(expected));
    expect(rowsOf(await dumpDigests(url), 'pool')).toBeLessThan(rowsOf(clean, 'pool'));
  });

  it('F14, F15: a transaction that moves over midnight counts on its new day, and rollups equal their recomputation', async () => {
    const whole = playEvmWeek(7, market).chain;
    const midnight = firstBlockOfDay(whole, 2);
    const moved = lastWithFill(whole, midnight - 1);
    const held: EvmBlock['transactions'] = [];
    const winning = forkEvmChain(whole, moved - 1, 'later', (block) => {
      if (block.number === moved) held.push(...block.transactions);
      if (block.number === moved) return [];
      return block.number === midnight ? [...held, ...block.transactions] : block.transactions;
    });
    const [url, expected] = [await databases.create(), await databases.create()];
    const end = midnight + 50;
    await read(expected, { rpcUrl: await serve(winning) }, { toBlock: end });
    await follow(url, [cutEvmChain(whole, midnight - 1, moved - 1), cutEvmChain(winning, end, end)]);
    expect(await dumpDigests(url)).toEqual(await dumpDigests(expected));
    expect((await verify(url)).filter(({ passed }) => !passed)).toEqual([]);
    const days = 'SELECT count(*)::int AS fills FROM fill GROUP BY block_time::date ORDER BY block_time::date';
    const asWas = await databases.create();
    await read(asWas, { rpcUrl: await serve(whole) }, { toBlock: end });
    const [before, after] = [await databases.query(asWas, days), await databases.query(url, days)];
    expect(after).not.toEqual(before);
    expect(total(after)).toBe(total(before));
  });

  it('F16: many forks, any depth, finality in jumps, stops in between', async () => {
    const step = fc.record({
      ahead: fc.integer({ min: 1, max: 300 }),
      final: fc.integer({ min: 0, max: 300 }),
      fork: fc.boolean(),
    });
    const schedule = fc.record({
      steps: fc.array(step, { minLength: 1, maxLength: 5 }),
      stopAt: fc.integer({ min: 1, max: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(schedule, async ({ steps, stopAt }) => {
        const url = await databases.create();
        let final = 0;
        const stages = steps.map(({ ahead, final: more, fork }, nth) => {
          final = Math.min(SPAN - 1, final + more);
          const branch = fork ? forkEvmChain(week, first + final, `fork ${nth}`, () => []) : week;
          return at(branch, Math.min(SPAN, final + ahead), final);
        });
        await follow(url, [...stages, at(week, SPAN, SPAN)], [stopAt]);
        expect(await dumpDigests(url)).toEqual(clean);
      }),
      { numRuns: 6, seed: 16 },
    );
  });

  it('F08, F09: a head and a finality that go back move nothing', async () => {
    const url = await databases.create();
    await follow(url, [at(week, 500, 450), at(week, 300, 200), at(week, 460, 100), at(week, SPAN, SPAN)]);
    expect(await dumpDigests(url)).toEqual(clean);
  });
});

describe('F11: a reorganisation of what was final', () => {
  it.each([0, 1])(
    'stops while following, %i blocks below the checkpoint; a run on the right chain goes on',
    async (below) => {
      const url = await databases.create();
      const broken = forkEvmChain(week, first + 449 - below, 'broken', () => []);
      const following = follow(url, [at(week, 500, 450), at(broken, 560, 520), at(broken, 600, 590)]);
      await expect(following).rejects.toMatchObject({ code: 'FINALITY_VIOLATED' });
      await expectNothingWrong(url);
    },
  );

  it('refuses to go on from a checkpoint that the chain does not have', async () => {
    const url = await databases.create();
    await read(url, { rpcUrl: await serve(week) }, { toBlock: first + 450 });
    const broken = forkEvmChain(week, first + 449, 'broken', () => []);
    await expect(read(url, { rpcUrl: await serve(broken) })).rejects.toThrow(/not found on chain|FINALITY/);
    await expectNothingWrong(url);
  });
});

describe('F26: numbers at the edge of what the chain can say', () => {
  const MAX = 2n ** 256n - 1n;
  const word = (value: bigint) => (value & MAX).toString(16).padStart(64, '0');

  it('a transfer of 2^256 - 1 and a swap at the lowest tick are stored to the last digit', async () => {
    const last = lastWithFill(week, first + SPAN);
    const swap = [2n ** 200n + 1n, -(2n ** 190n + 3n), 4_295_128_739n, 2n ** 128n - 1n, -887_272n];
    const edge = forkEvmChain(week, last - 1, 'edge', ({ number, transactions }) =>
      transactions.map((transaction) => ({
        ...transaction,
        logs: transaction.logs.map((log) => {
          if (number !== last || !EDGE.has(log.topics[0]!)) return log;
          return { ...log, data: `0x${(log.topics[0] === SWAP ? swap : [MAX]).map(word).join('')}` };
        }),
      })),
    );
    const url = await databases.create();
    await read(url, { rpcUrl: await serve(edge) });
    const fills = `SELECT sold_raw, bought_raw, sqrt_price_after, liquidity_after, tick_after FROM fill WHERE block = ${last}`;
    const stored = await databases.query(url, fills);
    expect(stored.length).toBeGreaterThan(0);
    for (const fill of stored) {
      expect(Object.values(fill).map(String)).toEqual([swap[0], 2n ** 190n + 3n, ...swap.slice(2)].map(String));
    }
    const moved = await databases.query(url, `SELECT DISTINCT raw FROM transfer WHERE block = ${last}`);
    expect(moved).toEqual([{ raw: MAX.toString() }]);
  });

  it.each<[string, Partial<Record<keyof RawLog, unknown>>]>([
    ['an index above 2^53', { logIndex: '0x20000000000001' }],
    ['an index that is no hex', { logIndex: '12' }],
    ['data of half a byte', { data: '0x123' }],
    ['data that is no hex', { data: '0xzz' }],
    ['a log that the chain took back', { removed: true }],
    ['a block that was not asked for', { blockNumber: '0x9' }],
  ])('%s is asked for again', (_name, odd) => {
    const hash = `0x${'1'.repeat(64)}`;
    const sound: RawLog = {
      ...{ address: `0x${'A'.repeat(40)}`, topics: [hash], data: '0x', blockHash: hash, transactionHash: hash },
      ...{ blockNumber: '0x5', transactionIndex: '0x0', logIndex: '0x0' },
    };
    expect(placeLog(sound, 5, 5)).toMatchObject({ address: `0x${'a'.repeat(40)}`, blockNumber: 5 });
    expect(() => placeLog({ ...sound, ...odd } as RawLog, 5, 5)).toThrow(
      expect.objectContaining({ fault: 'transient' }),
    );
  });
});

function heightsWith(wanted: (log: { topics: string[] }) => boolean): number[] {
  const found: number[] = [];
  for (let height = first; height <= first + SPAN; height += 1) {
    if (week.block(height)!.transactions.some(({ logs }) => logs.some(wanted))) found.push(height);
  }
  return found;
}

function firstBlockOfDay(of: EvmChain, nth: number): number {
  const dayOf = (height: number) => Math.floor(of.block(height)!.timestamp / 86_400);
  const start = dayOf(of.firstBlock);
  let height = of.firstBlock;
  while (dayOf(height) < start + nth) height += 1;
  return height;
}

const TRANSFER = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef';
const SWAP = '0xc42079f94a6350d7e6235f29174924f928cc2ac818eb64fed8004e115fbcca67';

const EDGE = new Set([SWAP, TRANSFER]);

/** The last block, going back from one, with a swap that moved a registered stock. */
function lastWithFill(of: EvmChain, before: number): number {
  const { tokens } = evmRegistry(chain.id);
  let height = before;
  const trades = ({ logs }: EvmBlock['transactions'][number]): boolean =>
    logs.some(({ topics }) => topics[0] === SWAP) && logs.some(({ address }) => tokens.has(address));
  while (!of.block(height)!.transactions.some(trades)) height -= 1;
  return height;
}

const total = (rows: Record<string, unknown>[]) => rows.reduce((sum, { fills }) => sum + Number(fills), 0);
