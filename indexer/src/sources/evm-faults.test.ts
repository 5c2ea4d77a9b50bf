import { createHash } from 'node:crypto';
import type { Fact } from '@tokentape/core/facts/facts.ts';
import { getChain } from '@tokentape/core/registry/registry.ts';
import type { EvmChain } from '@tokentape/replay/chains/evm-chain.ts';
import { type Fault, faultPlan } from '@tokentape/replay/faults.ts';
import { EVM_MARKETS } from '@tokentape/replay/market/evm/evm-markets.ts';
import { playEvmWeek } from '@tokentape/replay/market/evm/evm-week.ts';
import { startEvmServer } from '@tokentape/replay/servers/evm-server.ts';
import type { RpcServer } from '@tokentape/replay/servers/json-rpc-server.ts';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { evmRegistry } from '../dexes/evm-registry.ts';
import { collectFacts, MemoryDatabase } from '../testing/evm-collect.ts';

const arbitrum = getChain('arbitrum');
const RPC = { pauseMs: 2, timeoutMs: 500, attempts: 4 };
/** Blocks of the sample that the faults are tried on. */
const SPAN = 400;

let week: EvmChain;
let first: number;
let expected: string;
const servers: RpcServer[] = [];

beforeAll(async () => {
  week = playEvmWeek(7, EVM_MARKETS.find(({ chain }) => chain === 'arbitrum')!).chain;
  first = week.firstBlock;
  const { facts } = await index([await serve([])]);
  expect(facts.filter(({ kind }) => kind === 'fill').length).toBeGreaterThan(20);
  expected = digest(facts);
});

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(faults: Fault[], chain = week, maxLogRange?: number): Promise<string> {
  const server = await startEvmServer({ chain, faults: faultPlan(faults), ...(maxLogRange ? { maxLogRange } : {}) });
  servers.push(server);
  return server.url;
}

const index = (rpcUrl: string[], more: Partial<Parameters<typeof collectFacts>[2]> = {}) =>
  collectFacts(arbitrum, evmRegistry('arbitrum'), {
    rpcUrl,
    fromBlock: first,
    toBlock: first + SPAN,
    rpc: RPC,
    pollMs: 5,
    logsPerBatch: 500,
    ...more,
  });

const digest = (facts: Fact[]): string =>
  createHash('sha256')
    .update(JSON.stringify(facts, (_, value) => (typeof value === 'bigint' ? `${value}n` : value)))
    .digest('hex');

describe('the EVM source against faults: the same facts', () => {
  it.each<[string, Fault]>([
    ['F02 empty logs that heal at the fourth try', { name: 'F02-empty-logs', times: 3 }],
    ['F04 every log twice', { name: 'F04-repeated-logs' }],
    ['F05 shuffled logs', { name: 'F05-shuffled-logs' }],
    ['F06 logs of a sibling block, healing', { name: 'F06-sibling-block-hash', times: 2 }],
    ['F07 a null block, healing', { name: 'F07-null-block', times: 3, skip: 3 }],
    ['F08 the head goes back', { name: 'F08-head-goes-back', times: 2 }],
    ['F09 no finalized block for a while', { name: 'F09-finalized-null', times: 3 }],
    ['F17 429 with Retry-After', { name: 'F17-rate-limited', times: 2, value: 0.05 }],
    ['F18 limit exceeded with status 200', { name: 'F18-limit-exceeded-in-body', times: 3 }],
    ['F18 compute units with status 200', { name: 'F18-compute-units-in-body', times: 3 }],
    ['F19 status 500', { name: 'F19-server-error', times: 3 }],
    ['F19 status 503', { name: 'F19-server-error', times: 3, value: 503 }],
    ['F20 truncated JSON', { name: 'F20-truncated-json', times: 3, skip: 1 }],
    ['F20 HTML with status 200', { name: 'F20-html', times: 3 }],
    ['F20 an empty body', { name: 'F20-empty-body', times: 3 }],
    ['F20 broken gzip', { name: 'F20-broken-gzip', times: 3 }],
    ['F21 connections reset', { name: 'F21-connection-reset', times: 3 }],
    ['F21 a body that never ends', { name: 'F21-endless-body', times: 2, skip: 2 }],
    ['F22 ranges too large', { name: 'F22-range-too-large', value: 13 }],
    ['F22 one block too large', { name: 'F22-range-too-large', value: 0 }],
    ['F23 batches reordered', { name: 'F23-reordered-batch' }],
    ['F23 an answer missing in a batch', { name: 'F23-missing-in-batch', times: 3 }],
    ['F23 an answer failed in a batch', { name: 'F23-failed-in-batch', times: 3 }],
  ])('%s', async (_name, fault) => {
    const { facts } = await index([await serve([fault])]);
    expect(digest(facts)).toBe(expected);
  });

  it.each<[string, Fault]>([
    ['F03 empty logs for ever', { name: 'F02-empty-logs' }],
    ['F06 logs of sibling blocks for ever', { name: 'F06-sibling-block-hash' }],
    ['F17 429 for ever', { name: 'F17-rate-limited', value: 0.01 }],
    ['F19 status 502 for ever', { name: 'F19-server-error', value: 502 }],
    ['F20 HTML for ever', { name: 'F20-html' }],
    ['F24 the wrong chain', { name: 'F24-wrong-chain' }],
  ])('%s: the second provider is asked', async (_name, fault) => {
    const { facts, log } = await index([await serve([fault]), await serve([])]);
    expect(digest(facts)).toBe(expected);
    expect(log.some((line) => line.includes('asking'))).toBe(true);
  });

  it('a provider with its own limit of blocks, in small commits', async () => {
    const { facts } = await index([await serve([], week, 50)], { logsPerBatch: 20 });
    expect(digest(facts)).toBe(expected);
  });
});

