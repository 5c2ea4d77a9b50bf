import { type Metric, NEVER_NULL } from './metric.ts';

export const passthroughs: Metric = {
  id: 'passthroughs',
  unit: 'count',
  label: { en: 'Passthroughs', 'zh-Hant': '過境次數', 'zh-Hans': '过境次数' },
  method: {
    en: 'Transactions in which a trader bought and sold the same amount of a stock token, so that nothing was left: arbitrage and routing. Counted apart from trades.',
    'zh-Hant':
      '交易者在同一筆鏈上交易中買入並賣出等量的股票代幣、最後毫無剩餘的次數，即套利與路由。與交易筆數分開計算。',
    'zh-Hans':
      '交易者在同一笔链上交易中买入并卖出等量的股票代币、最后毫无剩余的次数，即套利与路由。与交易笔数分开计算。',
  },
  nullRule: NEVER_NULL,
};
