import { binFeeAt } from '@tokentape/core/curves/bin-fee.ts';
import type { BinPool } from '@tokentape/core/curves/bins.ts';
import type { DlmmBinArray } from './dlmm-bin-array.ts';
import type { DlmmPair } from './dlmm-pair.ts';

/** The curve of a liquidity book as its accounts have it, with the fee that a swap at `time` (Unix seconds) would meet. */
export function dlmmCurve(pair: DlmmPair, arrays: readonly DlmmBinArray[], time: number): BinPool {
  const { activeId, binStep, fee, clock } = pair;
  const bins = arrays.flatMap((array) => array.bins).sort((a, b) => a.id - b.id);
  return { activeId, binStep, bins, fee: binFeeAt(fee, clock, activeId, time) };
}
