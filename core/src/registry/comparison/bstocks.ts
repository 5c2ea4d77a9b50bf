import type { IssuerComparison } from '../issuer-comparison.ts';
import { REGISTRY } from './sources.ts';

export const bstocksComparison: IssuerComparison = {
  issuer: 'bstocks',
  backing: [],
  custody: [],
  access: [],
  chains: [
    {
      text: {
        en: 'BNB Smart Chain; the amount model is not verified',
        'zh-Hant': 'BNB 智能鏈；數量模型未經驗證',
        'zh-Hans': 'BNB 智能链；数量模型未经验证',
      },
      asOf: '2026-11',
      source: REGISTRY,
    },
  ],
  rights: [],
  weaknesses: [],
};
