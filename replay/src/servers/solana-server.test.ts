import { existsSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { recordedSolanaChain, recordedTransactionsChain } from '../chains/recorded-solana-chain.ts';
import type { SolanaChain, SolanaTransaction } from '../chains/solana-chain.ts';
import { type Fault, type FaultPlan, faultPlan } from '../faults.ts';
import type { RpcServer } from './json-rpc-server.ts';
import { startSolanaServer } from './solana-server.ts';

const RECORDED = new URL('../../../../shared/real/solana/', import.meta.url).pathname;

const servers: RpcServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(
  chain: SolanaChain,
  more: object = {},
): Promise<(method: string, ...params: unknown[]) => Promise<Answer>> {
  const server = await startSolanaServer({ chain, ...more });
  servers.push(server);
  return (method, ...params) => call(`${server.url}/?api-key=any`, { jsonrpc: '2.0', id: 7, method, params });
}

interface Answer {
  id: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers of many methods
  result?: any;
  error?: { code: number; message: string };
}

async function call(url: string, body: unknown): Promise<Answer> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  return (await response.json()) as Answer;
}

/** Ten transactions of one address, two to a slot, every fifth failed. */
function chainOfTen(): SolanaChain {
  return recordedTransactionsChain(Array.from({ length: 10 }, (_, place) => transaction(place)));
}

function transaction(place: number): SolanaTransaction {
  const err = place % 5 === 4 ? { InstructionError: [0, { Custom: 6 }] } : null;
  return {
    slot: 100 + Math.floor(place / 2),
    blockTime: 1_751_241_600 + Math.floor(place / 2),
    transactionIndex: place % 2,
    version: 0,
    meta: {
      err,
      status: err === null ? { Ok: null } : { Err: err },
      fee: 5000,
      preBalances: [],
      postBalances: [],
      innerInstructions: [],
      preTokenBalances: [],
      postTokenBalances: [],
      logMessages: [],
    },
    transaction: {
      signatures: [`signature${place}`],
      message: {
        accountKeys: ['wallet', place < 6 ? 'early' : 'late'],
        header: { numRequiredSignatures: 1, numReadonlySignedAccounts: 0, numReadonlyUnsignedAccounts: 0 },
        instructions: [],
        recentBlockhash: 'hash',
      },
    },
  };
}

const FULL = { transactionDetails: 'full', maxSupportedTransactionVersion: 1 };

async function pages(rpc: Awaited<ReturnType<typeof serve>>, config: object): Promise<string[][]> {
  const found: string[][] = [];
  let paginationToken: string | null = null;
  do {
    const { result }: Answer = await rpc('getTransactionsForAddress', 'wallet', { ...config, paginationToken });
    found.push(result.data.map((each: { signature: string }) => each.signature.slice('signature'.length)));
    paginationToken = result.paginationToken;
  } while (paginationToken !== null);
  return found;
}

describe('getTransactionsForAddress', () => {
  it('pages in both directions and splits a slot where the limit falls', async () => {
    const rpc = await serve(chainOfTen());
    expect(await pages(rpc, { sortOrder: 'asc', limit: 3 })).toEqual([
      ['0', '1', '2'],
      ['3', '4', '5'],
      ['6', '7', '8'],
      ['9'],
    ]);
    expect(await pages(rpc, { sortOrder: 'desc', limit: 5 })).toEqual([
      ['9', '8', '7', '6', '5'],
      ['4', '3', '2', '1', '0'],
    ]);
  });

  it('filters by slot, time and status, and by address', async () => {
    const rpc = await serve(chainOfTen());
    expect(await pages(rpc, { sortOrder: 'asc', filters: { slot: { gte: 102, lt: 104 } } })).toEqual([
      ['4', '5', '6', '7'],
    ]);
    expect(await pages(rpc, { sortOrder: 'asc', filters: { status: 'failed' } })).toEqual([['4', '9']]);
    expect(await pages(rpc, { filters: { blockTime: { lte: 1_751_241_601 } } })).toEqual([['3', '2', '1', '0']]);
    const { result } = await rpc('getTransactionsForAddress', 'late', { ...FULL, sortOrder: 'asc' });
    expect(result.data).toHaveLength(4);
    expect(result.data[0]).toMatchObject({ slot: 103, transactionIndex: 0, meta: { fee: 5000 } });
  });

  it('refuses full transactions of a version that the client does not name', async () => {
    const rpc = await serve(chainOfTen());
    const { error } = await rpc('getTransactionsForAddress', 'wallet', { transactionDetails: 'full' });
    expect(error?.code).toBe(-32015);
  });

  it.each([
    ['unknown-method', -32601],
    ['forbidden', -32403],
  ])('can be missing from the plan (%s)', async (transactionsForAddress, code) => {
    const rpc = await serve(chainOfTen(), { transactionsForAddress });
    expect((await rpc('getTransactionsForAddress', 'wallet', {})).error?.code).toBe(code);
  });
});

describe('the methods of a node', () => {
  it('lists signatures newest first between two of them', async () => {
    const rpc = await serve(chainOfTen());
    const { result } = await rpc('getSignaturesForAddress', 'wallet', {
      before: 'signature8',
      until: 'signature3',
      limit: 3,
    });
    expect(result.map(({ signature }: { signature: string }) => signature)).toEqual([
      'signature7',
      'signature6',
      'signature5',
    ]);
  });

  it('gives transactions, blocks, times and heights', async () => {
    const rpc = await serve(chainOfTen());
    const { result } = await rpc('getTransaction', 'signature4', { maxSupportedTransactionVersion: 0 });
    expect(result).toMatchObject({ slot: 102, version: 0, meta: { err: { InstructionError: [0, { Custom: 6 }] } } });
    expect(result).not.toHaveProperty('transactionIndex');
    expect((await rpc('getTransaction', 'other')).result).toBeNull();
    expect((await rpc('getSlot')).result).toBe(104);
    expect((await rpc('getBlocks', 101, 103)).result).toEqual([101, 102, 103]);
    expect((await rpc('getBlockTime', 104)).result).toBe(1_751_241_604);
    expect((await rpc('getBlock', 103, { transactionDetails: 'signatures' })).result).toMatchObject({
      parentSlot: 102,
      signatures: ['signature6', 'signature7'],
    });
    expect((await rpc('getBlock', 99)).error?.code).toBe(-32009);
    expect((await rpc('getBlock', 105)).error?.code).toBe(-32004);
    expect((await rpc('noSuchMethod')).error?.code).toBe(-32601);
  });
});

