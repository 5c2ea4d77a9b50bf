import { expect, it } from 'vitest';
import type { SolanaTransaction } from '../../dexes/solana.ts';
import type { PlacedTransaction } from './history.ts';
import { Overlap } from './overlap.ts';

const at = (slot: number, signature: string): PlacedTransaction => ({
  index: 0,
  tx: { slot, signature } as SolanaTransaction,
});
const signatures = (batch: { transactions: PlacedTransaction[] } | null) =>
  batch?.transactions.map(({ tx }) => tx.signature);

it('F49: what the last slots gain after they were read comes with the next batch, what was there does not come again', () => {
  const overlap = new Overlap(300);
  expect(overlap.startFrom(1000)).toBe(1000);
  expect(signatures(overlap.fresh({ transactions: [at(1000, 'a'), at(1400, 'b')], to: 1500 }, 1000))).toEqual([
    'a',
    'b',
  ]);
  expect(overlap.startFrom(1501)).toBe(1201);
  expect(overlap.fresh({ transactions: [at(1350, 'late'), at(1400, 'b')], to: 1450 }, 1501)).toBeNull();
  const next = overlap.fresh({ transactions: [at(1510, 'c')], to: 1520 }, 1501);
  expect(signatures(next)).toEqual(['late', 'c']);
});
