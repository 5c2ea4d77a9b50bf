import type { IssuerComparison } from '../issuer-comparison.ts';
import { ARTICLE, REGISTRY } from './sources.ts';

export const dinariComparison: IssuerComparison = {
  issuer: 'dinari',
  backing: [
    {
      text: { en: 'One share for each token', 'zh-Hant': '一股對應一枚代幣', 'zh-Hans': '一股对应一枚代币' },
      asOf: '2025-07',
      source: ARTICLE,
    },
  ],
  custody: [
    {
      text: {
        en: 'Licensed to issue security tokens',
        'zh-Hant': '持有發行證券型代幣的牌照',
        'zh-Hans': '持有发行证券型代币的牌照',
      },
      asOf: '2025-07',
      source: ARTICLE,
    },
  ],
  access: [
    {
      text: { en: 'KYC at the primary market', 'zh-Hant': '一級市場需 KYC', 'zh-Hans': '一级市场需 KYC' },
      asOf: '2025-07',
      source: ARTICLE,
    },
  ],
  chains: [
    {
      text: {
        en: 'Arbitrum, Base, Ethereum, Plume and others; rebasing tokens with wrappers',
        'zh-Hant': 'Arbitrum、Base、以太坊、Plume 等；彈性供給代幣並有包裝版本',
        'zh-Hans': 'Arbitrum、Base、以太坊、Plume 等；弹性供给代币并有包装版本',
      },
      asOf: '2026-11',
      source: REGISTRY,
    },
  ],
  rights: [
    {
      text: {
        en: 'Dividends by rebase or payout',
        'zh-Hant': '股息以供給調整或發放方式支付',
        'zh-Hans': '股息以供给调整或发放方式支付',
      },
      asOf: '2026-11',
      source: REGISTRY,
    },
  ],
  weaknesses: [],
};
