import type { Decimal } from '../../decimal.ts';

/** Thresholds of the wash rules, with a version that changes whenever one of them does. */
export interface WashRules {
  version: string;
  w1: RoundTripRule;
  w2: PoolDayRule;
}

/** W1: a wallet that buys and sells the same pool in balance. */
export interface RoundTripRule {
  /** Fewest buys, and fewest sells, of a round-tripper. */
  minTradesPerSide: number;
  /** Least min(buy USD, sell USD) ÷ max. */
  minBalance: Decimal;
  /** A pool is flagged from this share of its USD on. */
  poolFlagShare: Decimal;
}

/** W2: a pool's day with too many trades, or too much money, for its wallets. */
export interface PoolDayRule {
  /** Days below this are never flagged. */
  minUsd: Decimal;
  byTrades: { minTrades: number; minTradesPerWallet: Decimal };
  byUsd: { minUsd: Decimal; minUsdPerWallet: Decimal; minTradesPerWallet: Decimal };
}

/**
 * W1 as in the June 2026 wash study of xStocks pools on Solana; W2 as in DefiLlama’s dimension adapters;
 * W3 (one transaction that buys and sells one token in one pool) has no threshold.
 */
export const WASH_RULES: WashRules = {
  version: '2026-11-1',
  w1: { minTradesPerSide: 5, minBalance: '0.90', poolFlagShare: '0.20' },
  w2: {
    minUsd: '25000',
    byTrades: { minTrades: 500, minTradesPerWallet: '100' },
    byUsd: { minUsd: '1000000', minUsdPerWallet: '500000', minTradesPerWallet: '30' },
  },
};
