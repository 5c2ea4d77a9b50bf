import { type Decimal, minus, ratio, sum, times } from '../decimal.ts';
import type { Metric } from './metric.ts';

export const effectiveSpread: Metric = {
  id: 'effective-spread',
  unit: 'share',
  label: { en: 'Effective spread', 'zh-Hant': '有效價差', 'zh-Hans': '有效价差' },
  method: {
    en: 'Twice the distance of the executed price from the mid just before, over that mid, weighted by dollars. Against the reference price instead of the mid it is the all-in cost.',
    'zh-Hant': '成交價與成交前中間價差距的兩倍除以該中間價，依美元加權。以參考價取代中間價即為總成本。',
    'zh-Hans': '成交价与成交前中间价差距的两倍除以该中间价，按美元加权。以参考价取代中间价即为总成本。',
  },
  nullRule: {
    en: 'Null when no fill has a mid before it and a price.',
    'zh-Hant': '沒有任何成交同時具備成交前中間價與價格時為空值。',
    'zh-Hans': '没有任何成交同时具备成交前中间价与价格时为空值。',
  },
};

/** A fill's price in quote per share, and the mid that it is held against. */
export interface SpreadFill {
  side: 'buy' | 'sell';
  price: Decimal;
  mid: Decimal | null;
  usd: Decimal | null;
}

/** 2·d·(price − mid) ÷ mid, with d = 1 for a buy and −1 for a sell; null when the mid is unknown or zero. */
export function spreadShare(side: 'buy' | 'sell', price: Decimal, mid: Decimal | null): Decimal | null {
  if (mid === null) return null;
  const distance = side === 'buy' ? minus(price, mid) : minus(mid, price);
  return ratio(times('2', distance), mid);
}

/** Mean of the fills' spreads, weighted by USD; fills without a mid or a price are left out. */
export function effectiveSpreadShare(fills: Iterable<SpreadFill>): Decimal | null {
  const weighted = [...fills].flatMap((fill) => {
    const spread = spreadShare(fill.side, fill.price, fill.mid);
    return spread === null || fill.usd === null ? [] : [{ value: times(spread, fill.usd), usd: fill.usd }];
  });
  return ratio(sum(weighted.map((fill) => fill.value)), sum(weighted.map((fill) => fill.usd)));
}
