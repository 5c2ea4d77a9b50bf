import { getChain } from '@tokentape/core/registry/registry.ts';
import { recordedTransactionsChain } from '@tokentape/replay/chains/recorded-solana-chain.ts';
import type { SolanaTransaction } from '@tokentape/replay/chains/solana-chain.ts';
import { type Fault, faultPlan } from '@tokentape/replay/faults.ts';
import type { RpcServer } from '@tokentape/replay/servers/json-rpc-server.ts';
import { type SolanaServerOptions, startSolanaServer } from '@tokentape/replay/servers/solana-server.ts';
import { afterEach, describe, expect, it } from 'vitest';
import type { SolanaBlock } from '../dexes/solana-block.ts';
import { address, bytes, transactionAnswer } from '../testing/solana-fixtures.ts';
import { BalanceChain } from './solana/balance-chain.ts';
import { runSolanaSource, type SolanaSourceOptions } from './solana.ts';

const TOKEN_PROGRAM = 'TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA';
const MINTS = ['one', 'two', 'three'].map(address);
const FROM = 1000;

const servers: RpcServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** 600 transfers, up to three in a slot, some of two tokens, some failed; slots with gaps. */
function history(count = 600): SolanaTransaction[] {
  const made: SolanaTransaction[] = [];
  for (let nth = 0; nth < count; nth++) {
    const owner = address(`owner${nth % 7}`);
    const transfer = (mint: string) => ({
      program: TOKEN_PROGRAM,
      accounts: [address(`from${mint}${nth % 7}`), mint, address(`to${mint}`), owner],
      data: bytes(['u8', 12], ['u64', 1000 + nth], ['u8', 8]),
    });
    const mints = nth % 5 === 0 ? MINTS.slice(0, 2) : [MINTS[nth % 2 === 0 ? 0 : 1] as string];
    made.push({
      ...(transactionAnswer({
        slot: FROM + Math.floor(nth / 3) * 2,
        signers: [owner],
        calls: mints.map((mint) => ({ outer: transfer(mint) })),
        err: nth % 11 === 0 ? { InstructionError: [0, { Custom: 1 }] } : null,
      }) as unknown as SolanaTransaction),
      transactionIndex: nth % 3,
      blockTime: 1_751_241_600 + Math.floor(nth / 3),
    });
  }
  return made;
}

async function serve(more: Partial<SolanaServerOptions> = {}, transactions = history()): Promise<RpcServer> {
  const server = await startSolanaServer({ chain: recordedTransactionsChain(transactions), ...more });
  servers.push(server);
  return server;
}

interface Run {
  heights: number[];
  /** `slot:index:signature`, in the order handed on. */
  seen: string[];
  fromBlocks: number[];
  logs: string[];
}

async function run(url: string | string[], more: Partial<SolanaSourceOptions<null>> = {}): Promise<Run> {
  const result: Run = { heights: [], seen: [], fromBlocks: [], logs: [] };
  let state = { height: -1, hash: '0x', nonce: 0, top: [] as never[] };
  await runSolanaSource<null>({
    chain: getChain('solana'),
    rpcUrl: url,
    fromBlock: FROM,
    toBlock: FROM + 398,
    addresses: MINTS,
    transactionsPerBatch: 100,
    rpc: { pauseMs: 1, attempts: 4 },
    database: {
      connect: async () => state,
      transact: async (info, write) => {
        expect(info.prevHead).toEqual({ height: state.height, hash: state.hash });
        await write(null);
        state = { ...state, ...info.nextHead };
        result.heights.push(info.nextHead.height);
      },
    },
    onBatch: async (_store, blocks, _head, fromBlock) => {
      result.fromBlocks.push(fromBlock);
      result.seen.push(...blocks.flatMap(lines));
    },
    log: (text) => result.logs.push(text),
    ...more,
  });
  return result;
}

