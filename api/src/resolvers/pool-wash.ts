import { compare, ratio, sum } from '@tokentape/core/decimal.ts';
import { WASH_RULES } from '@tokentape/core/metrics/wash/rules.ts';
import { bytesToText } from '../address-bytes.ts';
import { need } from '../catalogue.ts';
import type { ApiContext } from '../context.ts';
import { accountAddresses } from '../queries/account-addresses.ts';
import type { WashWallet } from '../queries/wash-sums.ts';
import type { PoolSource } from './sources.ts';

/** Wallets shown as evidence, the largest first. */
const EVIDENCE = 20;

/** What the wash rules say of a pool over its window; null while nothing is indexed. */
export async function poolWash({ pool, window }: PoolSource, _: object, { loaders, reader }: ApiContext) {
  if (!window) return null;
  const [book, catalogue] = await Promise.all([loaders.wash(window), loaders.catalogue()]);
  const { kind } = need(catalogue.chains, pool.chainKey, 'chain');
  const found = book.pools.get(pool.key);
  const wallets = found?.wallets ?? [];
  const shown = wallets.slice(0, EVIDENCE);
  const addresses = await accountAddresses(
    reader,
    shown.map(({ traderKey }) => traderKey),
  );
  return {
    ruleSet: book.version,
    rawUsd: found?.rawUsd ?? '0',
    flaggedUsd: found?.flaggedUsd ?? '0',
    adjustedUsd: found?.adjustedUsd ?? '0',
    traders: found?.traders ?? 0,
    washWalletCount: wallets.length,
    washShare: found?.washShare ?? null,
    flag: found?.flag ?? false,
    washWallets: shown.map((wallet) => ({
      ...wallet,
      wallet: bytesToText(kind, need(addresses, wallet.traderKey, 'account')),
      balance: balanceOf(wallet),
    })),
    poolDays: (found?.poolDays ?? []).map((day) => ({ ...day, traders: day.wallets })),
    atomicTransactions: found?.trips.length ?? 0,
    atomicUsd: sum((found?.trips ?? []).map(({ usd }) => usd)),
    sensitivity: found?.sensitivity ?? [],
  };
}

/** The thresholds in force. */
export function washRules() {
  const { version, w1, w2 } = WASH_RULES;
  return {
    version,
    w1MinTradesPerSide: w1.minTradesPerSide,
    w1MinBalance: w1.minBalance,
    w1PoolFlagShare: w1.poolFlagShare,
    w2MinUsd: w2.minUsd,
    w2MinTrades: w2.byTrades.minTrades,
    w2MinTradesPerTrader: w2.byTrades.minTradesPerWallet,
    w2LargeUsd: w2.byUsd.minUsd,
    w2LargeUsdPerTrader: w2.byUsd.minUsdPerWallet,
    w2LargeTradesPerTrader: w2.byUsd.minTradesPerWallet,
  };
}

function balanceOf({ buyUsd, sellUsd }: WashWallet): string | null {
  return compare(buyUsd, sellUsd) < 0 ? ratio(buyUsd, sellUsd) : ratio(sellUsd, buyUsd);
}
