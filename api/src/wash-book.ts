import { compare, type Decimal, minus, plus, ratio, sum, times } from '@tokentape/core/decimal.ts';
import { concentratedPoolDay, type PoolDayReason } from '@tokentape/core/metrics/wash/concentrated-pool-day.ts';
import { isRoundTripper } from '@tokentape/core/metrics/wash/round-trippers.ts';
import { WASH_RULES } from '@tokentape/core/metrics/wash/rules.ts';
import { SENSITIVITY_BALANCES, SENSITIVITY_TRADES } from '@tokentape/core/metrics/wash/sensitivity.ts';
import type { Catalogue } from './catalogue.ts';
import type { Reader } from './database.ts';
import { type AtomicTripRow, atomicTrips } from './queries/atomic-trips.ts';
import { type FlaggedVolumeRow, type Flags, flaggedVolume } from './queries/flagged-volume.ts';
import { type PoolDaySumsRow, poolDaySums } from './queries/pool-day-sums.ts';
import type { Window } from './queries/stats.ts';
import { type WalletDayRow, walletDays } from './queries/wallet-days.ts';
import { type PoolWashSums, type WashWallet, washSums } from './queries/wash-sums.ts';

/** What the rules say of one pool over a window. */
export interface PoolWash {
  rawUsd: Decimal;
  flaggedUsd: Decimal;
  /** The same by day: W2's days whole, on others the wallets of W1. */
  flaggedByDay: ReadonlyMap<string, Decimal>;
  adjustedUsd: Decimal;
  traders: number;
  /** W1, largest first. */
  wallets: WashWallet[];
  washUsd: Decimal;
  /** null without priced volume. */
  washShare: Decimal | null;
  flag: boolean;
  /** W2 */
  poolDays: (PoolDaySumsRow & { reasons: PoolDayReason[] })[];
  /** W3 */
  trips: AtomicTripRow[];
  sensitivity: {
    minTradesPerSide: number;
    minBalance: Decimal;
    washWallets: number;
    washUsd: Decimal;
    washShare: Decimal | null;
  }[];
}

/** The rules applied to every pool over one window: a pattern, not a verdict. */
export interface WashBook {
  version: string;
  pools: ReadonlyMap<number, PoolWash>;
  /** Per token and day; a trade counts once. */
  flagged: readonly FlaggedVolumeRow[];
  /** What was flagged, for questions that split it otherwise. */
  flags: Flags;
}

/** Applies the current rule set over a window. */
export async function readWashBook(reader: Reader, catalogue: Catalogue, window: Window): Promise<WashBook> {
  const stockKeys = [...catalogue.pools.values()].flatMap(({ key, stockKey }) => (stockKey === null ? [] : [key]));
  const { minUsd, byTrades, byUsd } = WASH_RULES.w2;
  const [totals, days, trips] = await Promise.all([
    washSums(reader, window, Math.min(...SENSITIVITY_TRADES), stockKeys),
    poolDaySums(reader, window, { usd: minUsd, trades: byTrades.minTrades, largeUsd: byUsd.minUsd }),
    atomicTrips(reader, window),
  ]);
  const poolDays = days
    .map((day) => ({ ...day, reasons: concentratedPoolDay(day) }))
    .filter(({ reasons }) => reasons.length > 0);
  const judgedPools = new Map(totals.map((pool) => [pool.poolKey, { ...pool, wallets: flaggedOf(pool.candidates) }]));
  const ofWallets = await walletDays(
    reader,
    window,
    [...judgedPools.values()].flatMap(({ wallets }) => wallets),
  );
  const flags = { walletDays: ofWallets, poolDays, trips };
  const flagged = await flaggedVolume(reader, flags);
  const byPool = {
    days: Map.groupBy(poolDays, ({ poolKey }) => poolKey),
    walletDays: Map.groupBy(ofWallets, ({ poolKey }) => poolKey),
    trips: Map.groupBy(trips, ({ poolKey }) => poolKey),
  };
  // A pool whose every trade was a round trip in one transaction has no net volume, but its trips.
  const poolKeys = new Set([...judgedPools.keys(), ...byPool.trips.keys()]);
  const pools = [...poolKeys].map((poolKey) => {
    const sums = judgedPools.get(poolKey) ?? NOTHING;
    const found = {
      poolDays: byPool.days.get(poolKey) ?? [],
      walletDays: byPool.walletDays.get(poolKey) ?? [],
      trips: byPool.trips.get(poolKey) ?? [],
    };
    return [poolKey, washOf(sums, found)] as const;
  });
  return { version: WASH_RULES.version, pools: new Map(pools), flagged, flags };
}

