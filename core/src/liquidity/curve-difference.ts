import type { BinPool } from '../curves/bins.ts';
import type { ConcentratedPool } from '../curves/concentrated-pool.ts';
import type { RangePool } from '../curves/range.ts';
import type { KnownCurve } from './pool-curve.ts';

/**
 * What differs first between a curve rebuilt from facts and the one that the pool's account has; null when nothing does.
 * The fee is no part of it: it comes from the account alone for some venues.
 */
export function curveDifference(facts: KnownCurve, account: KnownCurve): string | null {
  if ('ticks' in account && 'ticks' in facts) return concentratedDifference(facts, account);
  if ('bins' in account && 'bins' in facts) return bookDifference(facts, account);
  if ('sqrtLow' in account && 'sqrtLow' in facts) return rangeDifference(facts, account);
  if (!('reserve0' in account && 'reserve0' in facts)) return 'another kind of curve';
  const [a, b] = [facts, account].map(({ reserve0, reserve1 }) => `reserves ${reserve0} and ${reserve1}`);
  return a === b ? null : `${a}, accounts ${b}`;
}

function rangeDifference(facts: RangePool, account: RangePool): string | null {
  for (const name of ['sqrtPrice', 'liquidity', 'sqrtLow', 'sqrtHigh'] as const) {
    if (facts[name] !== account[name]) return `${name} ${facts[name]}, account ${account[name]}`;
  }
  return null;
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
