import { type Decimal, ratio } from '../decimal.ts';
import type { Metric } from './metric.ts';

export const retention: Metric = {
  id: 'retention',
  unit: 'share',
  label: { en: 'Retention', 'zh-Hant': '留存率', 'zh-Hans': '留存率' },
  method: {
    en: 'Of the wallets whose first trade in the scope fell into a week, the share that traded again 1, 2, 3 … weeks later. Weeks begin on Monday, UTC.',
    'zh-Hant': '首筆交易落在某週的錢包中，於之後第 1、2、3……週再次交易的比例。週以 UTC 星期一為起始。',
    'zh-Hans': '首笔交易落在某周的钱包中，于之后第 1、2、3……周再次交易的比例。周以 UTC 星期一为起始。',
  },
  nullRule: {
    en: 'Null for weeks that are not indexed yet.',
    'zh-Hant': '尚未索引的週為空值。',
    'zh-Hans': '尚未索引的周为空值。',
  },
};

/** The wallets that first traded in one week, and how many of them traded in each week from then on. */
export interface Cohort {
  /** Monday of the week, `YYYY-MM-DD`. */
  week: string;
  traders: number;
  /** Traders active in week 0, 1, 2 … after; the first equals `traders`. */
  active: number[];
}

const DAY_MS = 86_400_000;

/** 1970-01-05 was the first Monday of Unix time. */
const weekOf = (day: string): number => Math.floor((Date.parse(`${day}T00:00:00Z`) / DAY_MS - 4) / 7);
const mondayOf = (week: number): string => new Date((week * 7 + 4) * DAY_MS).toISOString().slice(0, 10);

/** Monday of the week that a UTC day lies in. */
export const weekStart = (day: string): string => mondayOf(weekOf(day));

/** Cohorts by week of the first trade, from all days on which each trader traded, up to the week of `lastDay`. */
export function cohortsByWeek(tradedDays: Iterable<{ trader: string; day: string }>, lastDay: string): Cohort[] {
  const weeksOf = new Map<string, Set<number>>();
  for (const { trader, day } of tradedDays) {
    const weeks = weeksOf.get(trader) ?? new Set();
    weeksOf.set(trader, weeks.add(weekOf(day)));
  }
  const last = weekOf(lastDay);
  const cohorts = Map.groupBy(weeksOf.values(), (weeks) => Math.min(...weeks));
  return [...cohorts]
    .sort(([a], [b]) => a - b)
    .map(([first, traders]) => ({
      week: mondayOf(first),
      traders: traders.length,
      active: Array.from(
        { length: last - first + 1 },
        (_, k) => traders.filter((weeks) => weeks.has(first + k)).length,
      ),
    }));
}

/** Share of a cohort that was active k weeks after its first; null for a week that has not come. */
export const retentionShare = (cohort: Cohort, weeks: number): Decimal | null => {
  const active = cohort.active[weeks];
  return active === undefined ? null : ratio(active.toString(), cohort.traders.toString());
};
