import type { IssuerComparison } from '../issuer-comparison.ts';
import { ARTICLE, REGISTRY, WASH_STUDY } from './sources.ts';

export const xstocksComparison: IssuerComparison = {
  issuer: 'xstocks',
  backing: [
    {
      text: {
        en: 'Bought first, minted after: one real share for each',
        'zh-Hant': '先買後鑄：一股真實股票對應一枚代幣',
        'zh-Hans': '先买后铸：一股真实股票对应一枚代币',
      },
      asOf: '2025-07',
      source: ARTICLE,
    },
  ],
  custody: [
    {
      text: {
        en: 'Shares bought through Interactive Brokers and held with Clearstream, InCore Bank and Maerki Baumann',
        'zh-Hant': '經盈透證券買入，由 Clearstream、InCore Bank 與 Maerki Baumann 保管',
        'zh-Hans': '经盈透证券买入，由 Clearstream、InCore Bank 与 Maerki Baumann 保管',
      },
      asOf: '2025-07',
      source: ARTICLE,
    },
    {
      text: {
        en: 'Swiss DLT act; vehicles in Liechtenstein and Jersey; sold through a Kraken subsidiary in Bermuda; Kraken under MiFID II',
        'zh-Hant': '適用瑞士 DLT 法；列支敦斯登與澤西的雙重載體；經 Kraken 百慕達子公司銷售；Kraken 受 MiFID II 規範',
        'zh-Hans': '适用瑞士 DLT 法；列支敦士登与泽西的双重载体；经 Kraken 百慕大子公司销售；Kraken 受 MiFID II 规范',
      },
      asOf: '2025-07',
      source: ARTICLE,
    },
  ],
  access: [
    {
      text: {
        en: 'KYC at the primary market; traded 24/5 at the venues, transferable at any time',
        'zh-Hant': '一級市場需 KYC；交易所每週五天全天交易，鏈上隨時可轉移',
        'zh-Hans': '一级市场需 KYC；交易所每周五天全天交易，链上随时可转移',
      },
      asOf: '2025-07',
      source: ARTICLE,
    },
  ],
  chains: [
    {
      text: {
        en: 'Solana, Token-2022 with a unit multiplier; Arbitrum named in 2025',
        'zh-Hant': 'Solana，Token-2022 附單位乘數；2025 年提及 Arbitrum',
        'zh-Hans': 'Solana，Token-2022 附单位乘数；2025 年提及 Arbitrum',
      },
      asOf: '2025-07',
      source: ARTICLE,
    },
    {
      text: {
        en: 'Eight EVM chains by 2026, rebasing tokens with ERC-4626 wrappers; Chainlink feeds',
        'zh-Hant': '至 2026 年擴及八條 EVM 鏈，為彈性供給代幣並有 ERC-4626 包裝；Chainlink 餵價',
        'zh-Hans': '至 2026 年扩及八条 EVM 链，为弹性供给代币并有 ERC-4626 包装；Chainlink 喂价',
      },
      asOf: '2026-11',
      source: REGISTRY,
    },
  ],
  rights: [
    {
      text: {
        en: 'A debt-like tracking certificate without a vote; no stamp duty',
        'zh-Hant': '類債務的追蹤憑證，無投票權；無印花稅',
        'zh-Hans': '类债务的追踪凭证，无投票权；无印花税',
      },
      asOf: '2025-07',
      source: ARTICLE,
    },
    {
      text: { en: 'Dividends raise the multiplier', 'zh-Hant': '股息反映於乘數', 'zh-Hans': '股息反映于乘数' },
      asOf: '2026-11',
      source: REGISTRY,
    },
  ],
  weaknesses: [
    {
      text: {
        en: 'About 90 % of on-chain stock liquidity in 2025, but in few tickers; most pools under 20 trades, some empty; heavy slippage',
        'zh-Hant': '2025 年佔鏈上股票流動性約九成，但集中於少數代號；多數資金池不足 20 筆交易，有些為空；滑點嚴重',
        'zh-Hans': '2025 年占链上股票流动性约九成，但集中于少数代码；多数资金池不足 20 笔交易，有些为空；滑点严重',
      },
      asOf: '2025-07',
      source: ARTICLE,
    },
    {
      text: {
        en: 'Wash patterns in 5 of 16 pools',
        'zh-Hant': '16 個資金池中有 5 個出現對敲型態',
        'zh-Hans': '16 个资金池中有 5 个出现对敲型态',
      },
      asOf: '2026-06',
      source: WASH_STUDY,
    },
  ],
};
