import { CodedError } from '@tokentape/core/coded-error.ts';
import type { RangePool } from '@tokentape/core/curves/range.ts';
import { type RangeFeeTerms, rangeFeeAt } from '@tokentape/core/curves/range-fee.ts';
import { dammFee } from '../damm-fee.ts';
import { AccountData } from './account-data.ts';

/** A Meteora DAMM v2 pool: its curve, and what it names. */
export interface DammPool {
  mint0: string;
  mint1: string;
  vault0: string;
  vault1: string;
  /** With the fee that it ends at where that follows a schedule; zero where it is not known. */
  curve: RangePool;
  /** Null where it moves with volatility, with what is traded, or by slots. */
  fee: RangeFeeTerms | null;
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
  const told = dammFee({
    first: data.u64(8),
    periods: data.u16(22),
    frequency: data.u64(24),
    reduction: data.u64(32),
    mode: data.u8(16),
    dynamic: data.u8(56) !== 0,
    unit: data.u8(480) === 1 ? 'second' : 'slot',
    activation: data.u64(472),
  });
  const fee = told && { ...told, on };
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
      fee: fee === null ? { nano: 0, on } : rangeFeeAt(fee),
    },
    fee,
  };
}
