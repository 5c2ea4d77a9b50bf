import type { BinPool } from '@tokentape/core/curves/bins.ts';
import type { Fact, PoolSeen } from '@tokentape/core/facts/facts.ts';
import { PoolCurve } from '@tokentape/core/liquidity/pool-curve.ts';
import type { MarketPool } from '@tokentape/replay/market/pool.ts';
import { SAMPLE_SEED } from '@tokentape/replay/market/sample-market.ts';
import { playSolanaWeek } from '@tokentape/replay/market/solana/solana-week.ts';
import { describe, expect, it } from 'vitest';
import { decodeSolanaTransaction, parseSolanaTransaction } from '../solana.ts';

const week = playSolanaWeek(SAMPLE_SEED);
const books = week.pools.filter(({ venue }) => venue === 'meteora-dlmm');

function factsOf({ address }: MarketPool): Fact[] {
  return Array.from(week.chain.ordinalsOf(address, false)).flatMap((ordinal, txIndex) => {
    const tx = parseSolanaTransaction(week.chain.transaction(ordinal));
    const { facts } = decodeSolanaTransaction(tx, { chain: 'solana', txIndex, hash: 'hash' });
    return facts.filter((fact) => 'pool' in fact && fact.pool === address);
  });
}

function follow(pool: MarketPool, facts: readonly Fact[]): PoolCurve {
  const seen = facts.find((fact): fact is PoolSeen => fact.kind === 'pool') as PoolSeen;
  const curve = new PoolCurve({ ...seen, resolution: 64 });
  for (const fact of facts) {
    if (fact.kind === 'liquidity') curve.change(fact);
    else if (fact.kind === 'pool-state') curve.setState(fact.state);
    else if (fact.kind === 'fill') curve.fill({ ...fact, sell: fact.soldToken === pool.token0.address ? 0 : 1 });
  }
  return curve;
}

describe('liquidity books of the sample, from their facts alone', () => {
  it.each(books.map((pool) => [pool.address, pool] as const))('%s: every bin as the market left it', (_, pool) => {
    const facts = factsOf(pool);
    const last = pool.curve as BinPool;
    expect(facts.filter(({ kind }) => kind === 'fill').length).toBeGreaterThan(50);
    const changes = facts.flatMap((fact) => (fact.kind === 'liquidity' ? [fact] : []));
    const deposits = changes.filter(({ liquidityDelta, terms }) => liquidityDelta === 0n && terms === undefined);
    expect(deposits).toHaveLength(last.bins.length);
    expect(deposits.every(({ lower, upper }) => lower === upper)).toBe(true);
    expect(changes.filter((change) => !deposits.includes(change))).toMatchObject([
      { liquidityDelta: -3_000n },
      { liquidityDelta: 0n, terms: { spread: { rule: { shape: 'curve', way: 'balanced' } } } },
    ]);
    const rebuilt = follow(pool, facts).toCurve() as BinPool;
    expect([rebuilt.activeId, rebuilt.binStep]).toEqual([last.activeId, last.binStep]);
    expect(rebuilt.bins).toEqual(last.bins.filter(({ amount0, amount1 }) => amount0 + amount1 > 0n));
  });

  it('is not stated any more once a fill, a bin or the opening is missing, or a change does not tell its bins', () => {
    const [pool] = books as [MarketPool];
    const facts = factsOf(pool);
    const fill = facts.findIndex(({ kind }) => kind === 'fill');
    const bin = facts.find((fact) => fact.kind === 'liquidity' && fact.lower === (pool.curve as BinPool).activeId);
    expect(bin).toBeDefined();
    expect(
      follow(
        pool,
        facts.filter((_, nth) => nth !== fill),
      ).toCurve(),
    ).toBeNull();
    expect(
      follow(
        pool,
        facts.filter((fact) => fact !== bin),
      ).toCurve(),
    ).toBeNull();
    expect(
      follow(
        pool,
        facts.filter(({ kind }) => kind !== 'pool-state'),
      ).toCurve(),
    ).toBeNull();
    const unknown = { ...(bin as Fact & { kind: 'liquidity' }), upper: 999_999 };
    expect(follow(pool, [...facts, unknown]).toCurve()).toBeNull();
  });
});
