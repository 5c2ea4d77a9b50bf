import { curveDifference } from '@tokentape/core/liquidity/curve-difference.ts';
import { PoolCurve } from '@tokentape/core/liquidity/pool-curve.ts';
import type pg from 'pg';
import type { PoolRead } from '../sources/solana/pool-reader.ts';
import { type CataloguePool, loadCatalogue } from '../store/catalogue.ts';
import { storedFacts } from '../store/stored-facts.ts';
import { finding, type Invariant } from './invariant.ts';

/** Q09: curves rebuilt from facts up to a slot are what the pools' accounts were then. `reads` lie at indexed slots. */
export const poolAccounts = (reads: readonly PoolRead[]): Invariant => ({
  id: 'Q09',
  title: 'Curves rebuilt from facts are those of the accounts',
  check: async (client) => {
    const { pools, chainKey } = await loadCatalogue(client, 'solana');
    const rebuilt = await rebuild(client, chainKey, [...pools.values()], reads);
    const broken = reads.flatMap((read) => {
      const curve = rebuilt.get(read.pool)?.toCurve() ?? null;
      const difference = curve === null ? 'facts do not add up to a curve' : curveDifference(curve, read.curve);
      return difference === null ? [] : [`${read.pool} at slot ${read.slot}: ${difference}`];
    });
    return [finding(chainKey, reads.length, 'pools read by account', broken)];
  },
});

async function rebuild(
  client: pg.ClientBase,
  chainKey: number,
  pools: readonly CataloguePool[],
  reads: readonly PoolRead[],
): Promise<Map<string, PoolCurve>> {
  const slots = new Map(reads.map(({ pool, slot }) => [pool, slot]));
  const wanted = pools.filter(({ address }) => slots.has(address));
  const byKey = new Map(wanted.map((pool) => [pool.key, { pool, curve: new PoolCurve(pool) }]));
  for await (const fact of storedFacts(client, chainKey)) {
    if (fact.kind === 'multiplier' || fact.kind === 'feed-price') continue;
    const at = byKey.get(fact.pool);
    if (at === undefined || fact.block > (slots.get(at.pool.address) as number)) continue;
    if (fact.kind === 'liquidity') at.curve.change(fact);
    else if (fact.kind === 'pool-state') at.curve.setState(fact.state, fact.terms);
    else at.curve.fill({ ...fact, sell: fact.soldKey === at.pool.token0.key ? 0 : 1 });
  }
  return new Map([...byKey.values()].map(({ pool, curve }) => [pool.address, curve]));
}
