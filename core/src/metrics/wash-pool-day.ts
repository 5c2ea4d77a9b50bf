import { type Metric, NEVER_NULL } from './metric.ts';

export const washPoolDay: Metric = {
  id: 'wash-pool-day',
  unit: 'count',
  label: { en: 'Concentrated days (W2)', 'zh-Hant': '集中交易日（W2）', 'zh-Hans': '集中交易日（W2）' },
  method: {
    en: 'Days of a pool with at least 500 trades and 100 per wallet, or at least 1,000,000 USD with 500,000 USD and 30 trades per wallet; never a day below 25,000 USD.',
    'zh-Hant':
      '資金池當日交易至少 500 筆且每錢包 100 筆，或成交至少 1,000,000 美元且每錢包 500,000 美元與 30 筆的天數；低於 25,000 美元的日子一律不計。',
    'zh-Hans':
      '资金池当日交易至少 500 笔且每钱包 100 笔，或成交至少 1,000,000 美元且每钱包 500,000 美元与 30 笔的天数；低于 25,000 美元的日子一律不计。',
  },
  nullRule: NEVER_NULL,
};
