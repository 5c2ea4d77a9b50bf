import type { Decimal } from '../../decimal.ts';
import { roundTripPools } from './round-trippers.ts';
import { type RoundTripRule, WASH_RULES } from './rules.ts';
import type { WalletSum } from './wallet-sums.ts';

/** How W1's answer moves with its thresholds. */
export interface SensitivityCell {
  minTradesPerSide: number;
  minBalance: Decimal;
  washWallets: number;
  /** Null when the pool has no USD. */
  washShare: Decimal | null;
}

export const SENSITIVITY_TRADES = [3, 5, 10, 20];
export const SENSITIVITY_BALANCES: Decimal[] = ['0.80', '0.85', '0.90', '0.95', '0.99'];

/** One pool's wash share under every pair of thresholds, row by row. Throws when the sums name several pools. */
export function washSensitivity(sums: WalletSum[], rule: RoundTripRule = WASH_RULES.w1): SensitivityCell[] {
  const pools = new Set(sums.map((wallet) => wallet.pool));
  if (pools.size > 1) throw new Error(`Sensitivity is asked pool by pool, but the sums hold ${pools.size} pools`);
  return SENSITIVITY_TRADES.flatMap((minTradesPerSide) =>
    SENSITIVITY_BALANCES.map((minBalance) => {
      const [pool] = roundTripPools(sums, { ...rule, minTradesPerSide, minBalance });
      return {
        minTradesPerSide,
        minBalance,
        washWallets: pool?.washWallets.length ?? 0,
        washShare: pool?.washShare ?? null,
      };
    }),
  );
}
