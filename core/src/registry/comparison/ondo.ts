import type { IssuerComparison } from '../issuer-comparison.ts';
import { REGISTRY } from './sources.ts';

export const ondoComparison: IssuerComparison = {
  issuer: 'ondo',
  backing: [
    {
      text: { en: 'Total-return tokens', 'zh-Hant': '總報酬代幣', 'zh-Hans': '总回报代币' },
      asOf: '2026-11',
      source: REGISTRY,
    },
  ],
  custody: [],
  access: [
    {
      text: {
        en: 'Outside the US, KYC at the primary market; minted and redeemed on request',
        'zh-Hant': '限美國境外，一級市場需 KYC；按需鑄造與贖回',
        'zh-Hans': '限美国境外，一级市场需 KYC；按需铸造与赎回',
      },
      asOf: '2026-11',
      source: REGISTRY,
    },
  ],
  chains: [
    {
      text: {
        en: 'Ethereum and BNB Smart Chain with 443 tokens each, Solana with 206',
        'zh-Hant': '以太坊與 BNB 智能鏈各 443 種代幣，Solana 206 種',
        'zh-Hans': '以太坊与 BNB 智能链各 443 种代币，Solana 206 种',
      },
      asOf: '2026-11',
      source: REGISTRY,
    },
  ],
  rights: [
    {
      text: {
        en: 'Dividends are reinvested in the token’s value',
        'zh-Hant': '股息再投入，反映於代幣價值',
        'zh-Hans': '股息再投入，反映于代币价值',
      },
      asOf: '2026-11',
      source: REGISTRY,
    },
  ],
  weaknesses: [],
};
