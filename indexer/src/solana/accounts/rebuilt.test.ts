import type { BinPool } from '@tokentape/core/curves/bins.ts';
import type { ConcentratedPool } from '@tokentape/core/curves/concentrated-pool.ts';
import type { ConstantProductPool } from '@tokentape/core/curves/constant-product.ts';
import type { Curve } from '@tokentape/core/curves/curve.ts';
import { liquiditySnapshot } from '@tokentape/core/curves/liquidity-snapshot.ts';
import type { RangePool } from '@tokentape/core/curves/range.ts';
import type { Fact, PoolSeen } from '@tokentape/core/facts/facts.ts';
import { PoolCurve } from '@tokentape/core/liquidity/pool-curve.ts';
import {
  clmmConfigAccount,
  clmmPoolAccount,
  clmmTickArrayAccounts,
} from '@tokentape/replay/encode/solana/accounts/clmm-accounts.ts';
import {
  cpmmConfigAccount,
  cpmmPoolAccount,
  tokenAccount,
} from '@tokentape/replay/encode/solana/accounts/cpmm-accounts.ts';
import { dammPoolAccount } from '@tokentape/replay/encode/solana/accounts/damm-accounts.ts';
import { dlmmBinArrayAccounts, dlmmPairAccount } from '@tokentape/replay/encode/solana/accounts/dlmm-accounts.ts';
import {
  whirlpoolAccount,
  whirlpoolTickArrayAccounts,
} from '@tokentape/replay/encode/solana/accounts/whirlpool-accounts.ts';
import type { MarketPool } from '@tokentape/replay/market/pool.ts';
import { SAMPLE_SEED } from '@tokentape/replay/market/sample-market.ts';
import { playSolanaWeek } from '@tokentape/replay/market/solana/solana-week.ts';
import { describe, expect, it } from 'vitest';
import { decodeSolanaTransaction, parseSolanaTransaction } from '../../dexes/solana.ts';
import { readClmmConfig } from './clmm-config.ts';
import { clmmCurve } from './clmm-curve.ts';
import { readClmmPool } from './clmm-pool.ts';
import { readClmmTickArray } from './clmm-tick-array.ts';
import { readCpmmConfig } from './cpmm-config.ts';
import { cpmmCurve } from './cpmm-curve.ts';
import { readCpmmPool } from './cpmm-pool.ts';
import { readDammPool } from './damm-pool.ts';
import { readDlmmBinArray } from './dlmm-bin-array.ts';
import { dlmmCurve } from './dlmm-curve.ts';
import { readDlmmPair } from './dlmm-pair.ts';
import { readTokenAccount } from './token-account.ts';
import { readWhirlpool } from './whirlpool.ts';
import { whirlpoolCurve } from './whirlpool-curve.ts';
import { readWhirlpoolTickArray } from './whirlpool-tick-array.ts';

const CLOCK = { filterPeriod: 30, decayPeriod: 600, reductionFactor: 5_000, volatilityAccumulator: 0, lastUpdate: 0 };
const week = playSolanaWeek(SAMPLE_SEED);

/** The pools of a venue, those with most transactions first. */
function poolsOf(venue: MarketPool['venue']): MarketPool[] {
  const count = ({ address }: MarketPool) => week.chain.ordinalsOf(address, false).length;
  return week.pools.filter((pool) => pool.venue === venue).sort((a, b) => count(b) - count(a));
}

const keysOf = ({ token0, token1, address }: MarketPool) => {
  return { config: address, mint0: token0.address, mint1: token1.address, vault0: address, vault1: address };
};

/** What the pool's history on the chain decodes to. */
function historyOf({ address }: MarketPool): Fact[] {
  return Array.from(week.chain.ordinalsOf(address, false)).flatMap((ordinal, txIndex) => {
    const tx = parseSolanaTransaction(week.chain.transaction(ordinal));
    const { facts } = decodeSolanaTransaction(tx, { chain: 'solana', txIndex, hash: 'hash' });
    return facts.filter((fact) => 'pool' in fact && fact.pool === address);
  });
}

function rebuilt(pool: MarketPool, feePips: number): Curve | null {
  const facts = historyOf(pool);
  const seen = facts.find((fact): fact is PoolSeen => fact.kind === 'pool') as PoolSeen;
  const curve = new PoolCurve({ ...seen, resolution: 64, feePips: seen.feePips ?? feePips });
  for (const fact of facts) {
    if (fact.kind === 'liquidity') curve.change(fact);
    else if (fact.kind === 'pool-state') curve.setState(fact.state, fact.terms);
    else if (fact.kind === 'fill') curve.fill({ ...fact, sell: fact.soldToken === seen.token0 ? 0 : 1 });
  }
  return curve.toCurve();
}