const lines = ({ height, transactions }: SolanaBlock) =>
  transactions.map(({ index, tx }) => `${height}:${index}:${tx.signature}`);

const expected = history().map(
  ({ slot, transactionIndex, transaction }) => `${slot}:${transactionIndex}:${transaction.signatures[0]}`,
);

describe('runSolanaSource', () => {
  it('hands on every transaction once, in order, in batches of whole slots up to the last slot', async () => {
    const { seen, heights, fromBlocks } = await run((await serve()).url);
    expect(seen).toEqual(expected);
    expect(heights.at(-1)).toBe(FROM + 398);
    expect(heights.length).toBeGreaterThan(3);
    expect(fromBlocks).toEqual([FROM, ...heights.slice(0, -1).map((height) => height + 1)]);
  });

  it('reads the same by signatures where the plan does not serve the paged history', async () => {
    const server = await serve({ transactionsForAddress: 'forbidden' });
    const { seen, logs } = await run(server.url);
    expect(seen).toEqual(expected);
    expect(logs.join()).toContain('one by one');
    expect(server.served.get('getTransaction')).toBe(expected.length + expected.length / 5);
  });

  it('goes on after the checkpoint', async () => {
    const server = await serve();
    const database = {
      connect: async () => ({ height: FROM + 99, hash: 'slot-1099', top: [] }),
      transact: async (_info: unknown, write: (store: null) => Promise<void>) => write(null),
    };
    const after = (slot: number) => expected.filter((line) => Number(line.split(':')[0]) > slot);
    expect((await run(server.url, { database, overlapSlots: 0 })).seen).toEqual(after(FROM + 99));
    // What a provider adds late to the last slots before the stop is not lost.
    const { seen, fromBlocks } = await run(server.url, { database, overlapSlots: 40 });
    expect(seen).toEqual(after(FROM + 59));
    expect(fromBlocks[0]).toBe(FROM + 100);
  });

  it('never shows the key: not in logs, not in errors', async () => {
    const server = await serve({ faults: faultPlan([{ name: 'F52-history-pruned' }]) });
    const logs: string[] = [];
    const failed = await run(server.url, { apiKey: 'canary-key', log: (text) => logs.push(text) }).catch(String);
    expect(failed).toContain('history is not available');
    expect(failed + logs.join()).not.toContain('canary');
  });
});

