import type { IssuerComparison } from '../issuer-comparison.ts';
import { REGISTRY } from './sources.ts';

export const st0xComparison: IssuerComparison = {
  issuer: 'st0x',
  backing: [],
  custody: [],
  access: [],
  chains: [
    {
      text: {
        en: 'Base, also on Ethereum and HyperEVM; lazily rebasing tokens with ERC-4626 wrappers',
        'zh-Hant': 'Base，另見於以太坊與 HyperEVM；延遲調整供給的代幣並有 ERC-4626 包裝',
        'zh-Hans': 'Base，另见于以太坊与 HyperEVM；延迟调整供给的代币并有 ERC-4626 包装',
      },
      asOf: '2026-11',
      source: REGISTRY,
    },
  ],
  rights: [],
  weaknesses: [],
};
