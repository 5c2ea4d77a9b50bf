import type { BinPool } from '@tokentape/core/curves/bins.ts';
import type { ConcentratedPool } from '@tokentape/core/curves/concentrated-pool.ts';
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
      const difference = differenceOf(rebuilt.get(read.pool), read);
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
    else if (fact.kind === 'pool-state') at.curve.setState(fact.state);
    else at.curve.fill({ ...fact, sell: fact.soldKey === at.pool.token0.key ? 0 : 1 });
  }
  return new Map([...byKey.values()].map(({ pool, curve }) => [pool.address, curve]));
}

/** What differs first; null when nothing does. The fee is no part of it: it comes from the account alone for some venues. */
function differenceOf(facts: PoolCurve | undefined, { curve: account }: PoolRead): string | null {
  const curve = facts?.toCurve() ?? null;
  if (curve === null) return 'facts do not add up to a curve';
  if ('ticks' in account && 'ticks' in curve) return concentratedDifference(curve, account);
  if ('bins' in account && 'bins' in curve) return bookDifference(curve, account);
  if (!('reserve0' in account && 'reserve0' in curve)) return 'another kind of curve';
  const [a, b] = [curve, account].map(({ reserve0, reserve1 }) => `reserves ${reserve0} and ${reserve1}`);
  return a === b ? null : `${a}, accounts ${b}`;
}

function bookDifference(facts: BinPool, account: BinPool): string | null {
  if (facts.activeId !== account.activeId) return `active bin ${facts.activeId}, account ${account.activeId}`;
  const [ours, theirs] = [facts, account].map(binsOf) as [Map<number, string>, Map<number, string>];
  for (const id of new Set([...ours.keys(), ...theirs.keys()])) {
    const [held, stated] = [ours.get(id) ?? 'nothing', theirs.get(id) ?? 'nothing'];
    if (held !== stated) return `bin ${id} holds ${held}, account ${stated}`;
  }
  return null;
}

const binsOf = ({ bins }: BinPool): Map<number, string> =>
  new Map(bins.map(({ id, amount0, amount1 }) => [id, `${amount0} and ${amount1}`]));

function concentratedDifference(facts: ConcentratedPool, account: ConcentratedPool): string | null {
  if (facts.sqrtPrice !== account.sqrtPrice) return `price ${facts.sqrtPrice}, account ${account.sqrtPrice}`;
  if (facts.liquidity !== account.liquidity) return `liquidity ${facts.liquidity}, account ${account.liquidity}`;
  const [ours, theirs] = [facts, account].map(netsOf) as [Map<number, bigint>, Map<number, bigint>];
  for (const index of new Set([...ours.keys(), ...theirs.keys()])) {
    const [net, stated] = [ours.get(index) ?? 0n, theirs.get(index) ?? 0n];
    if (net !== stated) return `tick ${index} holds net ${net}, account ${stated}`;
  }
  return null;
}

/** A tick whose positions cancel out is no part of the curve. */
const netsOf = ({ ticks }: ConcentratedPool): Map<number, bigint> =>
  new Map(ticks.map(({ index, liquidityNet }) => [index, liquidityNet]));
