import { defineIssuer } from '../define-issuer.ts';
import tokens from './robinhood.tokens.json' with { type: 'json' };

export const robinhood = defineIssuer(
  {
    id: 'robinhood',
    name: 'Robinhood Stock Tokens',
    website: 'https://robinhood.com',
    status: 'live',
    note: 'The 2025 pilot tokens on Arbitrum are not here: no public source gives their addresses.',
    treasuries: [],
  },
  tokens,
);
