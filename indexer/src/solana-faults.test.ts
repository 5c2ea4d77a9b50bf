import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getChain, tokensOf } from '@tokentape/core/registry/registry.ts';
import { movingSolanaChain } from '@tokentape/replay/chains/moving-chain.ts';
import type { SolanaChain } from '@tokentape/replay/chains/solana-chain.ts';
import { type Fault, type FaultPlan, faultPlan } from '@tokentape/replay/faults.ts';
import { playSolanaWeek } from '@tokentape/replay/market/solana/solana-week.ts';
import type { RpcServer } from '@tokentape/replay/servers/json-rpc-server.ts';
import { startPortalServer } from '@tokentape/replay/servers/portal-server.ts';
import { type SolanaServerOptions, startSolanaServer } from '@tokentape/replay/servers/solana-server.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { verify } from './audit/verify.ts';
import { parseSolanaTransaction } from './dexes/solana.ts';
import type { Endpoint } from './endpoints.ts';
import { type IndexRun, indexChain } from './index-chain.ts';
import { BalanceChain } from './sources/solana/balance-chain.ts';
import { dumpDigests, type TableDigest } from './store/dump-hash.ts';
import { rewind } from './store/rewind.ts';
import { type FreshDatabases, startFreshDatabases } from './testing/fresh-databases.ts';

const PACE = { attempts: 4, pauseMs: 2, timeoutMs: 2_000, pollMs: 2, requestsPerSecond: 10_000 };
/** Blocks of the sample that are read: the listing and the first trades. */
const BLOCKS = 400;

let databases: FreshDatabases;
let ledger: SolanaChain;
let first: number;
let last: number;
let clean: TableDigest[];
let plan: FaultPlan;
const servers: RpcServer[] = [];

beforeAll(async () => {
  databases = await startFreshDatabases();
  const week = playSolanaWeek(7);
  first = week.firstSlot;
  last = week.chain.blocks[BLOCKS]!.slot;
  ledger = movingSolanaChain(week.chain, last);
  const url = await databases.create();
  await read(url, { rpcUrl: await serve([]) });
  clean = await dumpDigests(url);
  expect(rowsOf('fill')).toBeGreaterThan(100);
  expect(rowsOf('transfer')).toBeGreaterThan(100);
  expect(rowsOf('liquidity_change')).toBeGreaterThan(5);
}, 120_000);

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
afterAll(() => databases?.stop());

const rowsOf = (name: string) => clean.find(({ table }) => table === name)!.rows;

async function serve(faults: Fault[], more: Partial<SolanaServerOptions> = {}): Promise<string> {
  plan = faultPlan(faults);
  const server = await startSolanaServer({ chain: ledger, faults: plan, ...more });
  servers.push(server);
  return server.url;
}

/** Source, decoders, pricing and store, as a process of `start` runs them. */
async function read(databaseUrl: string, endpoint: Partial<Endpoint>, more: Partial<IndexRun> = {}): Promise<string[]> {
  const lines: string[] = [];
  await indexChain({
    endpoint: { chain: getChain('solana'), rpcUrl: '', origin: 'configured', ...endpoint },
    ...{ databaseUrl, fromBlock: first, toBlock: last, batchSize: 150, pace: PACE },
    log: (line) => lines.push(line),
    ...more,
  });
  return lines;
}

/** What stands in the database after a stop is the clean run as far as it goes: going on completes it. */
async function expectNothingWrong(databaseUrl: string): Promise<void> {
  await read(databaseUrl, { rpcUrl: await serve([]) });
  expect(await dumpDigests(databaseUrl)).toEqual(clean);
}

const ONE_BY_ONE = { transactionsForAddress: 'forbidden' } as const;

