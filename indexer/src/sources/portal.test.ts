import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { getChain } from '@tokentape/core/registry/registry.ts';
import { recordedSolanaChain, recordedTransactionsChain } from '@tokentape/replay/chains/recorded-solana-chain.ts';
import type { SolanaChain, SolanaTransaction } from '@tokentape/replay/chains/solana-chain.ts';
import { type Fault, faultPlan } from '@tokentape/replay/faults.ts';
import { SAMPLE_SEED } from '@tokentape/replay/market/sample-market.ts';
import { playSolanaWeek } from '@tokentape/replay/market/solana/solana-week.ts';
import type { RpcServer } from '@tokentape/replay/servers/json-rpc-server.ts';
import { type PortalServerOptions, startPortalServer } from '@tokentape/replay/servers/portal-server.ts';
import { startSolanaServer } from '@tokentape/replay/servers/solana-server.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { decodeSolanaBlocks, type SolanaBlock } from '../dexes/solana-block.ts';
import { address, bytes, transactionAnswer } from '../testing/solana-fixtures.ts';
import { runSolanaSource, type SolanaSourceOptions } from './solana.ts';

const RECORDED = resolve(import.meta.dirname, '../../../../shared/real/solana');
const present = existsSync(RECORDED);
if (!present) console.log('skipped: the recorded Solana transactions are not here');

const TOKEN_PROGRAM = 'TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA';
const MINTS = ['one', 'two', 'three'].map(address);
const FROM = 1000;
const TO = FROM + 396;

const servers: RpcServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** 300 transfers under a program of their own, up to three in a slot, some failed; every second slot has no block. */
function history(): SolanaTransaction[] {
  return Array.from({ length: 300 }, (_, nth) => {
    const owner = address(`owner${nth % 7}`);
    const mint = MINTS[nth % 3] as string;
    const [from, to] = [address(`from${mint}${nth % 7}`), address(`to${mint}`)];
    const data = bytes(['u8', 12], ['u64', 1000 + nth], ['u8', 8]);
    const transfer = { program: TOKEN_PROGRAM, accounts: [from, mint, to, owner], data, height: 2 };
    const memo = { program: address('memo'), accounts: [owner], data: bytes(['u64', nth]), height: 2 };
    const answer = transactionAnswer({
      slot: FROM + Math.floor(nth / 3) * 4,
      signers: [owner],
      calls: [
        {
          outer: { program: address('wallet'), accounts: [owner], data: bytes(['u64', nth]) },
          inner: [memo, transfer],
        },
      ],
      balances: [
        { account: from, mint, owner, before: String(5000 + nth), after: '4000' },
        { account: to, mint, owner: address('taker'), before: null, after: String(1000 + nth) },
      ],
      err: nth % 11 === 0 ? { InstructionError: [0, { Custom: 1 }] } : null,
    });
    return {
      ...(answer as unknown as SolanaTransaction),
      transactionIndex: nth % 3,
      blockTime: 1_751_241_600 + Math.floor(nth / 3),
    };
  });
}

async function portal(more: Partial<PortalServerOptions> = {}): Promise<RpcServer> {
  const server = await startPortalServer({ chain: recordedTransactionsChain(history()), blocksPerAnswer: 20, ...more });
  servers.push(server);
  return server;
}

async function node(
  chain: SolanaChain = recordedTransactionsChain(history()),
  faults: Fault[] = [],
): Promise<RpcServer> {
  const server = await startSolanaServer({ chain, faults: faultPlan(faults) });
  servers.push(server);
  return server;
}

interface Run {
  heights: number[];
  blocks: SolanaBlock[];
  logs: string[];
}

