import { DAY, WEEK_START } from '../calendar.ts';
import type { DayTarget } from '../launch-week.ts';
import { HEAD_LISTINGS } from '../listing.ts';
import type { Random } from '../random.ts';
import { stockToken } from '../token.ts';
import type { TickerDay } from '../trade-plan.ts';
import type { SolanaPoolSpec } from './pool-specs.ts';

/** A pool takes trades this long after its creation, once it has been funded. */
const OPENS_AFTER = 300_000;
/** Pools that open later than this before midnight see no trade that day. */
const LAST_OPENING = 2.5 * 3_600_000;
const TAIL_TRADE_USD = 38;
/** Days on which wallets trade with themselves, by ticker: their share of its trades. */
const WASH: readonly Record<string, number>[] = [
  {},
  { SPYx: 0.08 },
  { SPYx: 0.26 },
  { SPYx: 0.2 },
  { SPYx: 0.18 },
  {},
  {},
];

/**
 * Splits a day's trades and volume over the tickers that have a live pool: fixed volumes as published, the rest by weight and
 * by how much of the day the ticker's pool is open, the long tail a handful of trades each.
 */
export function tickerDays(
  day: number,
  target: DayTarget,
  specs: readonly SolanaPoolSpec[],
  random: Random,
): TickerDay[] {
  const opens = openings(day, specs);
  const tail = tailDays(opens, day, random);
  const heads = headDays(
    day,
    target,
    opens,
    sumOf(tail, ({ usd }) => usd),
  );
  const trades = spread(
    target.trades - sumOf(tail, (each) => each.trades),
    heads.map(({ usd }) => usd ** 0.72),
  );
  return [...heads.map((head, position) => ({ ...head, trades: trades[position]! })), ...tail];
}

/** When each underlying's first live pool takes trades, if on that day or before. */
function openings(day: number, specs: readonly SolanaPoolSpec[]): Map<string, number> {
  const start = WEEK_START + day * DAY;
  const opens = new Map<string, number>();
  for (const { underlying, createdAt, fate } of specs) {
    const time = Math.max(start, createdAt + OPENS_AFTER);
    if (fate !== 'traded' || time > start + DAY - LAST_OPENING) continue;
    opens.set(underlying, Math.min(time, opens.get(underlying) ?? time));
  }
  return opens;
}

function headDays(day: number, target: DayTarget, opens: Map<string, number>, tailUsd: number): TickerDay[] {
  const start = WEEK_START + day * DAY;
  const listed = HEAD_LISTINGS.filter(({ underlying }) => opens.has(underlying));
  const fixedUsd = Object.values(target.tickers).reduce((sum, usd) => sum + usd, 0);
  const shares = listed.map(({ underlying, weight }) => {
    const share = (start + DAY - opens.get(underlying)!) / DAY;
    return target.tickers[symbolOf(underlying)] === undefined ? weight * share : 0;
  });
  const total = sumOf(shares, (share) => share);
  return listed.map(({ underlying }, position) => {
    const ticker = symbolOf(underlying);
    const usd = target.tickers[ticker] ?? ((target.volumeUsd - fixedUsd - tailUsd) * shares[position]!) / total;
    const washShare = WASH[day]?.[ticker] ?? 0;
    return { ticker, trades: 0, usd, opensAt: opens.get(underlying)!, makers: true, washShare };
  });
}

function tailDays(opens: Map<string, number>, day: number, random: Random): TickerDay[] {
  const heads = new Set(HEAD_LISTINGS.map(({ underlying }) => underlying));
  const busy = day >= 4 ? 0.5 : 1;
  return [...opens]
    .filter(([underlying]) => !heads.has(underlying))
    .map(([underlying, opensAt]) => {
      const trades = Math.floor(17 * busy * random.unit() ** 1.7);
      const usd = trades * TAIL_TRADE_USD * random.logNormal(0.5);
      return { ticker: symbolOf(underlying), trades, usd, opensAt, makers: false, washShare: 0 };
    })
    .filter(({ trades }) => trades > 0);
}

/** Whole numbers that add up to `total`, in proportion to weights, none below one. */
function spread(total: number, weights: readonly number[]): number[] {
  const sum = sumOf(weights, (weight) => weight);
  const counts = weights.map((weight) => Math.max(1, Math.floor((total * weight) / sum)));
  counts[0]! += total - sumOf(counts, (count) => count);
  return counts;
}

function sumOf<T>(list: readonly T[], of: (each: T) => number): number {
  return list.reduce((sum, each) => sum + of(each), 0);
}

function symbolOf(underlying: string): string {
  const token = stockToken('solana', 'xstocks', underlying);
  if (token === undefined) throw new Error(`The registry has no xStock of ${underlying} on Solana.`);
  return token.symbol;
}
