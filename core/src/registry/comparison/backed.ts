import type { IssuerComparison } from '../issuer-comparison.ts';
import { ARTICLE, REGISTRY } from './sources.ts';

export const backedComparison: IssuerComparison = {
  issuer: 'backed',
  backing: [
    {
      text: {
        en: 'Collateralised notes, one for one',
        'zh-Hant': '足額擔保的票據，一比一',
        'zh-Hans': '足额担保的票据，一比一',
      },
      asOf: '2025-07',
      source: ARTICLE,
    },
  ],
  custody: [
    {
      text: { en: 'Swiss and Jersey issuer', 'zh-Hant': '瑞士與澤西發行方', 'zh-Hans': '瑞士与泽西发行方' },
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
        en: 'Ethereum, Base, Arbitrum, Gnosis and others',
        'zh-Hant': '以太坊、Base、Arbitrum、Gnosis 等',
        'zh-Hans': '以太坊、Base、Arbitrum、Gnosis 等',
      },
      asOf: '2026-11',
      source: REGISTRY,
    },
  ],
  rights: [],
  weaknesses: [],
};