describe('runSolanaSource under faults that heal', () => {
  const faults: [string, Fault[]][] = [
    ['F46 every entry twice', [{ name: 'F46-repeated-entries' }]],
    ['F46 slots in reverse order', [{ name: 'F46-reordered-slot' }]],
    ['F46 an expired page token', [{ name: 'F46-expired-token', skip: 4, times: 2 }]],
    ['F46 a token that comes back once', [{ name: 'F46-repeated-token', skip: 5, times: 1 }]],
    ['F47 result null', [{ name: 'F47-result-null', skip: 3, times: 2 }]],
    ['F47 no result', [{ name: 'F47-result-missing', times: 2 }]],
    ['F47 no data', [{ name: 'F47-data-missing', skip: 4, times: 2 }]],
    ['F42 meta null', [{ name: 'F42-meta-null', skip: 3, times: 2 }]],
    ['F18 limit exceeded', [{ name: 'F18-limit-exceeded-in-body', skip: 2, times: 2 }]],
    ['F19 status 500', [{ name: 'F19-server-error', skip: 2, times: 3 }]],
    ['F20 truncated JSON', [{ name: 'F20-truncated-json', skip: 4, times: 2 }]],
    ['F20 HTML', [{ name: 'F20-html', skip: 3, times: 2 }]],
  ];
  it.each(faults)('%s: the same transactions in the same order', async (_name, plan) => {
    const faults = faultPlan(plan);
    const { seen } = await run((await serve({ faults })).url);
    expect(seen).toEqual(expected);
    expect(Math.min(...faults.struck)).toBeGreaterThan(0);
  });

  it('F17: waits as long as Retry-After says', async () => {
    const server = await serve({ faults: faultPlan([{ name: 'F17-rate-limited', skip: 4, times: 1, value: 1 }]) });
    const begun = performance.now();
    const { seen, logs } = await run(server.url);
    expect(seen).toEqual(expected);
    expect(performance.now() - begun).toBeGreaterThan(990);
    expect(logs.join()).toContain('asks to wait 1 s');
  });

  it('hands on the same whatever the size of batches', async () => {
    const server = await serve();
    for (const transactionsPerBatch of [1, 7, 10_000]) {
      expect((await run(server.url, { transactionsPerBatch })).seen).toEqual(expected);
    }
  });

  it('F49: a transaction that a page left out is found by the balances around it and read again', async () => {
    const [mint, vault] = [MINTS[0] as string, address('vault')];
    const transactions = Array.from({ length: 40 }, (_, nth) => {
      const data = bytes(['u8', 12], ['u64', 1], ['u8', 8]);
      const outer = { program: TOKEN_PROGRAM, accounts: [vault, mint, address(`to${nth}`), address('pool')], data };
      const balance = {
        account: vault,
        mint,
        owner: address('pool'),
        before: String(99 - nth),
        after: String(98 - nth),
      };
      const answer = transactionAnswer({
        slot: FROM + nth,
        signers: [address('w')],
        calls: [{ outer }],
        balances: [balance],
      });
      return { ...answer, transactionIndex: 0 } as unknown as SolanaTransaction;
    });
    const faults = faultPlan([{ name: 'F49-late-transaction', skip: 1, times: 1, value: 10 }]);
    const { seen, logs } = await run((await serve({ faults }, transactions)).url, {
      toBlock: FROM + 39,
      balances: new BalanceChain([mint]),
      addresses: [mint],
    });
    expect(seen.map((line) => Number(line.split(':')[0]))).toEqual(transactions.map(({ slot }) => slot));
    expect(logs.join()).toContain('had left out 1 transactions');
  });

  it('F45: a block time that the node does not know is filled from its neighbours', async () => {
    const transactions = history();
    for (const nth of [0, 1, 2, 30, 31, 32]) (transactions[nth] as SolanaTransaction).blockTime = null;
    const times: number[] = [];
    const onBatch = async (_store: null, blocks: SolanaBlock[]) => {
      times.push(...blocks.flatMap((block) => block.transactions.map(({ tx }) => tx.blockTime as number)));
    };
    await run((await serve({}, transactions)).url, { onBatch });
    expect(times).toHaveLength(600);
    expect([times[0], times[30]]).toEqual([1_751_241_601, 1_751_241_609]);
  });
});

describe('runSolanaSource under faults that do not heal', () => {
  const faults: [string, Fault[], string][] = [
    ['F46 a token that always comes back', [{ name: 'F46-repeated-token', skip: 3 }], 'SOLANA_CURSOR_LOOP'],
    ['F47 result null for ever', [{ name: 'F47-result-null', skip: 1 }], 'SOLANA_RPC_UNAVAILABLE'],
    ['F42 meta null for ever', [{ name: 'F42-meta-null', skip: 3 }], 'SOLANA_META_MISSING'],
    ['F52 pruned history', [{ name: 'F52-history-pruned', skip: 3 }], 'SOLANA_HISTORY_PRUNED'],
  ];
  it.each(faults)('%s: stops with a code', async (_name, plan, code) => {
    const server = await serve({ faults: faultPlan(plan) });
    await expect(run(server.url)).rejects.toMatchObject({ code });
  });

  it('asks the second provider when the first does not answer', async () => {
    const broken = await serve({ faults: faultPlan([{ name: 'F47-result-missing', skip: 6 }]) });
    const good = await serve();
    const { seen, logs } = await run([broken.url, good.url]);
    expect(seen).toEqual(expected);
    expect(logs.some((text) => text.includes('asking'))).toBe(true);
  });
});
