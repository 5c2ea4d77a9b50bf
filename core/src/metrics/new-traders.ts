import { type Metric, NEVER_NULL } from './metric.ts';

export const newTraders: Metric = {
  id: 'new-traders',
  unit: 'count',
  label: { en: 'New traders', 'zh-Hant': '新交易者', 'zh-Hans': '新交易者' },
  method: {
    en: 'Wallets whose first trade ever in the shown scope falls into the window. Before the first indexed day nothing is known, so a wallet may be older than it looks.',
    'zh-Hant': '在所示範圍內的首筆交易落在本期間的錢包。首個索引日之前的歷史未知，因此錢包可能比看起來更早入場。',
    'zh-Hans': '在所示范围内的首笔交易落在本期间的钱包。首个索引日之前的历史未知，因此钱包可能比看起来更早入场。',
  },
  nullRule: NEVER_NULL,
};
