import type { Fact } from '@tokentape/core/facts/facts.ts';
import type { UnitRule } from '@tokentape/core/registry/types.ts';
import { type MultiplierChange, multiplierAt } from '@tokentape/core/units.ts';

const ONE = 10n ** 18n;

/** A token's state as facts alone give it. */
export interface RebuiltToken {
  /** In units of 10^−18; one before the first announcement. */
  multiplier: bigint;
  /** What balances are kept in: raw units, or of a rebasing token what they were divided by. */
  units: Map<string, bigint>;
  supplyUnits: bigint;
  /** As the contract answers `balanceOf`. */
  balanceOf(owner: string): bigint;
  totalSupply: bigint;
}

/** The state of a token at the end of a block of this height and time, from its transfers and announcements until then. */
export function rebuildToken(
  facts: readonly Fact[],
  token: string,
  rule: UnitRule,
  { height, time }: { height: number; time: number },
): RebuiltToken {
  const changes: MultiplierChange[] = [];
  const units = new Map<string, bigint>();
  let supplyUnits = 0n;
  const scaled = (at: number): bigint => scaledValue(multiplierAt(changes, at) ?? '1');
  for (const fact of facts) {
    if (!('token' in fact) || fact.token !== token || fact.tx.block.height > height) continue;
    if (fact.kind === 'multiplier') {
      const { value, effectiveTime } = fact;
      changes.push({ value, effectiveTime, announcedTime: fact.tx.block.time });
    }
    if (fact.kind !== 'transfer') continue;
    const moved = rule === 'rebasing' ? (fact.units ?? (fact.raw * ONE) / scaled(fact.tx.block.time)) : fact.raw;
    const add = (owner: string | null, sign: 1n | -1n): void => {
      if (owner === null) supplyUnits -= sign * moved;
      else units.set(owner, (units.get(owner) ?? 0n) + sign * moved);
    };
    add(fact.from, -1n);
    add(fact.to, 1n);
  }
  const multiplier = scaled(time);
  const worth = (own: bigint): bigint => (rule === 'rebasing' ? (own * multiplier) / ONE : own);
  return {
    ...{ multiplier, units, supplyUnits },
    balanceOf: (owner) => worth(units.get(owner) ?? 0n),
    totalSupply: worth(supplyUnits),
  };
}

/** What `convertToAssets` of a wrapper answers, from the facts of the wrapper and of what it holds. */
export function convertedByFacts(wrapper: RebuiltToken, base: RebuiltToken, address: string, shares: bigint): bigint {
  return (shares * (base.balanceOf(address) + 1n)) / (wrapper.supplyUnits + 1n);
}

/** An exact decimal string of at most 18 places in units of 10^−18. */
function scaledValue(text: string): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole) * ONE + BigInt(fraction.padEnd(18, '0'));
}