describe('the EVM source audited by a second provider', () => {
  it.each<[string, Fault]>([
    ['F01 an omitted log', { name: 'F01-omitted-log', value: 5 }],
    ['F01 the pool’s creation omitted', { name: 'F01-omitted-log', value: 0 }],
  ])('%s is found and taken from receipts', async (_name, fault) => {
    const { facts, log } = await index([await serve([fault]), await serve([])]);
    expect(digest(facts)).toBe(expected);
    expect(log.some((line) => line.includes('taken from receipts'))).toBe(true);
  });

  it('F05 gaps in the log index everywhere: the second provider is used', async () => {
    const { facts } = await index([await serve([{ name: 'F05-log-index-gap' }]), await serve([])]);
    expect(digest(facts)).toBe(expected);
  });

  it('F01 on the second provider alone changes nothing', async () => {
    const { facts } = await index([await serve([]), await serve([{ name: 'F01-omitted-log' }])]);
    expect(digest(facts)).toBe(expected);
  });

  it('F25 stops when the two are of different histories', async () => {
    const other = playEvmWeek(8, EVM_MARKETS.find(({ chain }) => chain === 'arbitrum')!).chain;
    const database = new MemoryDatabase();
    const indexing = index([await serve([]), await serve([], other)], { database });
    await expect(indexing).rejects.toMatchObject({ code: 'PROVIDERS_DISAGREE' });
    expect(database.commits).toBe(0);
  });

  it('goes on unaudited, and says so, while the second provider does not answer', async () => {
    const { facts, log } = await index([await serve([]), await serve([{ name: 'F19-server-error' }])]);
    expect(digest(facts)).toBe(expected);
    expect(log.filter((line) => line.includes('not audited'))).toHaveLength(1);
  });
});

describe('the EVM source stops, with nothing written', () => {
  const stops = async (url: string[], code: string) => {
    const database = new MemoryDatabase();
    await expect(index(url, { database })).rejects.toMatchObject({ code });
    expect(database.commits).toBe(0);
  };

  it('F03 when the only provider leaves logs out', async () =>
    stops([await serve([{ name: 'F02-empty-logs' }])], 'PROVIDER_INCONSISTENT'));
  it('F06 when logs are of another branch', async () =>
    stops([await serve([{ name: 'F06-sibling-block-hash' }])], 'PROVIDER_INCONSISTENT'));
  it('F07 when a block stays null', async () =>
    stops([await serve([{ name: 'F07-null-block', skip: 1 }])], 'RPC_UNAVAILABLE'));
  it('F09 when finality is never told', async () =>
    stops([await serve([{ name: 'F09-finalized-null' }])], 'NO_FINALITY'));
  it('F19 when no provider answers', async () =>
    stops([await serve([{ name: 'F19-server-error' }])], 'RPC_UNAVAILABLE'));
  it('F24 when the only provider is of another chain', async () =>
    stops([await serve([{ name: 'F24-wrong-chain' }])], 'WRONG_CHAIN'));

  it('F11 when the block committed last is gone', async () => {
    const database = new MemoryDatabase();
    database.head = { height: first + 10, hash: `0x${'f'.repeat(64)}` };
    await expect(index([await serve([])], { database })).rejects.toThrow(/not found on chain|FINALITY/);
    expect(database.commits).toBe(0);
  });
});

describe('the EVM source at work', () => {
  it('goes on from its checkpoint', async () => {
    const url = await serve([]);
    const registry = evmRegistry('arbitrum');
    const whole = await index([url]);
    const early = await index([url], { toBlock: first + 150 });
    expect(early.database.head.height).toBe(first + 150);
    const late = await collectFacts(arbitrum, registry, {
      rpcUrl: url,
      fromBlock: first,
      toBlock: first + SPAN,
      rpc: RPC,
      database: early.database,
      pools: early.pools,
    });
    expect(digest([...early.facts, ...late.facts])).toBe(digest(whole.facts));
  });

  it('stops within a second when told, and keeps what is committed', async () => {
    const stop = new AbortController();
    const url = await serve([{ name: 'latency', value: 30 }]);
    const running = index([url], { signal: stop.signal, rpc: { ...RPC, timeoutMs: 10_000 } });
    setTimeout(() => stop.abort(), 120);
    const start = performance.now();
    await running;
    expect(performance.now() - start).toBeLessThan(1_500);
  });

  it('names no provider by more than its host', async () => {
    const url = `${await serve([{ name: 'F19-server-error' }])}/v2/CANARYKEY1234?api-key=CANARYKEY5678`;
    const log: string[] = [];
    const error = await index([url], { log: (message) => log.push(message) }).catch((reason) => reason);
    expect(`${error.stack}${error.cause?.stack}${log.join()}`).not.toMatch(/CANARY/);
  });

  it('reads the whole sample week at pace', async () => {
    const start = performance.now();
    const { facts, database } = await index([await serve([])], { toBlock: week.headBlock, logsPerBatch: 10_000 });
    const seconds = (performance.now() - start) / 1000;
    console.log(
      `${week.headBlock - first + 1} blocks, ${facts.length} facts in ${seconds.toFixed(2)} s, ${database.commits} commits`,
    );
    expect(database.head.height).toBe(week.headBlock);
    expect(seconds).toBeLessThan(15);
  });
});
