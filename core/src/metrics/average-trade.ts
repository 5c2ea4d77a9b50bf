import { type Decimal, ratio } from '../decimal.ts';
import type { Metric } from './metric.ts';

export const averageTrade: Metric = {
  id: 'average-trade',
  unit: 'usd',
  label: { en: 'Average trade', 'zh-Hant': '平均每筆交易', 'zh-Hans': '平均每笔交易' },
  method: {
    en: 'Volume divided by the number of trades that have a price.',
    'zh-Hant': '成交額除以有價格的交易筆數。',
    'zh-Hans': '成交额除以有价格的交易笔数。',
  },
  nullRule: {
    en: 'Null when no trade has a price.',
    'zh-Hant': '沒有任何交易具有價格時為空值。',
    'zh-Hans': '没有任何交易具有价格时为空值。',
  },
};

/** Mean dollars of a priced trade; null without one. */
export const averageTradeUsd = (volumeUsd: Decimal, pricedTrades: number): Decimal | null =>
  ratio(volumeUsd, pricedTrades.toString());
