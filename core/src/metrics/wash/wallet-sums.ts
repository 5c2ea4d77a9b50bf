import { type Decimal, type RunningSum, runningSum } from '../../decimal.ts';

/** One trade as the wash rules see it. */
export interface WashTrade {
  pool: string;
  wallet: string;
  side: 'buy' | 'sell';
  /** Never negative; null when nothing priced it. */
  usd: Decimal | null;
}

/** What one wallet did in one pool over the window. */
export interface WalletSum {
  pool: string;
  wallet: string;
  buys: number;
  sells: number;
  buyUsd: Decimal;
  sellUsd: Decimal;
}

/**
 * Sums trades by wallet and pool. A trade without a price counts as a trade and adds no USD,
 * so that a wallet is judged on its priced trades and still appears among the pool's wallets.
 * Holds one entry a wallet, not the trades, so that a stream of any length fits.
 */
export function walletSums(trades: Iterable<WashTrade>): WalletSum[] {
  const wallets = new Map<string, { pool: string; wallet: string; buy: SideSum; sell: SideSum }>();
  for (const { pool, wallet, side, usd } of trades) {
    const key = `${pool}\n${wallet}`;
    const sums = wallets.get(key) ?? { pool, wallet, buy: sideSum(), sell: sideSum() };
    sums[side].trades += 1;
    if (usd !== null) sums[side].usd.add(usd);
    wallets.set(key, sums);
  }
  return [...wallets.values()].map(({ pool, wallet, buy, sell }) => ({
    pool,
    wallet,
    buys: buy.trades,
    sells: sell.trades,
    buyUsd: buy.usd.total(),
    sellUsd: sell.usd.total(),
  }));
}

interface SideSum {
  trades: number;
  usd: RunningSum;
}

const sideSum = (): SideSum => ({ trades: 0, usd: runningSum() });