async function run(url: string | string[], more: Partial<SolanaSourceOptions<null>> = {}): Promise<Run> {
  const result: Run = { heights: [], blocks: [], logs: [] };
  let state = { height: -1, hash: '0x', nonce: 0, top: [] as never[] };
  await runSolanaSource<null>({
    chain: getChain('solana'),
    rpcUrl: url,
    fromBlock: FROM,
    toBlock: TO,
    addresses: MINTS,
    transactionsPerBatch: 50,
    rpc: { pauseMs: 1, attempts: 4, requestsPerSecond: 10_000, timeoutMs: 500 },
    database: {
      connect: async () => state,
      transact: async (info, write) => {
        expect(info.prevHead).toEqual({ height: state.height, hash: state.hash });
        await write(null);
        state = { ...state, ...info.nextHead };
        result.heights.push(info.nextHead.height);
      },
    },
    onBatch: async (_store, blocks) => {
      result.blocks.push(...blocks);
    },
    log: (text) => result.logs.push(text),
    ...more,
  });
  return result;
}

const decode = ({ blocks }: Run) => decodeSolanaBlocks(blocks, 'solana', new Set());
const seen = ({ blocks }: Run) =>
  blocks.flatMap(({ height, transactions }) =>
    transactions.map(({ index, tx }) => `${height}:${index}:${tx.signature}`),
  );
const expected = history().map(
  ({ slot, transactionIndex, transaction }) => `${slot}:${transactionIndex}:${transaction.signatures[0]}`,
);

describe('a chain through a portal and through a node', () => {
  it('gives the same transactions, facts and failures, whatever the answers are cut into', async () => {
    const clean = decode(await run((await node()).url));
    expect(clean.facts.length).toBe(272);
    for (const blocksPerAnswer of [1, 7, 1000]) {
      const through = await run((await portal({ blocksPerAnswer })).url, { transactionsPerBatch: blocksPerAnswer * 3 });
      expect(seen(through)).toEqual(expected);
      expect(decode(through)).toEqual(clean);
      expect(through.heights.at(-1)).toBe(TO);
    }
  });

  it.runIf(present)('gives the same facts for every recorded transaction, with events and all balances', async () => {
    const chain = recordedSolanaChain(RECORDED);
    const slots = chain.blocks.map(({ slot }) => slot);
    const mints = new Set<string>();
    for (let at = 0; at < chain.size; at++) {
      for (const { mint } of chain.transaction(at).meta?.postTokenBalances ?? []) mints.add(mint);
    }
    const range = { fromBlock: Math.min(...slots), toBlock: Math.max(...slots) };
    for (const watched of [[...mints], [...mints].slice(0, 3)]) {
      const options = { ...range, addresses: watched };
      const direct = decode(await run((await node(chain)).url, options));
      const through = decode(await run((await portal({ chain })).url, options));
      const known = new Set(direct.facts.map(({ tx }) => tx.txId));
      expect(known.size).toBeGreaterThan(2);
      // The portal also finds transactions that move a token without naming its mint.
      expect(through.facts.filter(({ tx }) => known.has(tx.txId))).toEqual(direct.facts);
    }
  });

  it('gives the same facts for the first days of the sample market', async () => {
    const { chain, firstSlot, lastSlot } = playSolanaWeek(SAMPLE_SEED);
    const range = { fromBlock: firstSlot, toBlock: firstSlot + Math.floor((lastSlot - firstSlot) / 5) };
    const options = { ...range, transactionsPerBatch: 2000, rpc: { requestsPerSecond: 10_000 } };
    const all = getChain('solana').quotePools.map((pool) => pool.address);
    const traded = ['XsDoVfqeBukxuZHWhdvWHBhgEHjGNst4MLodqsJHzoB', 'XsueG8BtpquVJX9LVLLEGuViXUungE6WmK5YZ3p3bd1'];
    const addresses = [...traded, ...all];
    const direct = decode(await run((await node(chain)).url, { ...options, addresses }));
    const through = decode(await run((await portal({ chain, blocksPerAnswer: 2000 })).url, { ...options, addresses }));
    expect(direct.facts.filter(({ kind }) => kind === 'fill').length).toBeGreaterThan(300);
    expect(through.facts).toEqual(direct.facts);
    expect(through.failed).toEqual(direct.failed);
  }, 120_000);
});

