import { binFeeRate } from '@tokentape/core/curves/bin-fee.ts';
import { feeOnInput, type RangePool, swapRange } from '@tokentape/core/curves/range.ts';
import { DAMM_V2_PROGRAM, dammSwap } from '../../encode/solana/meteora-damm-v2.ts';
import { DLMM_PROGRAM, dlmmSwap } from '../../encode/solana/meteora-dlmm.ts';
import { WHIRLPOOL_PROGRAM, whirlpoolSwap } from '../../encode/solana/orca-whirlpool.ts';
import { RAYDIUM_CLMM_PROGRAM } from '../../encode/solana/programs.ts';
import { raydiumSwap } from '../../encode/solana/raydium-clmm.ts';
import { cpmmSwap, RAYDIUM_CPMM_PROGRAM } from '../../encode/solana/raydium-cpmm.ts';
import type { Caller } from '../../encode/solana/token-instructions.ts';
import type { VenueSwap } from '../../encode/solana/venue-swap.ts';
import { isBins, isConcentrated, isRange, type MarketCurve } from '../curves.ts';
import { concentrated, type ExecutedFill, type SolanaVenue } from '../pool.ts';

export const VENUE_PROGRAMS: Readonly<Record<SolanaVenue, string>> = {
  'raydium-clmm': RAYDIUM_CLMM_PROGRAM,
  'orca-whirlpool': WHIRLPOOL_PROGRAM,
  'raydium-cpmm': RAYDIUM_CPMM_PROGRAM,
  'meteora-dlmm': DLMM_PROGRAM,
  'meteora-damm-v2': DAMM_V2_PROGRAM,
};

/** What Raydium's event says of the curve after a fill. */
export function raydiumAfter(curve: MarketCurve) {
  const { sqrtPrice, liquidity, tick } = concentrated(curve);
  return { sqrtPriceX64: sqrtPrice, liquidity, tick };
}

/** Writes a fill as the instruction of its venue. */
export function writeSwap(caller: Caller, swap: VenueSwap, fill: ExecutedFill): void {
  const { before, after, feeRaw } = fill;
  if (isBins(before) && isBins(after)) {
    const feeRate = binFeeRate(before.fee, before.binStep, before.activeId);
    dlmmSwap(caller, { ...swap, feeRaw, startBin: before.activeId, endBin: after.activeId, feeRate });
  } else if (isConcentrated(before) && isConcentrated(after)) {
    if (before.program === 'whirlpool') {
      whirlpoolSwap(caller, { ...swap, feeRaw, sqrtPriceBefore: before.sqrtPrice, sqrtPriceAfter: after.sqrtPrice });
    } else {
      raydiumSwap(caller, { ...swap, after: raydiumAfter(after) });
    }
  } else if (isRange(before) && isRange(after)) {
    dammSwap(caller, { ...swap, ...rangeEvent(before, after, fill) });
  } else if ('reserve0' in before) {
    cpmmSwap(caller, { ...swap, reserve0: before.reserve0, reserve1: before.reserve1 });
  }
}

function rangeEvent(
  before: RangePool,
  after: RangePool,
  { sell, amountIn, amountOut, reserve0, reserve1 }: ExecutedFill,
) {
  const [delta0, delta1] = sell === 0 ? [amountIn, -amountOut] : [-amountOut, amountIn];
  return {
    fee: swapRange(before, sell, amountIn).feePaid,
    onInput: feeOnInput(before, sell),
    sqrtPriceAfter: after.sqrtPrice,
    reserve0: reserve0 + delta0,
    reserve1: reserve1 + delta1,
  };
}
