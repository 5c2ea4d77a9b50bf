import type { Metric } from './metric.ts';

export const primaryMarket: Metric = {
  id: 'primary-market',
  unit: 'usd',
  label: { en: 'Primary market', 'zh-Hant': '一級市場', 'zh-Hans': '一级市场' },
  method: {
    en: 'Orders that the issuer filled itself by minting or burning, at what was paid without fees. No part of any volume: nothing traded in a pool.',
    'zh-Hant':
      '由發行方自行鑄造或銷毀而成交的訂單，以不含手續費的付款金額計。不計入任何成交量：沒有任何資金池參與交易。',
    'zh-Hans':
      '由发行方自行铸造或销毁而成交的订单，以不含手续费的付款金额计。不计入任何成交量：没有任何资金池参与交易。',
  },
  nullRule: {
    en: 'Orders whose payment is not stated or has no price are counted apart. Issuers whose orders cannot be told from plain mints and burns have none here.',
    'zh-Hant': '未載明付款或付款無價格的訂單另行計數。訂單無法與一般鑄造、銷毀區分的發行方在此沒有數值。',
    'zh-Hans': '未载明付款或付款无价格的订单另行计数。订单无法与一般铸造、销毁区分的发行方在此没有数值。',
  },
};