describe('faults of a Solana provider: the same dump', () => {
  it.each<[string, Fault, Partial<SolanaServerOptions>?]>([
    ['F40 a block that is not there yet', { name: 'F41-false-skip', value: -32004, times: 2 }, ONE_BY_ONE],
    ['F40 a block whose status is not known yet', { name: 'F41-false-skip', value: -32014, times: 2 }, ONE_BY_ONE],
    ['F41 a lying skip', { name: 'F41-false-skip', times: 3 }, ONE_BY_ONE],
    ['F41 a lying skip of long-term storage', { name: 'F41-false-skip', value: -32009, times: 3 }, ONE_BY_ONE],
    ['F42 meta null in pages', { name: 'F42-meta-null', skip: 2, times: 3 }],
    ['F42 meta null, one by one', { name: 'F42-meta-null', times: 3 }, ONE_BY_ONE],
    ['F46 duplicated pages', { name: 'F46-repeated-entries' }],
    ['F46 a slot in reverse order, at page boundaries too', { name: 'F46-reordered-slot' }],
    ['F46 a repeated cursor, once', { name: 'F46-repeated-token', skip: 3, times: 1 }],
    ['F46 an expired cursor', { name: 'F46-expired-token', times: 2 }],
    ['F47 result null', { name: 'F47-result-null', skip: 3, times: 3 }],
    ['F47 no result', { name: 'F47-result-missing', skip: 3, times: 3 }],
    ['F47 no data', { name: 'F47-data-missing', skip: 3, times: 3 }],
    ['F47 result null, one by one', { name: 'F47-result-null', times: 3 }, ONE_BY_ONE],
    ['F20 truncated JSON', { name: 'F20-truncated-json', skip: 5, times: 3 }],
    ['F21 connections reset', { name: 'F21-connection-reset', skip: 5, times: 3 }],
  ])('%s', async (_name, fault, more) => {
    const url = await databases.create();
    await read(url, { rpcUrl: await serve([fault], more) });
    expect(plan.struck[0]).toBeGreaterThan(0);
    expect(await dumpDigests(url)).toEqual(clean);
  });
});

describe('faults of a Solana provider that do not heal', () => {
  it.each<[string, Fault, string, Partial<SolanaServerOptions>?]>([
    [
      'F40 a block that never comes',
      { name: 'F41-false-skip', value: -32004, skip: 5 },
      'SOLANA_RPC_UNAVAILABLE',
      ONE_BY_ONE,
    ],
    ['F41 a lying skip', { name: 'F41-false-skip', skip: 5 }, 'SOLANA_RPC_UNAVAILABLE', ONE_BY_ONE],
    ['F42 meta null', { name: 'F42-meta-null', skip: 5 }, 'SOLANA_META_MISSING'],
    ['F42 meta null, one by one', { name: 'F42-meta-null', skip: 5 }, 'SOLANA_META_MISSING', ONE_BY_ONE],
    ['F46 a cursor that always comes back', { name: 'F46-repeated-token', skip: 3 }, 'SOLANA_CURSOR_LOOP'],
    ['F47 result null', { name: 'F47-result-null', skip: 5 }, 'SOLANA_RPC_UNAVAILABLE'],
    ['F47 no data', { name: 'F47-data-missing', skip: 5 }, 'SOLANA_PAGE_INVALID'],
    ['F52 pruned history', { name: 'F52-history-pruned', skip: 5 }, 'SOLANA_HISTORY_PRUNED'],
  ])('%s: a coded stop, nothing wrong written', async (_name, fault, code, more) => {
    const url = await databases.create();
    await expect(read(url, { rpcUrl: await serve([fault], more) })).rejects.toMatchObject({ code });
    await expectNothingWrong(url);
  });

  it.each<Fault>([
    { name: 'F42-meta-null', skip: 5 },
    { name: 'F46-repeated-token', skip: 3 },
    { name: 'F52-history-pruned', skip: 5 },
  ])('$name: the portal goes on, with the same dump', async (fault) => {
    const portal = await startPortalServer({ chain: ledger });
    servers.push(portal);
    const url = await databases.create();
    const log = await read(url, { rpcUrl: await serve([fault]), fallbackUrl: portal.url });
    expect(log.join()).toContain('gave up');
    expect(await dumpDigests(url)).toEqual(clean);
  });

  it('F48: nothing is asked for that is not finalized', async () => {
    const target = await serve([]);
    const asked: string[] = [];
    const forward = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks).toString();
      asked.push(body);
      const answer = await fetch(target, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
    });
    await new Promise<void>((ready) => forward.listen(0, '127.0.0.1', ready));
    await read(await databases.create(), { rpcUrl: `http://127.0.0.1:${(forward.address() as AddressInfo).port}` });
    forward.close();
    // A request that names no commitment is answered at "finalized".
    expect(asked.length).toBeGreaterThan(100);
    expect(asked.filter((body) => /"(processed|confirmed)"/.test(body))).toEqual([]);
  });

  it('F49: transactions that pages lack are found by the balances around them, or when the last slots are read again', async () => {
    // Every first page lacks its eleventh transaction, which only tokens with trade have.
    const lacking: Fault = { name: 'F49-late-transaction', value: 10, times: tokensOf('solana').length };
    const url = await databases.create();
    const stop = new AbortController();
    const moving = movingSolanaChain(ledger, ledger.blocks[BLOCKS - 20]!.slot);
    plan = faultPlan([lacking]);
    const server = await startSolanaServer({ chain: moving, faults: plan });
    servers.push(server);
    const lines: string[] = [];
    let looks = 0;
    await indexChain({
      endpoint: { chain: getChain('solana'), rpcUrl: server.url, origin: 'configured' },
      ...{ databaseUrl: url, fromBlock: first, batchSize: 150, pace: PACE, signal: stop.signal },
      log: (line) => lines.push(line),
      onIdle() {
        looks += 1;
        if (looks === 1) moving.moveTo(last);
        else stop.abort();
      },
    });
    expect(plan.struck[0]).toBeGreaterThan(100);
    expect(lines.join()).toContain('had left out');
    expect(await dumpDigests(url)).toEqual(clean);
  });
});

