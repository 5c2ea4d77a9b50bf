import type { IssuerComparison } from '../issuer-comparison.ts';
import { REGISTRY } from './sources.ts';

export const backpackComparison: IssuerComparison = {
  issuer: 'backpack',
  backing: [],
  custody: [],
  access: [],
  chains: [
    {
      text: {
        en: 'Solana, Token-2022; 11 of 1,137 mints have a public source',
        'zh-Hant': 'Solana，Token-2022；1,137 種代幣中 11 種有公開來源',
        'zh-Hans': 'Solana，Token-2022；1,137 种代币中 11 种有公开来源',
      },
      asOf: '2026-11',
      source: REGISTRY,
    },
  ],
  rights: [],
  weaknesses: [],
};
