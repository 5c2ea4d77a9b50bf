import { type Metric, NEVER_NULL } from './metric.ts';

export const transactions: Metric = {
  id: 'transactions',
  unit: 'count',
  label: { en: 'Transactions', 'zh-Hant': '鏈上交易數', 'zh-Hans': '链上交易数' },
  method: {
    en: 'Distinct successful transactions that hold at least one fill of a tracked pool.',
    'zh-Hant': '至少含一次受追蹤資金池成交的成功鏈上交易，不重複計算。',
    'zh-Hans': '至少含一次受跟踪资金池成交的成功链上交易，不重复计算。',
  },
  nullRule: NEVER_NULL,
};
