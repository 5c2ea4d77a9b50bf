import type { IssuerComparison } from '../issuer-comparison.ts';
import { REGISTRY } from './sources.ts';

export const superstateComparison: IssuerComparison = {
  issuer: 'superstate',
  backing: [],
  custody: [],
  access: [
    {
      text: {
        en: 'Transfers limited to an allowlist; no automated market at its launch',
        'zh-Hant': '轉帳限於白名單；推出時沒有自動化市場',
        'zh-Hans': '转账限于白名单；推出时没有自动化市场',
      },
      asOf: '2026-11',
      source: REGISTRY,
    },
  ],
  chains: [{ text: { en: 'Solana', 'zh-Hant': 'Solana', 'zh-Hans': 'Solana' }, asOf: '2026-11', source: REGISTRY }],
  rights: [],
  weaknesses: [],
};