describe.skipIf(!existsSync(RECORDED))('recorded transactions (skipped where ../shared/real is absent)', () => {
  it('serves the folder as a chain by mint, by owner and by signature', async () => {
    const rpc = await serve(recordedSolanaChain(RECORDED));
    const mint = 'XsDoVfqeBukxuZHWhdvWHBhgEHjGNst4MLodqsJHzoB';
    const { result } = await rpc('getTransactionsForAddress', mint, { ...FULL, sortOrder: 'asc' });
    expect(result.data.map(({ slot }: { slot: number }) => slot)).toEqual([378_401_816]);
    const [signature] = result.data[0].transaction.signatures;
    const single = await rpc('getTransaction', signature, { encoding: 'json', maxSupportedTransactionVersion: 0 });
    expect(single.result.blockTime).toBe(1_762_473_839);
  });
});

describe('faults', () => {
  async function withFault(
    fault: Fault,
  ): Promise<{ rpc: Awaited<ReturnType<typeof serve>>; plan: FaultPlan; url: string }> {
    const plan = faultPlan([fault]);
    const rpc = await serve(chainOfTen(), { faults: plan });
    return { rpc, plan, url: servers.at(-1)!.url };
  }

  it('F46: gives entries twice, a slot reversed, and the token that asked', async () => {
    const list = { sortOrder: 'asc', limit: 4 };
    const order = async (name: Fault['name'], config: object = list): Promise<string> => {
      const { rpc } = await withFault({ name });
      const { result } = await rpc('getTransactionsForAddress', 'wallet', config);
      return (
        result.data.map(({ signature }: { signature: string }) => signature.at(-1)).join('') + result.paginationToken
      );
    };
    expect(await order('F46-repeated-entries')).toBe('00112233101:1');
    expect(await order('F46-reordered-slot')).toBe('1032101:1');
    expect(await order('F46-repeated-token', { ...list, paginationToken: '101:1' })).toBe('4567101:1');
    expect(await order('F49-late-transaction')).toBe('123101:1');
  });

  it('F42 and F47: loses the meta, the data or the result', async () => {
    const { rpc, plan } = await withFault({ name: 'F42-meta-null', value: 1, skip: 1, times: 1 });
    const metas = async () =>
      (await rpc('getTransactionsForAddress', 'early', { ...FULL, limit: 2 })).result.data.map(
        ({ meta }: { meta: unknown }) => meta === null,
      );
    expect([await metas(), await metas(), await metas()]).toEqual([
      [false, false],
      [false, true],
      [false, false],
    ]);
    expect(plan.struck).toEqual([1]);
    const missing = await withFault({ name: 'F47-result-missing' });
    expect(await missing.rpc('getTransactionsForAddress', 'wallet')).toEqual({ jsonrpc: '2.0', id: 7 });
    const nothing = await withFault({ name: 'F47-result-null' });
    expect((await nothing.rpc('getTransactionsForAddress', 'wallet')).result).toBeNull();
    const empty = await withFault({ name: 'F47-data-missing' });
    expect((await empty.rpc('getTransactionsForAddress', 'wallet')).result).toEqual({ paginationToken: null });
  });

  it('F17 to F21: limits, errors, cut, foreign and broken answers', async () => {
    const post = async (fault: Fault): Promise<Response> => {
      const { url } = await withFault(fault);
      return fetch(url, { method: 'POST', body: '{"jsonrpc":"2.0","id":1,"method":"getHealth"}' });
    };
    const limited = await post({ name: 'F17-rate-limited', value: 3 });
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '3']);
    expect((await post({ name: 'F19-server-error', value: 503 })).status).toBe(503);
    await expect((await post({ name: 'F20-truncated-json' })).json()).rejects.toThrow(SyntaxError);
    expect(await (await post({ name: 'F20-html' })).text()).toMatch(/^<!doctype html>/);
    expect(await (await post({ name: 'F20-empty-body' })).text()).toBe('');
    await expect((await post({ name: 'F20-broken-gzip' })).text()).rejects.toThrow();
    await expect((await post({ name: 'F21-connection-reset' })).text()).rejects.toThrow();
    const refused = (await (await post({ name: 'F18-limit-exceeded-in-body' })).json()) as Answer;
    expect(refused.error?.code).toBe(-32005);
  });

  it('F23: answers of a batch out of order, missing or failed', async () => {
    const batch = [1, 2, 3].map((id) => ({ jsonrpc: '2.0', id, method: 'getHealth' }));
    const ids = async (name: Fault['name']): Promise<unknown[]> => {
      const { url } = await withFault({ name });
      const answers = (await call(url, batch)) as unknown as Answer[];
      return answers.map(({ id, error }) => error?.code ?? id);
    };
    expect(await ids('F23-reordered-batch')).toEqual([3, 2, 1]);
    expect(await ids('F23-missing-in-batch')).toEqual([2, 3]);
    expect(await ids('F23-failed-in-batch')).toEqual([-32000, 2, 3]);
  });
});
