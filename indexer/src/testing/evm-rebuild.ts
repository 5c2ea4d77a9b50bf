import type { ConcentratedPool } from '@tokentape/core/curves/concentrated.ts';
import type { Fact } from '@tokentape/core/facts/facts.ts';

/** The state of a concentrated pool as facts alone give it. */
export function rebuildConcentrated(facts: Fact[], address: string): ConcentratedPool {
  const nets = new Map<number, bigint>();
  const pool: Omit<ConcentratedPool, 'ticks'> = {
    sqrtPrice: 0n,
    liquidity: 0n,
    tick: 0,
    feePips: 0,
    tickSpacing: 0,
    resolution: 96,
  };
  for (const fact of facts) {
    if (!('pool' in fact) || fact.pool !== address) continue;
    if (fact.kind === 'pool') Object.assign(pool, { feePips: fact.feePips ?? 0, tickSpacing: fact.tickSpacing ?? 0 });
    if (fact.kind === 'pool-state') take(pool, fact.state);
    if (fact.kind === 'fill' && fact.after) take(pool, fact.after);
    if (fact.kind === 'liquidity') {
      nets.set(fact.lower, (nets.get(fact.lower) ?? 0n) + fact.liquidityDelta);
      nets.set(fact.upper, (nets.get(fact.upper) ?? 0n) - fact.liquidityDelta);
      if (fact.lower <= pool.tick && pool.tick < fact.upper) pool.liquidity += fact.liquidityDelta;
    }
  }
  const ticks = [...nets]
    .filter(([, net]) => net !== 0n)
    .map(([index, liquidityNet]) => ({ index, liquidityNet }))
    .sort((a, b) => a.index - b.index);
  return { ...pool, ticks };
}

function take(
  pool: { sqrtPrice: bigint; liquidity: bigint; tick: number },
  state: { sqrtPrice: bigint | null; liquidity: bigint | null; tick: number | null },
): void {
  pool.sqrtPrice = state.sqrtPrice ?? pool.sqrtPrice;
  pool.liquidity = state.liquidity ?? pool.liquidity;
  pool.tick = state.tick ?? pool.tick;
}

/** Balances of a token by owner as its transfer facts give them. */
export function balancesOf(facts: Fact[], token: string): Map<string, bigint> {
  const balances = new Map<string, bigint>();
  const add = (owner: string | null, raw: bigint) => {
    if (owner) balances.set(owner, (balances.get(owner) ?? 0n) + raw);
  };
  for (const fact of facts) {
    if (fact.kind !== 'transfer' || fact.token !== token) continue;
    add(fact.from, -fact.raw);
    add(fact.to, fact.raw);
  }
  return balances;
}
