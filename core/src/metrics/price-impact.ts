import { type Decimal, minus, ratio } from '../decimal.ts';
import type { Metric } from './metric.ts';

export const priceImpact: Metric = {
  id: 'price-impact',
  unit: 'share',
  label: { en: 'Price impact', 'zh-Hant': '價格衝擊', 'zh-Hans': '价格冲击' },
  method: {
    en: 'Move of the pool’s marginal price that a fill caused, in the taker’s direction: price after over price before, less one.',
    'zh-Hant': '一次成交使資金池邊際價格移動的幅度，以吃單方向為正：成交後價格除以成交前價格再減一。',
    'zh-Hans': '一次成交使资金池边际价格移动的幅度，以吃单方向为正：成交后价格除以成交前价格再减一。',
  },
  nullRule: {
    en: 'Null when the venue does not state the price before or after.',
    'zh-Hant': '交易所未提供成交前或成交後價格時為空值。',
    'zh-Hans': '交易所未提供成交前或成交后价格时为空值。',
  },
};

/** Change of the marginal price, positive in the taker's direction; null when a price is unknown. */
export function priceImpactShare(side: 'buy' | 'sell', before: Decimal | null, after: Decimal | null): Decimal | null {
  const quotient = before === null || after === null ? null : ratio(after, before);
  if (quotient === null) return null;
  return side === 'buy' ? minus(quotient, '1') : minus('1', quotient);
}
