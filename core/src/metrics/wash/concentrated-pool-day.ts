import { compare, type Decimal, ratio } from '../../decimal.ts';
import { type PoolDayRule, WASH_RULES } from './rules.ts';

/** What happened in one pool on one UTC day. */
export interface PoolDay {
  trades: number;
  /** Distinct trader wallets. */
  wallets: number;
  /** Priced volume. */
  usd: Decimal;
}

/** Why W2 flags a pool's day. */
export type PoolDayReason = 'trades-per-wallet' | 'usd-per-wallet';

/** The reasons for which W2 flags the day; none when it does not. A day without wallets or below the floor never is. */
export function concentratedPoolDay(day: PoolDay, rule: PoolDayRule = WASH_RULES.w2): PoolDayReason[] {
  const wallets = day.wallets.toString();
  const tradesPerWallet = ratio(day.trades.toString(), wallets);
  const usdPerWallet = ratio(day.usd, wallets);
  if (tradesPerWallet === null || usdPerWallet === null || compare(day.usd, rule.minUsd) < 0) return [];
  const { byTrades, byUsd } = rule;
  const reasons: PoolDayReason[] = [];
  if (day.trades >= byTrades.minTrades && compare(tradesPerWallet, byTrades.minTradesPerWallet) >= 0) {
    reasons.push('trades-per-wallet');
  }
  if (
    compare(day.usd, byUsd.minUsd) >= 0 &&
    compare(usdPerWallet, byUsd.minUsdPerWallet) >= 0 &&
    compare(tradesPerWallet, byUsd.minTradesPerWallet) >= 0
  ) {
    reasons.push('usd-per-wallet');
  }
  return reasons;
}
