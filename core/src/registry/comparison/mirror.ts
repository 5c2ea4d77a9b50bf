import type { IssuerComparison } from '../issuer-comparison.ts';
import { ARTICLE, REGISTRY } from './sources.ts';

export const mirrorComparison: IssuerComparison = {
  issuer: 'mirror',
  backing: [
    {
      text: {
        en: 'Synthetic: tracked a price by oracle, over-collateralised with UST; no share behind it',
        'zh-Hant': '合成資產：以預言機追蹤價格，用 UST 超額抵押，背後沒有股票',
        'zh-Hans': '合成资产：以预言机追踪价格，用 UST 超额抵押，背后没有股票',
      },
      asOf: '2025-07',
      source: ARTICLE,
    },
  ],
  custody: [
    { text: { en: 'None', 'zh-Hant': '無', 'zh-Hans': '无' }, asOf: '2025-07', source: ARTICLE },
    {
      text: {
        en: 'After UST collapsed in May 2022 the US SEC charged Mirror and Terraform Labs and called the tokens unregistered securities',
        'zh-Hant': '2022 年 5 月 UST 崩潰後，美國 SEC 起訴 Mirror 與 Terraform Labs，稱其代幣為未註冊證券',
        'zh-Hans': '2022 年 5 月 UST 崩溃后，美国 SEC 起诉 Mirror 与 Terraform Labs，称其代币为未注册证券',
      },
      asOf: '2025-07',
      source: ARTICLE,
    },
  ],
  access: [
    {
      text: {
        en: 'Anyone, no KYC, around the clock, 2020 to 2022',
        'zh-Hant': '任何人皆可，無需 KYC，全天候，2020 至 2022 年',
        'zh-Hans': '任何人皆可，无需 KYC，全天候，2020 至 2022 年',
      },
      asOf: '2025-07',
      source: ARTICLE,
    },
  ],
  chains: [
    {
      text: {
        en: 'Terra; wrapped forms on Ethereum',
        'zh-Hant': 'Terra；在以太坊上有包裝版本',
        'zh-Hans': 'Terra；在以太坊上有包装版本',
      },
      asOf: '2025-07',
      source: ARTICLE,
    },
    {
      text: {
        en: '12 wrapped tokens on Ethereum are still known',
        'zh-Hant': '以太坊上仍可查到 12 種包裝代幣',
        'zh-Hans': '以太坊上仍可查到 12 种包装代币',
      },
      asOf: '2026-11',
      source: REGISTRY,
    },
  ],
  rights: [{ text: { en: 'None', 'zh-Hant': '無', 'zh-Hans': '无' }, asOf: '2025-07', source: ARTICLE }],
  weaknesses: [
    {
      text: {
        en: 'One ecosystem and one stablecoin: all value went when it broke',
        'zh-Hant': '單一生態、單一穩定幣：崩潰時價值歸零',
        'zh-Hans': '单一生态、单一稳定币：崩溃时价值归零',
      },
      asOf: '2025-07',
      source: ARTICLE,
    },
  ],
};
