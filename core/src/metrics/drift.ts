import type { Metric } from './metric.ts';

export const drift: Metric = {
  id: 'drift',
  unit: 'share',
  label: { en: 'Drift', 'zh-Hant': '休市偏移', 'zh-Hans': '休市偏移' },
  method: {
    en: 'On-chain price per share over the last print of the stock, less one, while the listing exchange is closed. Nothing trades the share then, so this is no premium.',
    'zh-Hant': '上市交易所休市期間，鏈上每股價格除以股票最後成交價再減一。此時股票本身沒有交易，因此不算溢價。',
    'zh-Hans': '上市交易所休市期间，链上每股价格除以股票最后成交价再减一。此时股票本身没有交易，因此不算溢价。',
  },
  nullRule: {
    en: 'Null while the exchange is open, and without a last print.',
    'zh-Hant': '開市時段，以及沒有最後成交價時為空值。',
    'zh-Hans': '开市时段，以及没有最后成交价时为空值。',
  },
};
