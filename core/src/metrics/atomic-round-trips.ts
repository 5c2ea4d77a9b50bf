import { type Metric, NEVER_NULL } from './metric.ts';

export const atomicRoundTrips: Metric = {
  id: 'atomic-round-trips',
  unit: 'count',
  label: { en: 'Atomic round trips (W3)', 'zh-Hant': '原子對敲（W3）', 'zh-Hans': '原子对敲（W3）' },
  method: {
    en: 'Transactions that both buy and sell one stock token in one pool.',
    'zh-Hant': '在同一資金池中同時買入並賣出同一股票代幣的鏈上交易數。',
    'zh-Hans': '在同一资金池中同时买入并卖出同一股票代币的链上交易数。',
  },
  nullRule: NEVER_NULL,
};
