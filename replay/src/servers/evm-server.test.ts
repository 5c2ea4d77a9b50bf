import { afterEach, describe, expect, it } from 'vitest';
import type { EvmBlock, EvmLog } from '../chains/evm-chain.ts';
import { memoryEvmChain } from '../chains/memory-evm-chain.ts';
import { type Fault, faultPlan } from '../faults.ts';
import { type EvmServerOptions, startEvmServer } from './evm-server.ts';
import type { RpcServer } from './json-rpc-server.ts';
import { logsBloom } from './logs-bloom.ts';

const servers: RpcServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const hash = (number: number): string => `0x${number.toString(16).padStart(64, '0')}`;
const TOKEN = `0x${'aa'.repeat(20)}`;
const POOL = `0x${'bb'.repeat(20)}`;
const TRANSFER = hash(0x11);
const SWAP = hash(0x22);

function log(address: string, ...topics: string[]): EvmLog {
  return { address, topics, data: '0x' };
}

/** Blocks 10, 11 (empty) and 12; block 10 has two transactions with three logs. */
const blocks: EvmBlock[] = [
  {
    number: 10,
    hash: hash(10),
    parentHash: hash(9),
    timestamp: 1_751_241_600,
    transactions: [
      transaction(1, [log(TOKEN, TRANSFER, hash(1), hash(2)), log(POOL, SWAP, hash(1))]),
      transaction(2, [log(TOKEN, TRANSFER, hash(2), hash(3))]),
    ],
  },
  { number: 11, hash: hash(11), parentHash: hash(10), timestamp: 1_751_245_200, transactions: [] },
  {
    number: 12,
    hash: hash(12),
    parentHash: hash(11),
    timestamp: 1_751_248_800,
    transactions: [transaction(3, [log(POOL, SWAP, hash(9))])],
  },
];

function transaction(number: number, logs: EvmLog[]): EvmBlock['transactions'][number] {
  const address = `0x${'cc'.repeat(20)}`;
  return {
    hash: hash(1000 + number),
    from: address,
    to: POOL,
    input: '0x',
    value: 0n,
    nonce: number,
    gasUsed: 21_000,
    succeeded: true,
    logs,
  };
}

async function serve(more: Partial<EvmServerOptions> = {}) {
  const server = await startEvmServer({ chain: memoryEvmChain(42_161, blocks, 11), ...more });
  servers.push(server);
  // biome-ignore lint/suspicious/noExplicitAny: answers of many methods
  return async (method: string, ...params: unknown[]): Promise<any> => {
    const response = await fetch(server.url, {
      method: 'POST',
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    });
    const { result, error } = (await response.json()) as { result: unknown; error?: object };
    return error ?? result;
  };
}

describe('blocks and receipts', () => {
  it('answers tags, heights and hashes, with hashes or whole transactions', async () => {
    const rpc = await serve();
    expect(await rpc('eth_chainId')).toBe('0xa4b1');
    expect(await rpc('eth_blockNumber')).toBe('0xc');
    expect((await rpc('eth_getBlockByNumber', 'finalized', false)).number).toBe('0xb');
    expect((await rpc('eth_getBlockByNumber', 'latest', false)).parentHash).toBe(hash(11));
    expect((await rpc('eth_getBlockByHash', hash(10), true)).transactions[1]).toMatchObject({
      hash: hash(1002),
      transactionIndex: '0x1',
    });
    expect(await rpc('eth_getBlockByNumber', '0xd', false)).toBeNull();
    expect(await rpc('eth_getTransactionByHash', hash(1003))).toMatchObject({ blockNumber: '0xc' });
  });

  it('numbers the logs of a receipt by their place in the block', async () => {
    const rpc = await serve();
    expect(await rpc('eth_getTransactionReceipt', hash(1002))).toMatchObject({
      status: '0x1',
      logs: [{ logIndex: '0x2', transactionIndex: '0x1', address: TOKEN }],
    });
    expect(
      (await rpc('eth_getBlockReceipts', '0xa')).map((receipt: { logs: unknown[] }) => receipt.logs.length),
    ).toEqual([2, 1]);
  });

  it('gives a bloom that holds each address and topic of the block', async () => {
    const rpc = await serve();
    const { logsBloom: bloom } = await rpc('eth_getBlockByNumber', '0xa', false);
    const bits = BigInt(bloom);
    for (const each of blocks[0]!.transactions.flatMap(({ logs }) => logs)) {
      const alone = BigInt(logsBloom([each]));
      expect(bits & alone).toBe(alone);
    }
    expect((await rpc('eth_getBlockByNumber', '0xb', false)).logsBloom).toBe(`0x${'0'.repeat(512)}`);
  });

  it('sets the bits that the yellow paper names: low eleven bits of three pairs of the hash', () => {
    // keccak256("") = c5d2 4601 86f7...: bits 0x5d2, 0x601 and 0x6f7.
    const bloom = BigInt(logsBloom([{ address: '0x', topics: [], data: '0x' }]));
    expect(bloom).toBe((1n << 0x5d2n) | (1n << 0x601n) | (1n << 0x6f7n));
  });
});

