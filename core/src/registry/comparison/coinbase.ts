import type { IssuerComparison } from '../issuer-comparison.ts';
import { ARTICLE, REGISTRY } from './sources.ts';

export const coinbaseComparison: IssuerComparison = {
  issuer: 'coinbase',
  backing: [
    {
      text: {
        en: 'Native issuance, with dividends and settlement on chain, was the plan',
        'zh-Hant': '計畫原生發行，股息與結算皆在鏈上',
        'zh-Hans': '计划原生发行，股息与结算皆在链上',
      },
      asOf: '2025-07',
      source: ARTICLE,
    },
  ],
  custody: [
    {
      text: {
        en: 'Waited in 2025 for relief from the SEC to activate its licensed subsidiary',
        'zh-Hant': '2025 年等待 SEC 豁免以啟用其持牌子公司',
        'zh-Hans': '2025 年等待 SEC 豁免以启用其持牌子公司',
      },
      asOf: '2025-07',
      source: ARTICLE,
    },
  ],
  access: [
    {
      text: {
        en: 'A first batch of 50 to 100 stocks and ETFs was foreseen',
        'zh-Hant': '預計首批 50 至 100 檔股票與 ETF',
        'zh-Hans': '预计首批 50 至 100 只股票与 ETF',
      },
      asOf: '2025-07',
      source: ARTICLE,
    },
    {
      text: { en: '13 tokens live', 'zh-Hant': '已上線 13 種代幣', 'zh-Hans': '已上线 13 种代币' },
      asOf: '2026-11',
      source: REGISTRY,
    },
  ],
  chains: [
    {
      text: {
        en: 'Base; B20 tokens, Chainlink feeds, Aerodrome Slipstream pools',
        'zh-Hant': 'Base；B20 代幣、Chainlink 餵價、Aerodrome Slipstream 資金池',
        'zh-Hans': 'Base；B20 代币、Chainlink 喂价、Aerodrome Slipstream 资金池',
      },
      asOf: '2026-11',
      source: REGISTRY,
    },
  ],
  rights: [],
  weaknesses: [
    {
      text: { en: 'Regulation decided the pace', 'zh-Hant': '步調取決於監管', 'zh-Hans': '步调取决于监管' },
      asOf: '2025-07',
      source: ARTICLE,
    },
  ],
};
