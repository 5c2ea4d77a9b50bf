import type { ConcentratedPool, Tick } from '@tokentape/core/curves/concentrated.ts';
import type { Fact } from '@tokentape/core/facts/facts.ts';

/** The state of a concentrated pool as facts alone give it. */
export function rebuildConcentrated(facts: Fact[], address: string): ConcentratedPool {
  const ticks = new Map<number, Tick>();
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
      const { lower, upper, liquidityDelta } = fact;
      change(ticks, lower, liquidityDelta, liquidityDelta);
      change(ticks, upper, -liquidityDelta, liquidityDelta);
      if (lower <= pool.tick && pool.tick < upper) pool.liquidity += liquidityDelta;
    }
  }
  return { ...pool, ticks: [...ticks.values()].sort((a, b) => a.index - b.index) };
}

/** A tick stays initialised as long as some position ends at it, even when what enters equals what leaves. */
function change(ticks: Map<number, Tick>, index: number, net: bigint, gross: bigint): void {
  const tick = ticks.get(index) ?? { index, liquidityNet: 0n, liquidityGross: 0n };
  const liquidityGross = (tick.liquidityGross ?? 0n) + gross;
  if (liquidityGross === 0n) ticks.delete(index);
  else ticks.set(index, { index, liquidityNet: tick.liquidityNet + net, liquidityGross });
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