describe('eth_getLogs', () => {
  it('filters by range, address, topic position and block hash', async () => {
    const rpc = await serve();
    const count = async (filter: object): Promise<number> => (await rpc('eth_getLogs', filter)).length;
    const all = { fromBlock: '0x0', toBlock: 'latest' };
    expect(await count(all)).toBe(4);
    expect(await count({ ...all, address: TOKEN })).toBe(2);
    expect(await count({ ...all, address: [TOKEN, POOL], topics: [[TRANSFER, SWAP], hash(1)] })).toBe(2);
    expect(await count({ ...all, topics: [null, null, hash(3)] })).toBe(1);
    expect(await count({ blockHash: hash(12) })).toBe(1);
    expect(await count({ fromBlock: '0xb', toBlock: '0xb' })).toBe(0);
    expect((await rpc('eth_getLogs', { ...all, address: 'pool' })).code).toBe(-32602);
  });

  it('refuses a range above its limit', async () => {
    const rpc = await serve({ maxLogRange: 2 });
    expect((await rpc('eth_getLogs', { fromBlock: '0xa', toBlock: '0xc' })).code).toBe(-32602);
  });
});

describe('faults', () => {
  const indices = async (fault: Fault): Promise<unknown> => {
    const rpc = await serve({ faults: faultPlan([fault]) });
    return (await rpc('eth_getLogs', { fromBlock: '0xa', toBlock: '0xa' })).map(
      ({ logIndex }: { logIndex: string }) => logIndex,
    );
  };

  it.each<[Fault['name'], string[]]>([
    ['F01-omitted-log', ['0x1', '0x2']],
    ['F02-empty-logs', []],
    ['F04-repeated-logs', ['0x0', '0x1', '0x2', '0x0', '0x1', '0x2']],
    ['F05-shuffled-logs', ['0x1', '0x0', '0x2']],
    ['F05-log-index-gap', ['0x0', '0x2', '0x3']],
  ])('%s', async (name, expected) => {
    expect(await indices({ name })).toEqual(expected);
  });

  it('F06 to F09: sibling hashes, null blocks, a head that goes back', async () => {
    const rpc = await serve({
      faults: faultPlan([
        { name: 'F06-sibling-block-hash' },
        { name: 'F07-null-block', times: 1 },
        { name: 'F08-head-goes-back', value: 3 },
      ]),
    });
    expect((await rpc('eth_getLogs', { blockHash: hash(12) }))[0].blockHash).not.toBe(hash(12));
    expect(await rpc('eth_getBlockByNumber', '0xa', false)).toBeNull();
    expect((await rpc('eth_getBlockByNumber', '0xa', false)).number).toBe('0xa');
    expect(await rpc('eth_blockNumber')).toBe('0x9');
  });
});

it('answers batches in order and compresses when asked to', async () => {
  const server = await startEvmServer({ chain: memoryEvmChain(42_161, blocks), gzip: true });
  servers.push(server);
  const batch = ['eth_chainId', 'net_version'].map((method, id) => ({ jsonrpc: '2.0', id, method }));
  const response = await fetch(server.url, {
    method: 'POST',
    headers: { 'accept-encoding': 'gzip' },
    body: JSON.stringify(batch),
  });
  expect(response.headers.get('content-encoding')).toBe('gzip');
  expect(await response.json()).toEqual([
    { jsonrpc: '2.0', id: 0, result: '0xa4b1' },
    { jsonrpc: '2.0', id: 1, result: '42161' },
  ]);
  expect(server.served.get('eth_chainId')).toBe(1);
});

it('refuses a chain that no indexer could follow', () => {
  expect(() => memoryEvmChain(1, [blocks[0]!, blocks[2]!])).toThrow('Block 12 does not follow block 10.');
});
