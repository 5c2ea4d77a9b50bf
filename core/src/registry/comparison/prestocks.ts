import type { IssuerComparison } from '../issuer-comparison.ts';
import { REGISTRY } from './sources.ts';

export const prestocksComparison: IssuerComparison = {
  issuer: 'prestocks',
  backing: [],
  custody: [],
  access: [],
  chains: [
    {
      text: {
        en: 'Solana, Token-2022; private companies',
        'zh-Hant': 'Solana，Token-2022；未上市公司',
        'zh-Hans': 'Solana，Token-2022；未上市公司',
      },
      asOf: '2026-11',
      source: REGISTRY,
    },
  ],
  rights: [],
  weaknesses: [
    {
      text: {
        en: 'Every transfer pays a fee to the issuer’s configuration',
        'zh-Hant': '每次轉帳都須支付發行方設定的費用',
        'zh-Hans': '每次转账都须支付发行方设定的费用',
      },
      asOf: '2026-11',
      source: REGISTRY,
    },
  ],
};
