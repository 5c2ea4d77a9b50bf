import type { BinPool } from '@tokentape/core/curves/bins.ts';
import type { PoolState } from '@tokentape/core/facts/facts.ts';
import { readPosition } from '@tokentape/core/facts/read-position.ts';
import type { PoolCurve } from '@tokentape/core/liquidity/pool-curve.ts';
import { describe, expect, it } from 'vitest';
import { Pricer } from '../pricing/pricer.ts';
import { readFacts } from '../sources/solana/read-facts.ts';
import { address } from '../testing/solana-fixtures.ts';
import { type DepthPool, DepthTracker } from './depth-tracker.ts';

const TIME = 1_751_241_600;
const token = (key: number, role: 'stock' | 'quote', decimals: number) => ({
  ...{ key, role, decimals, peg: role === 'quote' ? ('usd' as const) : null, unitRule: 'raw-stable' },
});
const pool: DepthPool = {
  ...{ key: 1, address: address('pair'), dex: 'meteora-dlmm', curve: 'bins', resolution: 64, feePips: null },
  ...{ tickSpacing: 25, creationSeen: true, token0: token(1, 'stock', 8), token1: token(2, 'quote', 6) },
};
const fee = {
  ...{ baseFactor: 10_000, baseFeePowerFactor: 0, variableFeeControl: 0, maxVolatilityAccumulator: 0 },
  ...{ volatilityReference: 0, indexReference: 0 },
};
const clock = {
  filterPeriod: 30,
  decayPeriod: 600,
  reductionFactor: 5_000,
  volatilityAccumulator: 0,
  lastUpdate: TIME,
};

/** What an account says of the book at a slot. */
function read(slot: number, bins: BinPool['bins']): PoolState {
  const curve: BinPool = { activeId: 0, binStep: 25, bins, fee };
  const sides = { token0: address('mint 0'), token1: address('mint 1'), vault0: address('a'), vault1: address('b') };
  const whole = {
    dex: 'meteora-dlmm',
    pool: pool.address,
    slot,
    curve,
    tickSpacing: 25,
    fee: { book: fee, clock },
    ...sides,
  };
  return readFacts('solana', whole, TIME)[1];
}

function opened(): DepthTracker {
  const tracker = new DepthTracker(new Pricer(2), TIME);
  const none = { sqrtPrice: null, liquidity: null };
  tracker.observeState(pool, { ...none, tick: 0, reserve0: 0n, reserve1: 0n });
  const position = address('position');
  tracker.observeChange(pool, { ...range(1, 1), amount0Raw: 5_000n, amount1Raw: 0n, owner: position });
  tracker.observeChange(pool, { ...range(-1, -1), amount0Raw: 0n, amount1Raw: 7_000n, owner: position });
  return tracker;
}

const range = (lower: number, upper: number) => ({ lower, upper, liquidityDelta: 0n });
const curveOf = (tracker: DepthTracker) => (tracker.curveOf(pool) as PoolCurve).toCurve();
const isKnown = (tracker: DepthTracker) => tracker.known()[0]?.known;
const held = [
  { id: -1, amount0: 0n, amount1: 7_000n },
  { id: 1, amount0: 5_000n, amount1: 0n },
];

describe('pools read by account', () => {
  it('a deposit that does not tell its bins ends what is stated of a book only until it is read', () => {
    const tracker = opened();
    expect(curveOf(tracker)).toMatchObject({ activeId: 0, bins: held });
    tracker.observeChange(pool, { ...range(1, 8), amount0Raw: 900n, amount1Raw: 0n, owner: address('position') });
    expect([curveOf(tracker), isKnown(tracker)]).toEqual([null, false]);
    const bins = [...held, { id: 2, amount0: 900n, amount1: 0n }];
    const fact = read(8, bins);
    expect(tracker.observeRead(pool, fact)).toBe(fact);
    expect([curveOf(tracker), isKnown(tracker)]).toMatchObject([{ activeId: 0, bins, fee }, true]);
    // Nobody knew it before, so there was nothing to compare.
    expect(tracker.takeChecks()).toEqual([]);
    // It is followed from there, and a position that was not read takes it back to unknown.
    tracker.observeChange(pool, { ...range(3, 3), amount0Raw: 100n, amount1Raw: 0n, owner: address('other') });
    const part = { lower: 3, upper: 3, liquidityDelta: -5_000n, amount0Raw: -50n, amount1Raw: 0n };
    tracker.observeChange(pool, { ...part, owner: address('other') });
    expect(curveOf(tracker)).toMatchObject({ bins: [...bins, { id: 3, amount0: 50n, amount1: 0n }] });
    tracker.observeChange(pool, { ...part, lower: 1, upper: 1, owner: address('position') });
    expect(isKnown(tracker)).toBe(false);
  });

  it('keeps of a known pool the fee alone, and nothing when it is known too', () => {
    const tracker = opened();
    expect(isKnown(tracker)).toBe(false);
    const kept = tracker.observeRead(pool, read(9, held));
    expect(kept).toMatchObject({ source: 'read', terms: { fee: { book: fee, clock } }, state: { tick: null } });
    expect(kept?.terms?.bins).toBeUndefined();
    expect(tracker.observeRead(pool, read(10, held))).toBeNull();
    expect(isKnown(tracker)).toBe(true);
    expect(tracker.takeChecks()).toEqual([
      { pool: pool.address, block: 9, difference: null },
      { pool: pool.address, block: 10, difference: null },
    ]);
    expect(tracker.takeChecks()).toEqual([]);
  });

  it('says where a known pool differs, and goes by the account from then on', () => {
    const tracker = opened();
    const bins = [held[0]!, { id: 1, amount0: 4_999n, amount1: 0n }];
    const fact = read(9, bins);
    expect(tracker.observeRead(pool, fact)).toBe(fact);
    expect(tracker.takeChecks()).toEqual([
      { pool: pool.address, block: 9, difference: 'bin 1 holds 5000 and 0, account 4999 and 0' },
    ]);
    expect(curveOf(tracker)).toMatchObject({ bins });
  });

  it('stands behind everything else in its slot, apart from other pools read there', () => {
    const { tx, index } = read(9, held);
    expect(tx).toEqual(readPosition('solana', { height: 9, hash: 'slot-9', time: TIME }));
    const [, other] = readFacts('solana', { ...wholeOf('another pair'), slot: 9 }, TIME);
    expect(other.index).not.toBe(index);
    expect(Math.max(index, other.index)).toBeLessThan(2 ** 31);
  });
});

function wholeOf(name: string) {
  const curve = { reserve0: 1n, reserve1: 2n, feePips: 2_500 };
  const sides = { token0: address('mint 0'), token1: address('mint 1'), vault0: address('a'), vault1: address('b') };
  return { dex: 'raydium-cpmm', pool: address(name), curve, tickSpacing: null, fee: { pips: 2_500 }, ...sides };
}
