import { defineIssuer } from '../define-issuer.ts';
import tokens from './bstocks.tokens.json' with { type: 'json' };

export const bstocks = defineIssuer(
  {
    id: 'bstocks',
    name: 'bStocks',
    website: null,
    status: 'live',
    note: 'The amount model is not verified: BNB Chain documentation says that some stock tokens there implement ERC-8056.',
    treasuries: [],
  },
  tokens,
);
