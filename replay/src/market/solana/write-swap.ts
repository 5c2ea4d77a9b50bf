import { binFeeRate } from '@tokentape/core/curves/bin-fee.ts';
import { DLMM_PROGRAM, dlmmSwap } from '../../encode/solana/meteora-dlmm.ts';
import { WHIRLPOOL_PROGRAM, whirlpoolSwap } from '../../encode/solana/orca-whirlpool.ts';
import { RAYDIUM_CLMM_PROGRAM } from '../../encode/solana/programs.ts';
import { raydiumSwap } from '../../encode/solana/raydium-clmm.ts';
import { cpmmSwap, RAYDIUM_CPMM_PROGRAM } from '../../encode/solana/raydium-cpmm.ts';
import type { Caller } from '../../encode/solana/token-instructions.ts';
import type { VenueSwap } from '../../encode/solana/venue-swap.ts';
import { isBins, isConcentrated, type MarketCurve } from '../curves.ts';
import { concentrated, type ExecutedFill, type Venue } from '../pool.ts';

export const VENUE_PROGRAMS: Readonly<Record<Exclude<Venue, 'uniswap-v3'>, string>> = {
  'raydium-clmm': RAYDIUM_CLMM_PROGRAM,
  'orca-whirlpool': WHIRLPOOL_PROGRAM,
  'raydium-cpmm': RAYDIUM_CPMM_PROGRAM,
  'meteora-dlmm': DLMM_PROGRAM,
};

/** What Raydium's event says of the curve after a fill. */
export function raydiumAfter(curve: MarketCurve) {
  const { sqrtPrice, liquidity, tick } = concentrated(curve);
  return { sqrtPriceX64: sqrtPrice, liquidity, tick };
}

/** Writes a fill as the instruction of its venue. */
export function writeSwap(caller: Caller, swap: VenueSwap, { before, after, feeRaw }: ExecutedFill): void {
  if (isBins(before) && isBins(after)) {
    const feeRate = binFeeRate(before.fee, before.binStep, before.activeId);
    dlmmSwap(caller, { ...swap, feeRaw, startBin: before.activeId, endBin: after.activeId, feeRate });
  } else if (isConcentrated(before) && isConcentrated(after)) {
    if (before.program === 'whirlpool') {
      whirlpoolSwap(caller, { ...swap, feeRaw, sqrtPriceBefore: before.sqrtPrice, sqrtPriceAfter: after.sqrtPrice });
    } else {
      raydiumSwap(caller, { ...swap, after: raydiumAfter(after) });
    }
  } else if ('reserve0' in before) {
    cpmmSwap(caller, { ...swap, reserve0: before.reserve0, reserve1: before.reserve1 });
  }
}
