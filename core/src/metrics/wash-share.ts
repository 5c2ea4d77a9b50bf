import type { Metric } from './metric.ts';

export const washShare: Metric = {
  id: 'wash-share',
  unit: 'share',
  label: { en: 'Round-trip share (W1)', 'zh-Hant': '對敲佔比（W1）', 'zh-Hans': '对敲占比（W1）' },
  method: {
    en: 'Share of a pool’s dollars that belongs to wallets with at least five buys and five sells whose smaller side is at least 90 % of the larger. A pool is flagged from 20 % on. A pattern, not a verdict.',
    'zh-Hant':
      '資金池成交額中，屬於至少五買五賣、且較小一側達較大一側九成以上的錢包之比例。達 20% 即標記該資金池。這是型態，不是定罪。',
    'zh-Hans':
      '资金池成交额中，属于至少五买五卖、且较小一侧达较大一侧九成以上的钱包的比例。达 20% 即标记该资金池。这是形态，不是定罪。',
  },
  nullRule: {
    en: 'Null when the pool has no priced volume.',
    'zh-Hant': '資金池沒有可定價的成交額時為空值。',
    'zh-Hans': '资金池没有可定价的成交额时为空值。',
  },
};
