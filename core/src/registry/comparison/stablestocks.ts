import type { IssuerComparison } from '../issuer-comparison.ts';
import { ARTICLE, REGISTRY } from './sources.ts';

export const stablestocksComparison: IssuerComparison = {
  issuer: 'stablestocks',
  backing: [
    {
      text: {
        en: 'Its own licensed brokerage arrangement, mapped to tokens',
        'zh-Hant': '以自有持牌經紀安排將資產映射為代幣',
        'zh-Hans': '以自有持牌经纪安排将资产映射为代币',
      },
      asOf: '2025-07',
      source: ARTICLE,
    },
  ],
  custody: [
    {
      text: { en: 'Its own broker system', 'zh-Hant': '自有券商系統', 'zh-Hans': '自有券商系统' },
      asOf: '2025-07',
      source: ARTICLE,
    },
  ],
  access: [
    {
      text: {
        en: 'Buyers pay with stablecoins; blue chips, ETFs and themes planned',
        'zh-Hant': '以穩定幣購買；規劃藍籌股、ETF 與主題組合',
        'zh-Hans': '以稳定币购买；规划蓝筹股、ETF 与主题组合',
      },
      asOf: '2025-07',
      source: ARTICLE,
    },
  ],
  chains: [
    {
      text: { en: 'BNB Smart Chain', 'zh-Hant': 'BNB 智能鏈', 'zh-Hans': 'BNB 智能链' },
      asOf: '2026-11',
      source: REGISTRY,
    },
    {
      text: {
        en: 'Aims at holding, lending and derivatives, and at joining the liquidity of one stock’s tokens across platforms',
        'zh-Hant': '目標涵蓋持有、借貸與衍生品，並匯集同一股票在各平台代幣的流動性',
        'zh-Hans': '目标涵盖持有、借贷与衍生品，并汇集同一股票在各平台代币的流动性',
      },
      asOf: '2025-07',
      source: ARTICLE,
    },
  ],
  rights: [],
  weaknesses: [
    {
      text: {
        en: 'Token addresses are not public, so nothing of it is measured here',
        'zh-Hant': '代幣地址未公開，因此此處無任何實測數據',
        'zh-Hans': '代币地址未公开，因此此处无任何实测数据',
      },
      asOf: '2026-11',
      source: REGISTRY,
    },
  ],
};
