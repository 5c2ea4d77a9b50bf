import { compare, type Decimal, minus, ratio, sum, times } from '@tokentape/core/decimal.ts';
import { concentratedPoolDay, type PoolDayReason } from '@tokentape/core/metrics/wash/concentrated-pool-day.ts';
import { isRoundTripper } from '@tokentape/core/metrics/wash/round-trippers.ts';
import { WASH_RULES } from '@tokentape/core/metrics/wash/rules.ts';
import { SENSITIVITY_BALANCES, SENSITIVITY_TRADES } from '@tokentape/core/metrics/wash/sensitivity.ts';
import type { Catalogue } from './catalogue.ts';
import type { Reader } from './database.ts';
import { type AtomicTripRow, atomicTrips } from './queries/atomic-trips.ts';
import { type FlaggedVolumeRow, type Flags, flaggedVolume } from './queries/flagged-volume.ts';
import { type PoolDaySumsRow, poolDaySums } from './queries/pool-day-sums.ts';
import { poolTraders } from './queries/pool-traders.ts';
import type { Window } from './queries/stats.ts';
import { type WalletPoolDayRow, walletPoolDays } from './queries/wallet-pool-days.ts';
import { type WashWalletRow, washWallets } from './queries/wash-wallets.ts';

/** What the rules say of one pool over a window. */
export interface PoolWash {
  rawUsd: Decimal;
  flaggedUsd: Decimal;
  /** The same by day: W2's days whole, on others the wallets of W1. */
  flaggedByDay: ReadonlyMap<string, Decimal>;
  adjustedUsd: Decimal;
  traders: number;
  /** W1, largest first. */
  wallets: WashWalletRow[];
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
  const stockPools = [...catalogue.pools.values()].flatMap(({ key, stockKey }) =>
    stockKey === null ? [] : [{ key, stockKey }],
  );
  const stockKeys = stockPools.map(({ key }) => key);
  const [totals, candidates, days, trips] = await Promise.all([
    poolTraders(reader, window, stockKeys),
    washWallets(reader, window, Math.min(...SENSITIVITY_TRADES), stockKeys),
    poolDaySums(reader, window, WASH_RULES.w2.minUsd),
    atomicTrips(reader, window, stockPools),
  ]);
  const wallets = candidates.filter((wallet) => judged(wallet));
  const poolDays = days
    .map((day) => ({ ...day, reasons: concentratedPoolDay(day) }))
    .filter(({ reasons }) => reasons.length > 0);
  const flags = { wallets, poolDays, trips };
  const [walletDays, flagged] = await Promise.all([
    walletPoolDays(reader, window, wallets),
    flaggedVolume(reader, window, flags),
  ]);
  const byPool = {
    candidates: Map.groupBy(candidates, ({ poolKey }) => poolKey),
    days: Map.groupBy(poolDays, ({ poolKey }) => poolKey),
    walletDays: Map.groupBy(walletDays, ({ poolKey }) => poolKey),
    trips: Map.groupBy(trips, ({ poolKey }) => poolKey),
  };
  const totalOf = new Map(totals.map((each) => [each.poolKey, each]));
  // A pool whose every trade was a round trip in one transaction has no net volume, but its trips.
  const poolKeys = new Set([...totalOf.keys(), ...byPool.trips.keys()]);
  const pools = [...poolKeys].map((poolKey) => {
    const { traders, usd } = totalOf.get(poolKey) ?? { traders: 0, usd: '0' };
    const own = byPool.candidates.get(poolKey) ?? [];
    const flaggedDays = byPool.days.get(poolKey) ?? [];
    const flaggedByDay = unionByDay(flaggedDays, byPool.walletDays.get(poolKey) ?? []);
    const flaggedUsd = sum([...flaggedByDay.values()]);
    const found = roundTrips(own, usd, WASH_RULES.w1);
    return [
      poolKey,
      {
        rawUsd: usd,
        flaggedUsd,
        flaggedByDay,
        adjustedUsd: minus(usd, flaggedUsd),
        traders,
        ...found,
        flag: compare(usd, '0') > 0 && compare(found.washUsd, times(WASH_RULES.w1.poolFlagShare, usd)) >= 0,
        poolDays: flaggedDays,
        trips: byPool.trips.get(poolKey) ?? [],
        sensitivity: sensitivityOf(own, usd),
      },
    ] as const;
  });
  return { version: WASH_RULES.version, pools: new Map(pools), flagged, flags };
}

type Rule = typeof WASH_RULES.w1;

function judged(wallet: WashWalletRow, rule: Rule = WASH_RULES.w1): boolean {
  return isRoundTripper({ ...wallet, pool: String(wallet.poolKey), wallet: String(wallet.traderKey) }, rule);
}

function roundTrips(candidates: readonly WashWalletRow[], usd: Decimal, rule: Rule) {
  const wallets = candidates.filter((wallet) => judged(wallet, rule));
  const washUsd = sum(wallets.flatMap(({ buyUsd, sellUsd }) => [buyUsd, sellUsd]));
  return { wallets, washUsd, washShare: ratio(washUsd, usd) };
}

/** How the answer of W1 moves with its thresholds. */
function sensitivityOf(candidates: readonly WashWalletRow[], usd: Decimal): PoolWash['sensitivity'] {
  return SENSITIVITY_TRADES.flatMap((minTradesPerSide) =>
    SENSITIVITY_BALANCES.map((minBalance) => {
      const found = roundTrips(candidates, usd, { ...WASH_RULES.w1, minTradesPerSide, minBalance });
      return {
        minTradesPerSide,
        minBalance,
        washWallets: found.wallets.length,
        washUsd: found.washUsd,
        washShare: found.washShare,
      };
    }),
  );
}

/** A flagged day counts whole; on the other days what the flagged wallets traded. */
function unionByDay(days: readonly PoolDaySumsRow[], walletDays: readonly WalletPoolDayRow[]): Map<string, Decimal> {
  return new Map([...walletDays, ...days].map(({ day, usd }) => [day, usd]));
}
