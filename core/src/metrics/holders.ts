import type { Metric } from './metric.ts';

export const holders: Metric = {
  id: 'holders',
  unit: 'count',
  label: { en: 'Holders', 'zh-Hant': '持有人', 'zh-Hans': '持有人' },
  method: {
    en: 'Owners with more than dust, without pools, issuer wallets and burn addresses. On Solana the owner counts, not each token account.',
    'zh-Hant': '持有量超過微量的所有者，不含資金池、發行方錢包與銷毀位址。在 Solana 上按所有者計，而非按代幣帳戶計。',
    'zh-Hans': '持有量超过微量的所有者，不含资金池、发行方钱包与销毁地址。在 Solana 上按所有者计，而非按代币账户计。',
  },
  nullRule: {
    en: 'Null when the history from the first mint is not known.',
    'zh-Hant': '缺少自首次鑄造起的歷史時為空值。',
    'zh-Hans': '缺少自首次铸造起的历史时为空值。',
  },
};
