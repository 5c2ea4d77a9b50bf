import type { IssuerComparison } from '../issuer-comparison.ts';
import { ARTICLE, REGISTRY } from './sources.ts';

export const robinhoodComparison: IssuerComparison = {
  issuer: 'robinhood',
  backing: [
    {
      text: { en: 'Stock tokens of a broker', 'zh-Hant': '券商發行的股票代幣', 'zh-Hans': '券商发行的股票代币' },
      asOf: '2025-07',
      source: ARTICLE,
    },
  ],
  custody: [
    {
      text: {
        en: 'Robinhood Europe, under the Bank of Lithuania, MiFID II and MiCAR',
        'zh-Hant': 'Robinhood Europe，受立陶宛央行、MiFID II 與 MiCAR 規範',
        'zh-Hans': 'Robinhood Europe，受立陶宛央行、MiFID II 与 MiCAR 规范',
      },
      asOf: '2025-07',
      source: ARTICLE,
    },
  ],
  access: [
    {
      text: { en: 'Users in the EU, 24/5', 'zh-Hant': '歐盟用戶，每週五天全天', 'zh-Hans': '欧盟用户，每周五天全天' },
      asOf: '2025-07',
      source: ARTICLE,
    },
  ],
  chains: [
    {
      text: {
        en: 'Arbitrum as a prototype in 2025; its own layer 2 announced',
        'zh-Hant': '2025 年以 Arbitrum 為原型；宣布自有第二層網路',
        'zh-Hans': '2025 年以 Arbitrum 为原型；宣布自有第二层网络',
      },
      asOf: '2025-07',
      source: ARTICLE,
    },
    {
      text: {
        en: 'Robinhood Chain live since July 2026; ERC-8056 multipliers; Chainlink feeds',
        'zh-Hant': 'Robinhood Chain 於 2026 年 7 月上線；ERC-8056 乘數；Chainlink 餵價',
        'zh-Hans': 'Robinhood Chain 于 2026 年 7 月上线；ERC-8056 乘数；Chainlink 喂价',
      },
      asOf: '2026-11',
      source: REGISTRY,
    },
  ],
  rights: [],
  weaknesses: [
    {
      text: { en: 'A closed loop first', 'zh-Hant': '初期為封閉循環', 'zh-Hans': '初期为封闭循环' },
      asOf: '2025-07',
      source: ARTICLE,
    },
  ],
};
