import { CodedError } from '@tokentape/core/coded-error.ts';
import { describe, expect, it } from 'vitest';
import { hasRealSolana, realSolana } from '../testing/real-solana.ts';
import { decodeSolanaTransaction, parseSolanaTransaction } from './solana.ts';

const NAMES = [
  'tslax-raydium-clmm-buy',
  'jupiter-route-v2-humidifi-dlmm-whirlpool-pumpswap',
  'jupiter-shared-accounts-route-1',
  'okx-swap-cpmm-clmm',
];
const ODD = [null, -1, 1.5, 1e300, '', 'x', '-5', '0x10', [], {}, true, [null], { amount: 'NaN' }, '1'.repeat(30)];

/** Numbers in [0, below), the same in every run. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

/** Replaces, removes, doubles or cuts one thing somewhere in a JSON value. */
function damage(value: unknown, roll: (below: number) => number): void {
  let at = value as Record<string, unknown> | unknown[];
  for (;;) {
    const keys = Object.keys(at);
    if (keys.length === 0) return;
    const key = keys[roll(keys.length)] as keyof typeof at;
    const child = at[key] as unknown;
    if (typeof child === 'object' && child !== null && roll(6) > 0) {
      at = child as Record<string, unknown>;
      continue;
    }
    const kind = roll(4);
    if (kind === 0) delete at[key];
    else if (kind === 1 && Array.isArray(at)) at.push(structuredClone(child));
    else if (kind === 2 && typeof child === 'string')
      (at as Record<string, unknown>)[key as string] = child.slice(roll(child.length + 1));
    else (at as Record<string, unknown>)[key as string] = ODD[roll(ODD.length)];
    return;
  }
}

describe.skipIf(!hasRealSolana)('damaged answers', () => {
  it.each(NAMES)('%s: facts or an error with a code, and never an amount below zero', (name) => {
    const given = JSON.parse(realSolana(name));
    const roll = dice(name.length);
    let decoded = 0;
    for (let round = 0; round < 1_500; round++) {
      const answer = structuredClone(given);
      for (let wound = roll(3); wound >= 0; wound--) damage(answer, roll);
      try {
        const { facts } = decodeSolanaTransaction(parseSolanaTransaction(answer), {
          chain: 'solana',
          txIndex: 0,
          hash: '',
          pools: new Set(),
        });
        decoded++;
        for (const fact of facts) {
          if (fact.kind === 'fill')
            expect(fact.soldRaw >= 0n && fact.boughtRaw >= 0n && fact.pool.length > 0).toBe(true);
        }
      } catch (error) {
        if (!(error instanceof CodedError)) throw error;
      }
    }
    expect(decoded).toBeGreaterThan(100);
  });
});
