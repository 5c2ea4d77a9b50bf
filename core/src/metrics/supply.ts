import type { Metric } from './metric.ts';

export const supply: Metric = {
  id: 'supply',
  unit: 'number',
  label: { en: 'Supply', 'zh-Hant': '供給量', 'zh-Hans': '供应量' },
  method: {
    en: 'Shares that exist, those in the issuer’s own wallets, and the rest in circulation, from mints, burns and transfers of raw units times the multiplier in force.',
    'zh-Hant': '存在的股數、發行方自有錢包所持股數，以及其餘流通股數；由鑄造、銷毀與轉帳的原始單位乘以當時乘數得出。',
    'zh-Hans': '存在的股数、发行方自有钱包所持股数，以及其余流通股数；由铸造、销毁与转账的原始单位乘以当时乘数得出。',
  },
  nullRule: {
    en: 'Null when the unit rule or the history from the first mint is not known.',
    'zh-Hant': '單位規則未知，或缺少自首次鑄造起的歷史時為空值。',
    'zh-Hans': '单位规则未知，或缺少自首次铸造起的历史时为空值。',
  },
};
