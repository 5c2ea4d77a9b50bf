import { defineIssuer } from '../define-issuer.ts';
import tokens from './mirror.tokens.json' with { type: 'json' };

export const mirror = defineIssuer(
  {
    id: 'mirror',
    name: 'Mirror Protocol mAssets',
    website: null,
    status: 'historical',
    note: 'Synthetic tokens of 2020 to 2022, wrapped on Ethereum; no share stood behind them. mGOOGL has two addresses in public files, the one here is the SushiSwap one.',
    treasuries: [],
  },
  tokens,
);
