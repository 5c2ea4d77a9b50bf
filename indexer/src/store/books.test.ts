import type { BinPool } from '@tokentape/core/curves/bins.ts';
import type { ConstantProductPool } from '@tokentape/core/curves/constant-product.ts';
import type { Fact } from '@tokentape/core/facts/facts.ts';
import { depthRow } from '@tokentape/core/liquidity/depth-row.ts';
import { USD_SCALE } from '@tokentape/core/liquidity/usd.ts';
import { SAMPLE_SEED } from '@tokentape/replay/market/sample-market.ts';
import { playSolanaWeek } from '@tokentape/replay/market/solana/solana-week.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FactBatch } from '../batch.ts';
import { decodeSolanaTransaction, parseSolanaTransaction } from '../dexes/solana.ts';
import { type FreshDatabases, startFreshDatabases } from '../testing/fresh-databases.ts';
import { openTestIngest } from '../testing/ingest.ts';
import { openStore } from './open-store.ts';

const week = playSolanaWeek(SAMPLE_SEED);
const pools = week.pools.filter(({ venue }) => venue === 'meteora-dlmm' || venue === 'raydium-cpmm');
const USDC = 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v';
const HOUR = 3_600;

/** All that happened to the books and constant-product pools of the sample, in order; its slots are counted from the first. */
function facts(): Fact[] {
  const own = new Set(pools.map(({ address }) => address));
  const ordinals = new Set(pools.flatMap(({ address }) => Array.from(week.chain.ordinalsOf(address, false))));
  const seen = new Set<string>();
  const inOrder = [...ordinals].sort((a, b) => a - b);
  const first = week.chain.transaction(inOrder[0] as number).slot;
  return inOrder.flatMap((ordinal) => {
    const tx = parseSolanaTransaction(week.chain.transaction(ordinal));
    tx.slot -= first;
    const at = { chain: 'solana' as const, txIndex: ordinal, hash: `hash ${tx.slot}`, pools: seen };
    return decodeSolanaTransaction(tx, at).facts.filter((fact) => 'pool' in fact && own.has(fact.pool));
  });
}

/** Cuts the facts between blocks into batches of at least this many; the last one ends an hour after the last fact. */
function batchesOf(all: readonly Fact[], size: number): FactBatch[] {
  const batches: FactBatch[] = [];
  let facts: Fact[] = [];
  let fromBlock = 0;
  for (const [nth, fact] of all.entries()) {
    facts.push(fact);
    const { block } = fact.tx;
    const next = all[nth + 1]?.tx.block;
    if (next !== undefined && (next.height === block.height || facts.length < size)) continue;
    const to = next === undefined ? { height: block.height + 1, hash: 'end', time: block.time + HOUR } : block;
    batches.push({ chain: 'solana', fromBlock, to, finalized: to, facts, failed: [], unrecognised: [] });
    [facts, fromBlock] = [[], to.height + 1];
  }
  return batches;
}

describe('depth of liquidity books and constant-product pools', () => {
  let databases: FreshDatabases;
  const all = facts();

  beforeAll(async () => {
    databases = await startFreshDatabases();
  });
  afterAll(() => databases?.stop());

  async function depthAfter(size: number): Promise<Record<string, unknown>[]> {
    const url = await databases.create();
    const path = await openTestIngest(url, 'solana');
    try {
      for (const batch of batchesOf(all, size)) await path.write(openStore('solana'), batch);
    } finally {
      await path.close();
    }
    return databases.query(
      url,
      `SELECT p.id, h.hour, h.tick, h.reserve0_raw, h.reserve1_raw, h.ask_depth_usd::text[] AS ask, h.bid_depth_usd::text[] AS bid,
              h.buy_impact::text[] AS buy, h.sell_impact::text[] AS sell, h.state
         FROM pool_depth_hour h JOIN pool p ON p.key = h.pool_key ORDER BY p.id, h.hour`,
    );
  }

  it('ends at what the market left, hour by hour, the same with a restart before every batch', {
    timeout: 120_000,
  }, async () => {
    const whole = await depthAfter(all.length);
    for (const pool of pools) {
      const hours = whole.filter(({ id }) => id === `solana:${pool.address}`);
      expect(hours.length).toBeGreaterThan(20);
      const curve = pool.curve as BinPool | ConstantProductPool;
      const expected = depthRow(curve, {
        quote: pool.token1.address === USDC ? 1 : 0,
        quoteDecimals: 6,
        stockDecimals: 8,
        quotePrice: USD_SCALE,
        multiplier: { numerator: 1n, denominator: 1n },
        feeKnown: false,
      });
      const { tick, reserve0Raw, reserve1Raw, askDepthUsd, bidDepthUsd, state } = expected;
      expect(hours.at(-1)).toMatchObject({
        tick,
        reserve0_raw: String(reserve0Raw),
        reserve1_raw: String(reserve1Raw),
        ask: askDepthUsd,
        bid: bidDepthUsd,
        state,
      });
    }
    expect(await depthAfter(150)).toEqual(whole);
  });
});
