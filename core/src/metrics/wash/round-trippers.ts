import { compare, type Decimal, ratio, sum, times } from '../../decimal.ts';
import { type RoundTripRule, WASH_RULES } from './rules.ts';
import type { WalletSum } from './wallet-sums.ts';

/** A wallet that W1 flags, with the sums that speak against it. */
export interface RoundTripper extends WalletSum {
  /** min(buy USD, sell USD) ÷ max. */
  balance: Decimal;
}

/** W1 over one pool and window. */
export interface RoundTripPool {
  pool: string;
  trades: number;
  wallets: number;
  usd: Decimal;
  /** Largest first. */
  washWallets: RoundTripper[];
  washUsd: Decimal;
  /** Share of the pool's USD; null when it has none. */
  washShare: Decimal | null;
  flag: boolean;
}

/** Judges every pool of the sums by W1, pools with the greatest wash share first. A pattern, not a verdict. */
export function roundTripPools(sums: Iterable<WalletSum>, rule: RoundTripRule = WASH_RULES.w1): RoundTripPool[] {
  return [...Map.groupBy(sums, (wallet) => wallet.pool)]
    .map(([pool, wallets]) => judge(pool, wallets, rule))
    .sort((a, b) => compare(b.washShare ?? '0', a.washShare ?? '0'));
}

function judge(pool: string, wallets: WalletSum[], rule: RoundTripRule): RoundTripPool {
  const washWallets = wallets
    .filter((wallet) => isRoundTripper(wallet, rule))
    .map((wallet) => ({ ...wallet, balance: balanceOf(wallet)! }))
    .sort((a, b) => compare(usdOf(b), usdOf(a)));
  const usd = sum(wallets.map(usdOf));
  const washUsd = sum(washWallets.map(usdOf));
  const washShare = ratio(washUsd, usd);
  return {
    pool,
    trades: wallets.reduce((count, wallet) => count + wallet.buys + wallet.sells, 0),
    wallets: wallets.length,
    usd,
    washWallets,
    washUsd,
    washShare,
    flag: washShare !== null && compare(washUsd, times(rule.poolFlagShare, usd)) >= 0,
  };
}

/** Whether W1 flags the wallet: enough trades on both sides, and their dollars in balance. */
export function isRoundTripper(wallet: WalletSum, rule: RoundTripRule = WASH_RULES.w1): boolean {
  if (Math.min(wallet.buys, wallet.sells) < rule.minTradesPerSide) return false;
  const [less, more] = ordered(wallet);
  // Compared as a product: a quotient that was rounded up could touch the threshold from below.
  return compare(more, '0') > 0 && compare(less, times(rule.minBalance, more)) >= 0;
}

const ordered = ({ buyUsd, sellUsd }: WalletSum): [Decimal, Decimal] =>
  compare(buyUsd, sellUsd) < 0 ? [buyUsd, sellUsd] : [sellUsd, buyUsd];

const balanceOf = (wallet: WalletSum): Decimal | null => ratio(...ordered(wallet));

const usdOf = (wallet: WalletSum): Decimal => sum([wallet.buyUsd, wallet.sellUsd]);
