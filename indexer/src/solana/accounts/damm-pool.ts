import { CodedError } from '@tokentape/core/coded-error.ts';
import type { RangePool } from '@tokentape/core/curves/range.ts';
import { AccountData } from './account-data.ts';

/** A Meteora DAMM v2 pool: its curve, and what it names. */
export interface DammPool {
  mint0: string;
  mint1: string;
  vault0: string;
  vault1: string;
  curve: RangePool;
  /** False where the fee follows a schedule or moves with volatility: then the curve's fee is zero. */
  feeKnown: boolean;
}

const SIDES = ['bought', 'token1'] as const;

/**
 * Pool. Layout: MeteoraAg/damm-v2 programs/cp-amm/src/state/pool.rs and fee.rs.
 * @throws CodedError `ACCOUNT_INVALID`, also for a pool that compounds its fees: it has another curve
 */
export function readDammPool(bytes: Uint8Array): DammPool {
  const data = new AccountData('Meteora DAMM v2 pool', bytes, 'f19a6d0411b16dbc', 1112);
  const on = SIDES[data.u8(484)];
  if (on === undefined) {
    throw new CodedError('ACCOUNT_INVALID', 'This Meteora DAMM v2 pool compounds its fees; its curve is another one.');
  }
  const scheduled = data.u8(16) > 1 || (data.u16(22) > 0 && data.u64(32) > 0n);
  const feeKnown = !scheduled && data.u8(56) === 0;
  return {
    mint0: data.key(168),
    mint1: data.key(200),
    vault0: data.key(232),
    vault1: data.key(264),
    curve: {
      sqrtPrice: data.u128(456),
      liquidity: data.u128(360),
      sqrtLow: data.u128(424),
      sqrtHigh: data.u128(440),
      fee: { nano: feeKnown ? Number(data.u64(8)) : 0, on },
    },
    feeKnown,
  };
}
