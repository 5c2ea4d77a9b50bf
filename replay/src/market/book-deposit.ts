import { binPrice } from '@tokentape/core/curves/bin-price.ts';
import { spreadOver } from '@tokentape/core/curves/bin-spread.ts';
import type { Bin, BinPool } from '@tokentape/core/curves/bins.ts';

/** What a deposit makes of a liquidity book, and what it took of the two amounts offered. */
export interface BookDeposited {
  lower: number;
  upper: number;
  amount0: bigint;
  amount1: bigint;
  bins: Bin[];
}

/**
 * A balanced deposit in the shape of a curve around the active bin, in the mix that it has, so that no composition fee falls due.
 * @param shares what each bin gave out; grows by what the deposit gets, by value and rounded down
 */
export function depositCurve(
  book: BinPool,
  shares: Map<number, bigint>,
  reach: number,
  offered: readonly [bigint, bigint],
): BookDeposited {
  const { activeId, binStep } = book;
  const [lower, upper] = [activeId - reach, activeId + reach];
  const held = new Map(book.bins.map((bin) => [bin.id, bin]));
  const spread = { active: activeId, offered, rule: { shape: 'curve', way: 'balanced' } } as const;
  const added = spreadOver(spread, [lower, upper], { binStep, active: held.get(activeId) ?? emptyBin(activeId) });
  if (added === null) throw new Error('The program refuses this deposit.');
  let [amount0, amount1] = [0n, 0n];
  for (const { id, ...amounts } of added) {
    const bin = held.get(id) ?? emptyBin(id);
    const worth = (of: Omit<Bin, 'id'>) => binPrice(id, binStep) * of.amount0 + (of.amount1 << 64n);
    const supply = shares.get(id) ?? 0n;
    shares.set(id, supply + (supply === 0n ? worth(amounts) : (worth(amounts) * supply) / worth(bin)));
    held.set(id, { id, amount0: bin.amount0 + amounts.amount0, amount1: bin.amount1 + amounts.amount1 });
    [amount0, amount1] = [amount0 + amounts.amount0, amount1 + amounts.amount1];
  }
  return { lower, upper, amount0, amount1, bins: [...held.values()].sort((a, b) => a.id - b.id) };
}

const emptyBin = (id: number): Bin => ({ id, amount0: 0n, amount1: 0n });
