import type { IssuerComparison } from '../issuer-comparison.ts';
import { REGISTRY } from './sources.ts';

export const remoraComparison: IssuerComparison = {
  issuer: 'remora',
  backing: [],
  custody: [],
  access: [],
  chains: [{ text: { en: 'Solana', 'zh-Hant': 'Solana', 'zh-Hans': 'Solana' }, asOf: '2026-11', source: REGISTRY }],
  rights: [],
  weaknesses: [],
};