describe('a portal under faults that heal', () => {
  const faults: [string, Fault[]][] = [
    ['204, no data yet', [{ name: 'portal-no-data', skip: 2, times: 2 }]],
    ['409, once', [{ name: 'portal-fork', skip: 2, times: 1 }]],
    ['status 500', [{ name: 'F19-server-error', methods: ['finalized-stream'], skip: 2, times: 3 }]],
    ['status 503 for the head', [{ name: 'F19-server-error', methods: ['finalized-head'], times: 2, value: 503 }]],
    ['a line cut off', [{ name: 'F20-truncated-json', methods: ['finalized-stream'], skip: 1, times: 3 }]],
    ['HTML', [{ name: 'F20-html', methods: ['finalized-stream'], skip: 2, times: 2 }]],
    ['an empty body', [{ name: 'F20-empty-body', methods: ['finalized-stream'], skip: 2, times: 2 }]],
    ['a connection reset', [{ name: 'F21-connection-reset', methods: ['finalized-stream'], skip: 2, times: 2 }]],
    ['a body that stands still', [{ name: 'F21-endless-body', methods: ['finalized-stream'], skip: 2, times: 1 }]],
    ['transactions without outcome', [{ name: 'portal-missing-field', skip: 2, times: 2 }]],
    ['instructions without accounts', [{ name: 'portal-missing-field', skip: 2, times: 2, value: 1 }]],
    ['instructions without place', [{ name: 'portal-missing-field', skip: 2, times: 2, value: 2 }]],
    ['blocks without slot', [{ name: 'portal-missing-field', skip: 2, times: 2, value: 3 }]],
    ['inner instructions left out', [{ name: 'portal-missing-instruction', skip: 2, times: 2 }]],
  ];
  it.each(faults)('%s: the same transactions in the same order', async (_name, plan) => {
    const faults = faultPlan(plan);
    expect(seen(await run((await portal({ faults })).url))).toEqual(expected);
    expect(Math.min(...faults.struck)).toBeGreaterThan(0);
  });

  it('429: waits as long as Retry-After says', async () => {
    const faults = faultPlan([
      { name: 'F17-rate-limited', methods: ['finalized-stream'], skip: 2, times: 1, value: 1 },
    ]);
    const begun = performance.now();
    const through = await run((await portal({ faults })).url);
    expect(seen(through)).toEqual(expected);
    expect(performance.now() - begun).toBeGreaterThan(990);
    expect(through.logs.join()).toContain('asks to wait 1 s');
  });

  it('keeps to the pace of the service', async () => {
    const server = await portal({ blocksPerAnswer: 1000 });
    const begun = performance.now();
    await run(server.url, { rpc: { requestsPerSecond: 10 } });
    const requests = [...server.served.values()].reduce((sum, count) => sum + count, 0);
    expect(performance.now() - begun).toBeGreaterThanOrEqual((requests - 1) * 100 - 5);
  });
});

describe('a portal under faults that do not heal', () => {
  const faults: [string, Fault[], string][] = [
    ['204 for ever', [{ name: 'portal-no-data', skip: 3 }], 'SOLANA_RPC_UNAVAILABLE'],
    ['409 for ever', [{ name: 'portal-fork', skip: 3 }], 'FINALITY_VIOLATED'],
    ['a refusal', [{ name: 'F19-server-error', value: 400 }], 'SOLANA_RPC_UNAVAILABLE'],
    ['a field gone for good', [{ name: 'portal-missing-field', skip: 3 }], 'SOLANA_PAGE_INVALID'],
    ['instructions gone for good', [{ name: 'portal-missing-instruction', skip: 3 }], 'SOLANA_TRANSACTION_INVALID'],
  ];
  it.each(faults)('%s: stops with a code', async (_name, plan, code) => {
    const server = await portal({ faults: faultPlan(plan) });
    await expect(run(server.url)).rejects.toMatchObject({ code });
  });

  it('takes over where a node gives up, after the last slot committed', async () => {
    const broken = await node(undefined, [{ name: 'F47-result-missing', skip: 5 }]);
    const { url } = await portal();
    const through = await run([url, broken.url]);
    expect(seen(through)).toEqual(expected);
    expect(through.logs.join()).toContain('gave up');
  });
});
