import { type Decimal, minus } from '../decimal.ts';
import { effectiveSpreadShare, type SpreadFill } from './effective-spread.ts';
import type { Metric } from './metric.ts';

export const realizedSpread: Metric = {
  id: 'realized-spread',
  unit: 'share',
  label: { en: 'Realized spread', 'zh-Hant': '實現價差', 'zh-Hans': '实现价差' },
  method: {
    en: 'Twice the distance of the executed price from the mid 1, 5 or 30 minutes later, over that mid: what the liquidity provider kept. What the market moved against them is the effective spread less this.',
    'zh-Hant':
      '成交價與 1、5 或 30 分鐘後中間價差距的兩倍除以該中間價：流動性提供者留下的部分。有效價差減去此值，即市場對其不利的移動。',
    'zh-Hans':
      '成交价与 1、5 或 30 分钟后中间价差距的两倍除以该中间价：流动性提供者留下的部分。有效价差减去此值，即市场对其不利的移动。',
  },
  nullRule: {
    en: 'Null when no mid is known at that later time.',
    'zh-Hant': '該時點沒有已知中間價時為空值。',
    'zh-Hans': '该时点没有已知中间价时为空值。',
  },
};

/** Seconds after a fill at which its mid is read again: 1, 5 and 30 minutes. */
export const MARKOUT_SECONDS = [60, 300, 1_800] as const;

/** The same mean as the effective spread's, with the mids of the later moment. */
export const realizedSpreadShare = (fillsWithLaterMid: Iterable<SpreadFill>): Decimal | null =>
  effectiveSpreadShare(fillsWithLaterMid);

/** What prices moved after the fills: effective less realized; null when either is. */
export const informationShare = (effective: Decimal | null, realized: Decimal | null): Decimal | null =>
  effective === null || realized === null ? null : minus(effective, realized);
