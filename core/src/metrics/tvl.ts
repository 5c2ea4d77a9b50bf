import { type Decimal, sum, times } from '../decimal.ts';
import type { Metric } from './metric.ts';

export const tvl: Metric = {
  id: 'tvl',
  unit: 'usd',
  label: { en: 'TVL', 'zh-Hant': '池內儲備（TVL）', 'zh-Hans': '池内储备（TVL）' },
  method: {
    en: 'Reserves in the pool’s vaults in dollars, both sides. It says what lies in the pool, not how much can be traded near the price: that is depth.',
    'zh-Hant': '資金池金庫內兩邊儲備的美元價值。它說明池裡放了多少，不代表價格附近能成交多少；後者看深度。',
    'zh-Hans': '资金池金库内两边储备的美元价值。它说明池里放了多少，不代表价格附近能成交多少；后者看深度。',
  },
  nullRule: {
    en: 'Null when a side has no price or its reserve is not known.',
    'zh-Hant': '任一邊沒有價格或儲備未知時為空值。',
    'zh-Hans': '任一边没有价格或储备未知时为空值。',
  },
};

/** One side of a pool: its reserve in token units and the token's price. */
export interface PricedReserve {
  amount: Decimal | null;
  priceUsd: Decimal | null;
}

/** Both reserves in USD; null when an amount or a price is missing. */
export function tvlUsd(reserves: Iterable<PricedReserve>): Decimal | null {
  const values: Decimal[] = [];
  for (const { amount, priceUsd } of reserves) {
    if (amount === null || priceUsd === null) return null;
    values.push(times(amount, priceUsd));
  }
  return sum(values);
}
