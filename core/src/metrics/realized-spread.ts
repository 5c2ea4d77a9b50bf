import { type Decimal, minus, ratio, sum, times } from '../decimal.ts';
import type { SpreadFill } from './effective-spread.ts';
import type { Metric } from './metric.ts';

export const realizedSpread: Metric = {
  id: 'realized-spread',
  unit: 'share',
  label: { en: 'Realized spread', 'zh-Hant': '實現價差', 'zh-Hans': '实现价差' },
  method: {
    en: 'Twice the distance of the executed price from the mid 1, 5 or 30 minutes later, over the mid just before, weighted by dollars: what the liquidity provider kept. What the market moved against them is the effective spread less this.',
    'zh-Hant':
      '成交價與 1、5 或 30 分鐘後中間價差距的兩倍除以成交前中間價，依美元加權：流動性提供者留下的部分。有效價差減去此值，即市場對其不利的移動。',
    'zh-Hans':
      '成交价与 1、5 或 30 分钟后中间价差距的两倍除以成交前中间价，按美元加权：流动性提供者留下的部分。有效价差减去此值，即市场对其不利的移动。',
  },
  nullRule: {
    en: 'Null when no mid is known at that later time.',
    'zh-Hant': '該時點沒有已知中間價時為空值。',
    'zh-Hans': '该时点没有已知中间价时为空值。',
  },
};

/** Seconds after a fill at which its mid is read again: 1, 5 and 30 minutes. */
export const MARKOUT_SECONDS = [60, 300, 1_800] as const;

/** A fill with both mids: the one just before, and that of the later moment. */
export interface RealizedFill extends SpreadFill {
  laterMid: Decimal | null;
}

/** Mean of 2·d·(price − later mid) ÷ mid, weighted by USD; fills without either mid or a price are left out. */
export function realizedSpreadShare(fills: Iterable<RealizedFill>): Decimal | null {
  const weighted = [...fills].flatMap(({ side, price, mid, laterMid, usd }) => {
    if (mid === null || laterMid === null || usd === null) return [];
    const kept = ratio(times('2', side === 'buy' ? minus(price, laterMid) : minus(laterMid, price)), mid);
    return kept === null ? [] : [{ value: times(kept, usd), usd }];
  });
  return ratio(sum(weighted.map((fill) => fill.value)), sum(weighted.map((fill) => fill.usd)));
}

/** What prices moved after the fills: effective less realized; null when either is. */
export const informationShare = (effective: Decimal | null, realized: Decimal | null): Decimal | null =>
  effective === null || realized === null ? null : minus(effective, realized);
