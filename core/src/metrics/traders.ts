import { type Metric, NEVER_NULL } from './metric.ts';

export const traders: Metric = {
  id: 'traders',
  unit: 'count',
  label: { en: 'Traders', 'zh-Hant': '交易者', 'zh-Hans': '交易者' },
  method: {
    en: 'Distinct wallets that traded in the window, counted exactly for the whole window: days cannot be added up. The trader is the wallet whose stock balance changed, else the signer.',
    'zh-Hant':
      '期間內有過交易的不重複錢包，對整段期間精確計數，因此不能把各日數字相加。交易者是股票代幣餘額有變動的錢包，否則為簽署者。',
    'zh-Hans':
      '期间内有过交易的不重复钱包，对整段期间精确计数，因此不能把各日数字相加。交易者是股票代币余额有变动的钱包，否则为签名者。',
  },
  nullRule: NEVER_NULL,
};
