import { defineIssuer } from '../define-issuer.ts';
import tokens from './remora.tokens.json' with { type: 'json' };

export const remora = defineIssuer(
  {
    id: 'remora',
    name: 'Remora Markets rStocks',
    website: 'https://remoramarkets.xyz',
    status: 'live',
    note: 'Decimals are known for TSLAr only; unit rules are not verified.',
    treasuries: [],
  },
  tokens,
);
