import { type Decimal, minus } from '../decimal.ts';
import { type Metric, NEVER_NULL } from './metric.ts';

export const netFlow: Metric = {
  id: 'net-flow',
  unit: 'usd',
  label: { en: 'Net flow', 'zh-Hant': '淨流入', 'zh-Hans': '净流入' },
  method: {
    en: 'Dollars of buys less dollars of sells: positive when traders took stock tokens out of the pools.',
    'zh-Hant': '買入金額減賣出金額；為正代表交易者從資金池淨取走股票代幣。',
    'zh-Hans': '买入金额减卖出金额；为正代表交易者从资金池净取走股票代币。',
  },
  nullRule: NEVER_NULL,
};

/** Buys less sells, in USD. */
export const netFlowUsd = (buyUsd: Decimal, sellUsd: Decimal): Decimal => minus(buyUsd, sellUsd);
