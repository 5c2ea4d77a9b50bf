import { type Decimal, ratio } from '../decimal.ts';
import type { Metric } from './metric.ts';

export const turnover: Metric = {
  id: 'turnover',
  unit: 'share',
  label: { en: 'Turnover', 'zh-Hant': '週轉率', 'zh-Hans': '周转率' },
  method: {
    en: 'Volume of the window divided by the mean TVL of the same window.',
    'zh-Hant': '期間成交額除以同期平均 TVL。',
    'zh-Hans': '期间成交额除以同期平均 TVL。',
  },
  nullRule: {
    en: 'Null when TVL is not known or zero.',
    'zh-Hant': 'TVL 未知或為零時為空值。',
    'zh-Hans': 'TVL 未知或为零时为空值。',
  },
};

/** Volume over mean TVL; null when TVL is unknown or zero. */
export const turnoverOf = (volumeUsd: Decimal, meanTvlUsd: Decimal | null): Decimal | null =>
  meanTvlUsd === null ? null : ratio(volumeUsd, meanTvlUsd);
