import { type Metric, NEVER_NULL } from './metric.ts';

export const sells: Metric = {
  id: 'sells',
  unit: 'count',
  label: { en: 'Sells', 'zh-Hant': '賣出筆數', 'zh-Hans': '卖出笔数' },
  method: {
    en: 'Trades after which the trader held less of the stock token than before.',
    'zh-Hant': '交易後交易者持有的股票代幣減少的交易筆數。',
    'zh-Hans': '交易后交易者持有的股票代币减少的交易笔数。',
  },
  nullRule: NEVER_NULL,
};
