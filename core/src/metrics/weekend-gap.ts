import { compare, type Decimal, ratio } from '../decimal.ts';
import type { Metric } from './metric.ts';

export const weekendGap: Metric = {
  id: 'weekend-gap',
  unit: 'number',
  label: { en: 'Weekend gap', 'zh-Hant': '週末跳空', 'zh-Hans': '周末跳空' },
  method: {
    en: 'Natural logarithm of the first opening price after a closed weekend over the last closing price before it. The scoreboard sets the on-chain price of the last closed hour against it.',
    'zh-Hant': '週末休市後首個開盤價除以休市前最後收盤價的自然對數。記分板以休市最後一小時的鏈上價格與之對照。',
    'zh-Hans': '周末休市后首个开盘价除以休市前最后收盘价的自然对数。记分板以休市最后一小时的链上价格与之对照。',
  },
  nullRule: {
    en: 'Null when a price is missing.',
    'zh-Hant': '缺少任一價格時為空值。',
    'zh-Hans': '缺少任一价格时为空值。',
  },
};

/** One weekend: the last close, what the chain said before the opening, and the opening. */
export interface Weekend {
  closeUsd: Decimal | null;
  onChainUsd: Decimal | null;
  openUsd: Decimal | null;
}

/** How well the weekend's on-chain prices foretold the gaps. */
export interface WeekendScore {
  weekends: number;
  /** Weekends whose on-chain price stood on the side of the close that the opening then took. */
  sameDirection: number;
  /** Mean of |said − gap|. */
  meanError: number;
  /** Mean of |gap|: the error of saying that nothing changes. */
  meanGap: number;
}

/** ln(open ÷ close); null when one is missing or not positive. A logarithm is a statistic, so it is a plain number. */
export function weekendGapOf(closeUsd: Decimal | null, openUsd: Decimal | null): number | null {
  if (closeUsd === null || openUsd === null || compare(closeUsd, '0') <= 0 || compare(openUsd, '0') <= 0) return null;
  return Math.log(Number(ratio(openUsd, closeUsd)));
}

/** The scoreboard over weekends with all three prices; null without one. */
export function weekendScore(weekends: Iterable<Weekend>): WeekendScore | null {
  const rows = [...weekends].flatMap(({ closeUsd, onChainUsd, openUsd }) => {
    const gap = weekendGapOf(closeUsd, openUsd);
    const said = weekendGapOf(closeUsd, onChainUsd);
    return gap === null || said === null ? [] : [{ gap, said }];
  });
  if (rows.length === 0) return null;
  const mean = (of: (row: { gap: number; said: number }) => number) =>
    rows.reduce((total, row) => total + of(row), 0) / rows.length;
  return {
    weekends: rows.length,
    sameDirection: rows.filter(({ gap, said }) => Math.sign(gap) === Math.sign(said)).length,
    meanError: mean(({ gap, said }) => Math.abs(said - gap)),
    meanGap: mean(({ gap }) => Math.abs(gap)),
  };
}