/** Depth and slippage of both must agree to the last unit, whichever token counts as money. */
function expectSame(fromFacts: Curve | null, fromAccounts: Curve): void {
  expect(fromFacts).not.toBeNull();
  for (const quote of [0, 1] as const) {
    const terms = {
      quote,
      sizesQuoteRaw: [10_000n, 1_000_000n, 100_000_000n, 1_000_000_000n, 10_000_000_000n],
      deltasBps: [10, 50, 100, 200, 500, 1_000],
    };
    const figures = liquiditySnapshot(fromAccounts, terms);
    expect(liquiditySnapshot(fromFacts as Curve, terms)).toEqual(figures);
    expect(figures.askDepthRaw.concat(figures.bidDepthRaw).some((depth) => depth > 0n)).toBe(true);
  }
}

describe('depth and slippage from facts equal those from the accounts', () => {
  it('of five Raydium CLMM pools of the sample', () => {
    const pools = poolsOf('raydium-clmm').slice(8, 13);
    for (const pool of pools) {
      const state = pool.curve as ConcentratedPool;
      const accounts = clmmCurve(
        readClmmPool(clmmPoolAccount(keysOf(pool), state)),
        readClmmConfig(clmmConfigAccount(1, state)),
        clmmTickArrayAccounts(pool.address, state).map(readClmmTickArray),
      );
      expectSame(rebuilt(pool, Number.NaN), accounts);
    }
    expect(pools).toHaveLength(5);
  });

  it('of every Whirlpool of the sample; its fee comes from its account', () => {
    const pools = poolsOf('orca-whirlpool');
    for (const pool of pools) {
      const state = pool.curve as ConcentratedPool;
      const account = readWhirlpool(whirlpoolAccount(keysOf(pool), state));
      const arrays = whirlpoolTickArrayAccounts(pool.address, state, 'dynamic').map((bytes) =>
        readWhirlpoolTickArray(bytes, account.tickSpacing),
      );
      expectSame(rebuilt(pool, account.feePips), whirlpoolCurve(account, arrays));
    }
    expect(pools.length).toBeGreaterThan(2);
  });

  it('of every CPMM pool of the sample', () => {
    const pools = poolsOf('raydium-cpmm');
    for (const pool of pools) {
      const { reserve0, reserve1, feePips } = pool.curve as ConstantProductPool;
      const apart = [pool.reserve0 - reserve0, pool.reserve1 - reserve1] as const;
      expect(apart.some((raw) => raw > 0n)).toBe(true);
      const fees = { protocol: apart, fund: [0n, 0n], creator: [0n, 0n] } as const;
      const [vault0, vault1] = [pool.reserve0, pool.reserve1].map(
        (raw) => readTokenAccount(tokenAccount(pool.token0.address, pool.address, raw)).amount,
      ) as [bigint, bigint];
      const account = readCpmmPool(cpmmPoolAccount(keysOf(pool), fees));
      const config = readCpmmConfig(cpmmConfigAccount(0, feePips));
      expectSame(rebuilt(pool, Number.NaN), cpmmCurve(account, config, vault0, vault1));
    }
    expect(pools.length).toBeGreaterThan(1);
  });

  it('of every DAMM v2 pool of the sample', () => {
    const pools = poolsOf('meteora-damm-v2');
    for (const pool of pools) {
      expectSame(rebuilt(pool, Number.NaN), readDammPool(dammPoolAccount(keysOf(pool), pool.curve as RangePool)).curve);
    }
    expect(pools.length).toBeGreaterThan(0);
  });

  it('of every liquidity book of the sample; its fee comes from its account', () => {
    const books = poolsOf('meteora-dlmm');
    for (const pool of books) {
      const state = pool.curve as BinPool;
      const pair = readDlmmPair(dlmmPairAccount(keysOf(pool), state, CLOCK));
      const arrays = dlmmBinArrayAccounts(pool.address, state).map(readDlmmBinArray);
      const accounts = dlmmCurve(pair, arrays, CLOCK.lastUpdate);
      const book = rebuilt(pool, Number.NaN);
      expectSame(book && { ...(book as BinPool), fee: accounts.fee }, accounts);
    }
    expect(books.length).toBeGreaterThan(1);
  });
});
