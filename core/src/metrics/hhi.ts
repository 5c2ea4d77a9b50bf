import { type Decimal, ratio, sum, times } from '../decimal.ts';
import type { Metric } from './metric.ts';

export const hhi: Metric = {
  id: 'hhi',
  unit: 'number',
  label: { en: 'Concentration (HHI)', 'zh-Hant': '集中度（HHI）', 'zh-Hans': '集中度（HHI）' },
  method: {
    en: 'Sum of the squared shares of all parts times 10,000: 10,000 when one part is everything. Its inverse is the effective number of equal parts.',
    'zh-Hant': '所有部分佔比平方之和乘以 10,000：單一部分即為全部時等於 10,000。其倒數為等效的均等部分數目。',
    'zh-Hans': '所有部分占比平方之和乘以 10,000：单一部分即为全部时等于 10,000。其倒数为等效的均等部分数目。',
  },
  nullRule: { en: 'Null when the whole is zero.', 'zh-Hant': '整體為零時為空值。', 'zh-Hans': '整体为零时为空值。' },
};

/** Herfindahl index of parts, and the number of equal parts that would have the same; null when all are zero. */
export function concentrationOf(parts: Iterable<Decimal>): { hhi: Decimal; effectiveNumber: Decimal } | null {
  const all = [...parts];
  const squares = sum(all.map((part) => times(part, part)));
  const whole = sum(all);
  const squared = times(whole, whole);
  const hhi = ratio(times(squares, '10000'), squared);
  const effectiveNumber = ratio(squared, squares);
  return hhi === null || effectiveNumber === null ? null : { hhi, effectiveNumber };
}
