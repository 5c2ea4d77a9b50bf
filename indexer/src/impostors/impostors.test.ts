import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TransactionRef } from '@tokentape/core/facts/facts.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { evmRegistry } from '../dexes/evm-registry.ts';
import { uniswapV3 } from '../dexes/uniswap-v3/decode.ts';
import { RpcClient } from '../sources/evm/rpc-client.ts';
import { announcedPools } from './announced-pools.ts';
import { readEvmTokenNames, textOf } from './evm-token-names.ts';
import { type AnnouncedPool, ImpostorWatch } from './impostor-watch.ts';
import { nameInMetaplex, nameInMint } from './token-metadata.ts';
import { keptText } from './token-name.ts';

const DAY = 86_400;
const USDC = '0x833589fcd6edb6e08f4c7c32d4f71b54bda02913';
const FAKE = '0x00000000000000000000000000000000000000f1';
const OTHER = '0x00000000000000000000000000000000000000f2';

const tx = (time: number): TransactionRef => ({
  chain: 'base',
  block: { height: 7, hash: '0x07', time },
  ...{ txIndex: 1, txId: '0x0a', signer: '', feePayer: '', failed: false },
});
const pool = (token0: string, token1: string, time = 1_000_000): AnnouncedPool => ({
  ...{ tx: tx(time), index: 3, dex: 'uniswap-v3', pool: '0x0b', token0, token1 },
});

