import { compare, type Decimal, ratio, sum } from '../decimal.ts';
import type { Metric } from './metric.ts';

export const medianTrade: Metric = {
  id: 'median-trade',
  unit: 'usd',
  label: { en: 'Median trade', 'zh-Hant': '單筆交易中位數', 'zh-Hans': '单笔交易中位数' },
  method: {
    en: 'The priced trade that half of the priced trades exceed; between two, their mean.',
    'zh-Hant': '將有價格的交易依金額排序後居中的一筆；筆數為偶數時取中間兩筆的平均。',
    'zh-Hans': '将有价格的交易按金额排序后居中的一笔；笔数为偶数时取中间两笔的平均。',
  },
  nullRule: {
    en: 'Null when no trade has a price.',
    'zh-Hant': '沒有任何交易具有價格時為空值。',
    'zh-Hans': '没有任何交易具有价格时为空值。',
  },
};

/** Median of priced trades in USD; null without one. */
export function medianTradeUsd(amounts: Iterable<Decimal>): Decimal | null {
  const sorted = [...amounts].sort(compare);
  if (sorted.length === 0) return null;
  const upper = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[upper]! : ratio(sum([sorted[upper - 1]!, sorted[upper]!]), '2');
}
