import { type Metric, NEVER_NULL } from './metric.ts';

export const buys: Metric = {
  id: 'buys',
  unit: 'count',
  label: { en: 'Buys', 'zh-Hant': '買入筆數', 'zh-Hans': '买入笔数' },
  method: {
    en: 'Trades after which the trader held more of the stock token than before.',
    'zh-Hant': '交易後交易者持有的股票代幣增加的交易筆數。',
    'zh-Hans': '交易后交易者持有的股票代币增加的交易笔数。',
  },
  nullRule: NEVER_NULL,
};