describe('ImpostorWatch', () => {
  const named = new Map([
    [FAKE, { symbol: 'TSLAx', name: 'Tesla xStock' }],
    [OTHER, { symbol: 'WIF', name: null }],
  ]);

  it('tells the token with a registered ticker at another address, and asks for each name once', async () => {
    const asked: string[] = [];
    const watch = new ImpostorWatch(
      'base',
      async (tokens) => {
        asked.push(...tokens);
        return named;
      },
      () => undefined,
    );
    const [seen] = await watch.sightings([pool(FAKE, USDC), pool(OTHER, USDC)], 1_000_000);
    expect(seen).toEqual({
      ...{ kind: 'impostor', tx: tx(1_000_000), index: 3, dex: 'uniswap-v3', pool: '0x0b' },
      tokens: [{ address: FAKE, symbol: 'TSLAx', name: 'Tesla xStock', pairedWith: USDC }],
    });
    expect(await watch.sightings([pool(USDC, FAKE)], 1_000_000)).toHaveLength(1);
    expect(asked).toEqual([FAKE, OTHER]);
  });

  it('asks nothing of registered and quote tokens, nor of pools that are old when they are read', async () => {
    const asked: string[] = [];
    const watch = new ImpostorWatch(
      'base',
      async (tokens) => {
        asked.push(...tokens);
        return named;
      },
      () => undefined,
    );
    const stock = '0xb2000000000000000000001e800a7f5189430cd0';
    expect(await watch.sightings([pool(stock, USDC), pool(FAKE, USDC, 1)], 31 * DAY)).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('says once that names cannot be read, holds nothing up, and asks again', async () => {
    const messages: string[] = [];
    let broken = true;
    const read = async () => {
      if (broken) throw new Error('no node');
      return named;
    };
    const watch = new ImpostorWatch('base', read, (message) => messages.push(message));
    expect(await watch.sightings([pool(FAKE, USDC)], 1_000_000)).toEqual([]);
    expect(await watch.sightings([pool(FAKE, USDC)], 1_000_000)).toEqual([]);
    expect(messages).toEqual(['base: names of new tokens cannot be read: no node']);
    broken = false;
    expect(await watch.sightings([pool(FAKE, USDC)], 1_000_000)).toHaveLength(1);
  });

  it('takes the names that transactions tell, whatever they hold', async () => {
    const hostile = '\u202eTSLAx<img src=x onerror=alert(1)>';
    const watch = new ImpostorWatch(
      'base',
      async () => new Map(),
      () => undefined,
    );
    const spoken = new Map([[FAKE, { symbol: 'ТSLАx', name: hostile }]]);
    const [seen] = await watch.sightings([pool(FAKE, OTHER)], 1_000_000, spoken);
    expect(seen?.tokens).toEqual([{ address: FAKE, symbol: 'ТSLАx', name: hostile, pairedWith: OTHER }]);
  });
});

describe('names', () => {
  const word = (value: number) => value.toString(16).padStart(64, '0');
  const abiText = (text: string) => {
    const bytes = Buffer.from(text).toString('hex');
    return `${word(32)}${word(bytes.length / 2)}${bytes.padEnd(Math.ceil(bytes.length / 64) * 64, '0')}`;
  };

  it('are ABI strings, or the 32 bytes of early tokens', () => {
    expect(textOf(`0x${abiText('TSLAx')}`)).toBe('TSLAx');
    expect(textOf(`0x${Buffer.from('MKR').toString('hex').padEnd(64, '0')}`)).toBe('MKR');
    for (const nothing of [undefined, '0x', `0x${word(0)}`, `0x${abiText('')}`, `0x${word(2 ** 40)}${word(1)}`]) {
      expect(textOf(nothing)).toBeNull();
    }
  });

  it('keep no NUL and no half characters, and end somewhere', () => {
    expect(keptText('SP\u0000Yx\ud800')).toBe('SPYx\ufffd');
    expect([...keptText('😀'.repeat(5_000))]).toHaveLength(100);
  });

  it('are read from a Token-2022 mint and from Metaplex', () => {
    const text = (value: string) => {
      const length = Buffer.alloc(4);
      length.writeUInt32LE(Buffer.byteLength(value));
      return Buffer.concat([length, Buffer.from(value)]);
    };
    const both = Buffer.concat([text('Tesla xStock'), text('TSLAx'), text('https://example.invalid')]);
    const metadata = Buffer.concat([Buffer.alloc(64), both]);
    const head = Buffer.alloc(4);
    head.writeUInt16LE(19, 0);
    head.writeUInt16LE(metadata.length, 2);
    const pointer = Buffer.from([18, 0, 64, 0, ...Buffer.alloc(64)]);
    const mint = Buffer.concat([Buffer.alloc(165), Buffer.from([1]), pointer, head, metadata]);
    expect(nameInMint(mint)).toEqual({ symbol: 'TSLAx', name: 'Tesla xStock' });
    expect(nameInMint(Buffer.alloc(82))).toBeNull();
    expect(nameInMint(mint.subarray(0, 260))).toBeNull();
    expect(nameInMetaplex(Buffer.concat([Buffer.alloc(65), both]))).toEqual({ symbol: 'TSLAx', name: 'Tesla xStock' });
  });

  const servers: ReturnType<typeof createServer>[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  /** A node whose `eth_call` is answered by `answer`; undefined for a call that reverts. */
  async function node(answer: (to: string, data: string) => string | undefined): Promise<RpcClient> {
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const calls = [JSON.parse(Buffer.concat(chunks).toString())].flat();
      const answers = calls.map(({ id, method, params }) => {
        const result = method === 'eth_chainId' ? '0x2105' : answer(params[0].to, params[0].data);
        return result === undefined
          ? { jsonrpc: '2.0', id, error: { code: 3, message: 'execution reverted' } }
          : { jsonrpc: '2.0', id, result };
      });
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answers));
    });
    servers.push(server);
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return new RpcClient({ urls: [url], chainId: 8453, signal: new AbortController().signal, log: () => undefined });
  }

  it('are asked one by one where there is no Multicall3; a contract that reverts has none', async () => {
    const rpc = await node((to, data) => {
      if (to !== FAKE) return to === OTHER ? undefined : '0x';
      return `0x${abiText(data === '0x95d89b41' ? 'TSLAx' : 'Tesla xStock')}`;
    });
    const names = await readEvmTokenNames(rpc, [FAKE, OTHER], 5);
    expect([...names]).toEqual([[FAKE, { symbol: 'TSLAx', name: 'Tesla xStock' }]]);
  });

  it('are asked together of Multicall3', async () => {
    const tuple = (success: number, bytes: string) =>
      `${word(success)}${word(64)}${word(bytes.length / 2)}${bytes.padEnd(Math.ceil(bytes.length / 64) * 64, '0')}`;
    const calls: string[] = [];
    const rpc = await node((to, data) => {
      if (to !== '0xca11bde05977b3631167028862be2a173976ca11') throw new Error('only Multicall3 is asked');
      calls.push(data);
      const results = [tuple(1, abiText('TSLAx')), tuple(1, abiText('Tesla')), tuple(0, ''), tuple(0, '')];
      const offsets = results.map((_, place) =>
        word(32 * results.length + results.slice(0, place).reduce((sum, each) => sum + each.length / 2, 0)),
      );
      return `0x${word(32)}${word(results.length)}${offsets.join('')}${results.join('')}`;
    });
    const names = await readEvmTokenNames(rpc, [FAKE, OTHER], 5);
    expect([...names]).toEqual([[FAKE, { symbol: 'TSLAx', name: 'Tesla' }]]);
    expect(calls).toHaveLength(1);
    expect(calls[0]).toContain(`${FAKE.slice(2).padStart(64, '0')}${word(1)}${word(96)}${word(4)}95d89b41`);
  });
});

it('announced pools are those of every factory, whichever tokens they hold', () => {
  const registry = evmRegistry('base');
  const factory = [...registry.factories.values()].find(({ dex }) => dex === 'uniswap-v3')!;
  const topic = (address: string) => `0x${address.slice(2).padStart(64, '0')}`;
  const log = {
    address: factory.address,
    topics: [uniswapV3.creation.topic0, topic(FAKE), topic(USDC), topic('0x0bb8')],
    data: `0x${'3c'.padStart(64, '0')}${'b1'.padStart(64, '0')}`,
    ...{ logIndex: 4, transactionIndex: 2, transactionHash: '0x0c' },
  };
  const block = {
    ...{ height: 9, hash: '0x09', timestamp: 99 },
    logs: [log, { ...log, address: OTHER, logIndex: 5 }],
    transactions: [{ hash: '0x0c', index: 2, from: '0x0d' }],
  };
  expect(announcedPools([block], registry)).toMatchObject([
    {
      dex: 'uniswap-v3',
      pool: `0x${'b1'.padStart(40, '0')}`,
      token0: FAKE,
      token1: USDC,
      index: 4,
      tx: { txId: '0x0c' },
    },
  ]);
});