it('F49: over stops, the last slots are read again: nothing changes but what was missing', async () => {
  const url = await databases.create();
  const lacks = 300;
  const ordinalsOf = (...asked: Parameters<SolanaChain['ordinalsOf']>) =>
    Array.from(ledger.ordinalsOf(...asked)).filter((ordinal) => ordinal !== lacks);
  const lacking = await startSolanaServer({ chain: { ...ledger, ordinalsOf } });
  servers.push(lacking);
  const { slot } = ledger.header(lacks);
  await read(url, { rpcUrl: lacking.url }, { toBlock: slot - 5 });
  await read(url, { rpcUrl: lacking.url }, { toBlock: slot + 5 });
  await read(url, { rpcUrl: await serve([]) });
  expect(await dumpDigests(url)).toEqual(clean);
});

it('F50: logs that are cut off cost what only they say, never a fill, its amounts or its trader', async () => {
  const amounts = `SELECT block, tx_index, fill_index, sold_raw, bought_raw, p.id AS pool, s.id AS sold, b.id AS bought,
                          encode(a.address, 'hex') AS trader
                     FROM fill f JOIN pool p ON p.key = f.pool_key JOIN token s ON s.key = f.sold_token_key
                     JOIN token b ON b.key = f.bought_token_key JOIN account a ON a.key = f.trader_key ORDER BY 1, 2, 3`;
  const [whole, cut] = [await databases.create(), await databases.create()];
  const transaction = (ordinal: number) => {
    const given = ledger.transaction(ordinal);
    return { ...given, meta: given.meta && { ...given.meta, logMessages: ['Log truncated'] } };
  };
  const server = await startSolanaServer({ chain: { ...ledger, transaction } });
  servers.push(server);
  await read(whole, { rpcUrl: await serve([]) });
  await read(cut, { rpcUrl: server.url });
  const expected = await databases.query(whole, amounts);
  expect(expected.length).toBeGreaterThan(100);
  expect(await databases.query(cut, amounts)).toEqual(expected);
});

it('Q08: a transaction that a provider never gives is a broken law in the database, until the chain is read from another', async () => {
  const url = await databases.create();
  const all = Array.from({ length: ledger.size }, (_, ordinal) => parseSolanaTransaction(ledger.transaction(ordinal)));
  const shows = (_: unknown, ordinal: number) => {
    const chain = new BalanceChain();
    return all.toSpliced(ordinal, 1).some((tx) => chain.check(tx).length > 0);
  };
  const hidden = all.findIndex(shows);
  expect(hidden).toBeGreaterThan(0);
  const ordinalsOf = (...asked: Parameters<SolanaChain['ordinalsOf']>) =>
    Array.from(ledger.ordinalsOf(...asked)).filter((ordinal) => ordinal !== hidden);
  const lacking = await startSolanaServer({ chain: { ...ledger, ordinalsOf } });
  servers.push(lacking);
  const said = await read(url, { rpcUrl: lacking.url });
  expect(said.join()).toContain('lacks a transaction');
  const recorded = `SELECT passed, detail FROM audit_result WHERE invariant = 'Q08'`;
  expect(await databases.query(url, recorded)).toMatchObject([{ passed: false }]);
  const law = (await verify(url)).find(({ invariant }) => invariant === 'Q08')!;
  expect(law).toMatchObject({ chain: 'solana', passed: false });
  expect(law.detail).toMatch(/held \d+ after slot \d+ and \d+ before slot \d+/);
  await rewind(url, 'solana');
  await expectNothingWrong(url);
  expect((await verify(url)).filter(({ passed }) => !passed)).toEqual([]);
  expect(await databases.query(url, recorded)).toMatchObject([{ passed: true }]);
});

it('every law holds over what was read', async () => {
  const url = await databases.create();
  await read(url, { rpcUrl: await serve([{ name: 'F46-repeated-entries' }, { name: 'F46-reordered-slot' }]) });
  expect((await verify(url)).filter(({ passed }) => !passed)).toEqual([]);
});