type JudgedSums = Omit<PoolWashSums, 'poolKey'> & { wallets: WashWallet[] };

const NOTHING: JudgedSums = { traders: 0, usd: '0', candidates: [], wallets: [] };

interface FoundInPool {
  poolDays: PoolWash['poolDays'];
  walletDays: readonly WalletDayRow[];
  trips: AtomicTripRow[];
}

function washOf(
  { traders, usd, candidates, wallets }: JudgedSums,
  { poolDays, walletDays, trips }: FoundInPool,
): PoolWash {
  const flaggedByDay = unionByDay(poolDays, walletDays);
  const flaggedUsd = sum([...flaggedByDay.values()]);
  const washUsd = sum(wallets.map(usdOf));
  return {
    rawUsd: usd,
    flaggedUsd,
    flaggedByDay,
    adjustedUsd: minus(usd, flaggedUsd),
    traders,
    wallets,
    washUsd,
    washShare: ratio(washUsd, usd),
    flag: compare(usd, '0') > 0 && compare(washUsd, times(WASH_RULES.w1.poolFlagShare, usd)) >= 0,
    poolDays,
    trips,
    sensitivity: sensitivityOf(candidates, usd),
  };
}

const usdOf = ({ buyUsd, sellUsd }: WashWallet): Decimal => plus(buyUsd, sellUsd);

/** The wallets that W1 flags, largest first. */
function flaggedOf(candidates: readonly WashWallet[]): WashWallet[] {
  return candidates
    .filter((wallet) => isFlagged(wallet, WASH_RULES.w1))
    .map((wallet) => ({ wallet, usd: usdOf(wallet) }))
    .sort((a, b) => compare(b.usd, a.usd) || a.wallet.traderKey - b.wallet.traderKey)
    .map(({ wallet }) => wallet);
}

const isFlagged = (wallet: WashWallet, rule: typeof WASH_RULES.w1): boolean =>
  isRoundTripper({ ...wallet, pool: String(wallet.poolKey), wallet: String(wallet.traderKey) }, rule);

/** How the answer of W1 moves with its thresholds. */
function sensitivityOf(candidates: readonly WashWallet[], usd: Decimal): PoolWash['sensitivity'] {
  const perSide = (wallet: WashWallet) => Math.min(wallet.buys, wallet.sells);
  const balanced = SENSITIVITY_BALANCES.map((minBalance) => ({
    minBalance,
    wallets: candidates
      .filter((wallet) => isFlagged(wallet, { ...WASH_RULES.w1, minTradesPerSide: 0, minBalance }))
      .map((wallet) => ({ perSide: perSide(wallet), usd: usdOf(wallet) })),
  }));
  return SENSITIVITY_TRADES.flatMap((minTradesPerSide) =>
    balanced.map(({ minBalance, wallets }) => {
      const own = wallets.filter((wallet) => wallet.perSide >= minTradesPerSide);
      const washUsd = sum(own.map((wallet) => wallet.usd));
      return { minTradesPerSide, minBalance, washWallets: own.length, washUsd, washShare: ratio(washUsd, usd) };
    }),
  );
}

/** A flagged day counts whole; on the other days what the flagged wallets traded. */
function unionByDay(days: readonly PoolDaySumsRow[], ofWallets: readonly WalletDayRow[]): Map<string, Decimal> {
  const traded = [...Map.groupBy(ofWallets, ({ day }) => day)].map(
    ([day, own]) => [day, sum(own.map(({ usd }) => usd))] as const,
  );
  return new Map([...traded, ...days.map(({ day, usd }) => [day, usd] as const)]);
}
