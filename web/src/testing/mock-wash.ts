import type { MockPool } from './mock-market.ts';

export const washRules = {
  version: '2026-11-1',
  w1MinTradesPerSide: 5,
  w1MinBalance: '0.90',
  w1PoolFlagShare: '0.20',
};

const SIDES = [3, 5, 10];
const BALANCES = ['0.80', '0.90', '0.99'];

/** The head's first pool is flagged by all three rules; all others by none. */
export function washOf({ ticker, trades, address }: MockPool) {
  const raw = trades * 370;
  const flagged = ticker.rank === 0 && address.startsWith('Pool00');
  return {
    ruleSet: washRules.version,
    rawUsd: raw.toFixed(2),
    flaggedUsd: (flagged ? raw * 0.24 : 0).toFixed(2),
    adjustedUsd: (flagged ? raw * 0.76 : raw).toFixed(2),
    traders: Math.ceil(trades / 3),
    washWalletCount: flagged ? 3 : 0,
    washShare: trades === 0 ? null : flagged ? '0.2213' : '0',
    flag: flagged,
    washWallets: (flagged ? [41, 22, 6] : []).map((count, index) => ({
      wallet: `Maker${index}kQ2mZt9RbXw4LcNyFj6Ps8DgAe3`,
      buys: count,
      sells: count + 1,
      buyUsd: (count * 900).toFixed(2),
      sellUsd: (count * 880).toFixed(2),
      balance: '0.977778',
    })),
    poolDays: flagged
      ? [{ day: '2025-07-02', trades: 812, traders: 7, usd: '1204311.90', reasons: ['trades-per-wallet'] }]
      : [],
    atomicTransactions: flagged ? 4 : 0,
    atomicUsd: flagged ? '8123.40' : '0',
    sensitivity: SIDES.flatMap((minTradesPerSide) =>
      BALANCES.map((minBalance) => ({
        minTradesPerSide,
        minBalance,
        washWallets: flagged ? 3 : 0,
        washShare: flagged ? (0.3 - minTradesPerSide / 100 - Number(minBalance) / 20).toFixed(4) : '0',
      })),
    ),
  };
}

/** All pools of a scope together. */
export function scopeWashOf(pools: MockPool[]) {
  const all = pools.map(washOf);
  const total = (read: (wash: (typeof all)[number]) => string) =>
    all.reduce((sum, wash) => sum + Number(read(wash)), 0).toFixed(2);
  return {
    ruleSet: washRules.version,
    rawUsd: total(({ rawUsd }) => rawUsd),
    flaggedUsd: total(({ flaggedUsd }) => flaggedUsd),
    adjustedUsd: total(({ adjustedUsd }) => adjustedUsd),
    pools: all.length,
    flaggedPools: all.filter(({ flag }) => flag).length,
    poolDays: all.reduce((count, { poolDays }) => count + poolDays.length, 0),
    atomicTransactions: all.reduce((count, { atomicTransactions }) => count + atomicTransactions, 0),
    sensitivity: all[0]?.sensitivity ?? [],
  };
}
