import type { IssuerComparison } from '../issuer-comparison.ts';
import { REGISTRY } from './sources.ts';

export const tesseraComparison: IssuerComparison = {
  issuer: 'tessera',
  backing: [],
  custody: [],
  access: [],
  chains: [
    {
      text: { en: 'Solana; private companies', 'zh-Hant': 'Solana；未上市公司', 'zh-Hans': 'Solana；未上市公司' },
      asOf: '2026-11',
      source: REGISTRY,
    },
  ],
  rights: [],
  weaknesses: [],
};
