import type { RpcTransport } from '@solana/kit';
import type { ConcentratedPool } from '@tokentape/core/curves/concentrated-pool.ts';
import {
  clmmConfigAccount,
  clmmPoolAccount,
  clmmTickArrayAccounts,
} from '@tokentape/replay/encode/solana/accounts/clmm-accounts.ts';
import { describe, expect, it } from 'vitest';
import { address } from '../../testing/solana-fixtures.ts';
import { PoolReader } from './pool-reader.ts';
import { PoolReads } from './pool-reads.ts';
import { indexOf } from './read-facts.ts';

const POOL = address('pool');
const keys = {
  ...{ config: address('config'), mint0: address('mint 0'), mint1: address('mint 1') },
  ...{ vault0: address('vault 0'), vault1: address('vault 1') },
};
const arrayOf = (nth: number) => address(`array ${nth}`);

/** A CLMM pool with one position in each of so many tick arrays. */
function curveWith(arrays: number): ConcentratedPool {
  const ticks = Array.from({ length: arrays }, (_, nth) => [
    { index: nth * 60, liquidityNet: 5n },
    { index: nth * 60 + 10, liquidityNet: -5n },
  ]).flat();
  return {
    ...{ sqrtPrice: 1n << 64n, tick: 0, liquidity: 5n, feePips: 500, tickSpacing: 1, resolution: 64, ticks },
  };
}

/** A node whose answers a test can change between two requests; tells what it was asked. */
function node(curve: ConcentratedPool, before?: (method: string, asked: number) => void) {
  const data = new Map<string, Uint8Array>();
  const state = { slot: 100, asked: [] as string[] };
  const put = (next: ConcentratedPool): void => {
    data.clear();
    data.set(POOL, clmmPoolAccount(keys, next));
    data.set(keys.config, clmmConfigAccount(1, next));
    for (const [nth, bytes] of clmmTickArrayAccounts(POOL, next).entries()) data.set(arrayOf(nth), bytes);
  };
  put(curve);
  const transport = (async ({ payload }: { payload: { method: string; params: unknown[] } }) => {
    const { method, params } = payload;
    state.asked.push(method);
    before?.(method, state.asked.length);
    const context = { slot: state.slot };
    if (method === 'getBlockTime') return { result: 1_751_241_600 };
    if (method === 'getProgramAccounts') {
      const found = [...data.keys()].filter((key) => key !== POOL && key !== keys.config);
      return { result: { context, value: found.map((pubkey) => ({ pubkey })) } };
    }
    const wanted = params[0] as string[];
    if (wanted.length > 100) throw new Error('more than 100 accounts at once');
    const value = wanted.map((key) => {
      const bytes = data.get(key);
      return bytes === undefined ? null : { data: [Buffer.from(bytes).toString('base64'), 'base64'] };
    });
    return { result: { context, value } };
  }) as unknown as RpcTransport;
  return { reader: new PoolReader(transport), state, put, data };
}

describe('reading a pool by account', () => {
  it.each([1, 250])('gives the whole curve at one slot, with %i tick arrays', async (arrays) => {
    const curve = curveWith(arrays);
    const read = await node(curve).reader.read('raydium-clmm', POOL);
    expect(read).toMatchObject({ pool: POOL, slot: 100, tickSpacing: 1, fee: { pips: 500 } });
    expect(read?.curve).toMatchObject({ liquidity: 5n, tick: 0 });
    expect((read!.curve as ConcentratedPool).ticks).toHaveLength(curve.ticks.length);
  });

  it('reads again when an array was opened meanwhile, and gives up on a pool that never stands still', async () => {
    const opening = node(curveWith(1), (method, asked) => {
      if (method === 'getMultipleAccounts' && asked === 3) opening.put(curveWith(2));
    });
    const read = await opening.reader.read('raydium-clmm', POOL);
    expect((read!.curve as ConcentratedPool).ticks).toHaveLength(4);
    let count = 1;
    const restless = node(curveWith(1), (method) => {
      if (method === 'getProgramAccounts') restless.put(curveWith(++count));
    });
    await expect(restless.reader.read('raydium-clmm', POOL)).rejects.toMatchObject({ code: 'ACCOUNT_MOVING' });
  });

  it('refuses an answer older than what was indexed', async () => {
    await expect(node(curveWith(1)).reader.read('raydium-clmm', POOL, 101)).rejects.toMatchObject({
      code: 'ACCOUNT_MOVING',
    });
  });
});

describe('what was read waits for its batch', () => {
  const head = { height: 90, hash: 'slot-90', time: 1_751_241_000 };
  const pools = [{ dex: 'raydium-clmm', pool: POOL, known: false }];
  const logs: string[] = [];
  const readsOf = (reader: PoolReader) =>
    new PoolReads({ chain: 'solana', reader, followed: () => pools, everyMs: 0, log: (text) => logs.push(text) });

  it('is taken by the batch that covers its slot, or begins right behind it, and by no other', async () => {
    for (const [from, to, taken] of [
      [91, 99, 0],
      [91, 100, 2],
      [100, 120, 2],
      [101, 120, 2],
    ] as const) {
      const reads = readsOf(node(curveWith(1)).reader);
      await reads.idle(head);
      const facts = reads.take(from, to);
      expect([from, to, facts.length]).toEqual([from, to, taken]);
      if (taken > 0) expect(facts[1]).toMatchObject({ kind: 'pool-state', source: 'read', index: indexOf(POOL) });
      expect(reads.take(from, to)).toEqual([]);
    }
  });

  it('is dropped when facts of its slot are not at hand any more, and read again', async () => {
    const { reader, state } = node(curveWith(1));
    const reads = readsOf(reader);
    await reads.idle(head);
    const asked = state.asked.length;
    await reads.idle(head);
    expect(state.asked).toHaveLength(asked);
    expect(reads.take(102, 130)).toEqual([]);
    state.slot = 140;
    await reads.idle(head);
    expect(reads.take(131, 150)).toHaveLength(2);
  });

  it('a pool that cannot be read is said once, and left alone for a while', async () => {
    const { reader, data, state } = node(curveWith(1));
    data.delete(POOL);
    const reads = readsOf(reader);
    await reads.idle(head);
    const asked = state.asked.length;
    await reads.idle(head);
    expect(state.asked).toHaveLength(asked);
    expect(logs).toEqual([`${POOL} (raydium-clmm) could not be read by account: Account ${POOL} does not exist.`]);
  });
});
