import { compare, type Decimal, ratio, sum } from '../decimal.ts';
import type { Metric } from './metric.ts';

export const topShare: Metric = {
  id: 'top-share',
  unit: 'share',
  label: { en: 'Top-N share', 'zh-Hant': '前 N 名佔比', 'zh-Hans': '前 N 名占比' },
  method: {
    en: 'Share of the whole that its N largest parts make up: tickers, pools or traders by volume, holders by shares.',
    'zh-Hant': '最大的 N 個部分佔整體的比例：代號、資金池或交易者依成交額，持有人依股數。',
    'zh-Hans': '最大的 N 个部分占整体的比例：代码、资金池或交易者按成交额，持有人按股数。',
  },
  nullRule: { en: 'Null when the whole is zero.', 'zh-Hant': '整體為零時為空值。', 'zh-Hans': '整体为零时为空值。' },
};

/** What the N largest parts make up of all; null when all are zero. Parts are never negative. */
export const topShareOf = (parts: Iterable<Decimal>, count: number): Decimal | null => {
  const sorted = [...parts].sort((a, b) => compare(b, a));
  return ratio(sum(sorted.slice(0, count)), sum(sorted));
};
