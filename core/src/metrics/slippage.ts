import { type Decimal, minus, ratio } from '../decimal.ts';
import type { Metric } from './metric.ts';

export const slippage: Metric = {
  id: 'slippage',
  unit: 'share',
  label: { en: 'Slippage', 'zh-Hant': '滑點', 'zh-Hans': '滑点' },
  method: {
    en: 'Average price paid for an order of that size against the mid just before it, fee included; the impact of the curve and the fee are also given apart. For a sale, what the price received falls short of the mid.',
    'zh-Hant':
      '該金額的訂單所付平均價格相對於成交前中間價的差距，含手續費；曲線造成的部分與手續費亦分別列出。賣出時為所得價格低於中間價的幅度。',
    'zh-Hans':
      '该金额的订单所付平均价格相对于成交前中间价的差距，含手续费；曲线造成的部分与手续费亦分别列出。卖出时为所得价格低于中间价的幅度。',
  },
  nullRule: {
    en: 'Null when the pool cannot fill the order; the largest order that it can fill stands beside it.',
    'zh-Hant': '資金池無法成交該訂單時為空值，旁邊列出可成交的最大金額。',
    'zh-Hans': '资金池无法成交该订单时为空值，旁边列出可成交的最大金额。',
  },
};

/** Executed price against mid: executed ÷ mid − 1 for a buy, 1 − executed ÷ mid for a sell; null when the mid is zero. */
export function slippageShare(side: 'buy' | 'sell', executedPrice: Decimal, mid: Decimal): Decimal | null {
  const quotient = ratio(executedPrice, mid);
  if (quotient === null) return null;
  return side === 'buy' ? minus(quotient, '1') : minus('1', quotient);
}
