import { type Decimal, ratio } from '../decimal.ts';
import type { Metric } from './metric.ts';

export const volumeShare: Metric = {
  id: 'volume-share',
  unit: 'share',
  label: { en: 'Volume share', 'zh-Hant': '成交額佔比', 'zh-Hans': '成交额占比' },
  method: {
    en: 'Volume of the ticker or pool divided by the volume of everything in the same window and scope.',
    'zh-Hant': '該代號或資金池的成交額除以同一期間、同一範圍的全部成交額。',
    'zh-Hans': '该代码或资金池的成交额除以同一期间、同一范围的全部成交额。',
  },
  nullRule: {
    en: 'Null when the whole has no volume.',
    'zh-Hant': '整體沒有成交額時為空值。',
    'zh-Hans': '整体没有成交额时为空值。',
  },
};

/** Part over whole; null when the whole is zero. */
export const volumeShareOf = (partUsd: Decimal, wholeUsd: Decimal): Decimal | null => ratio(partUsd, wholeUsd);
