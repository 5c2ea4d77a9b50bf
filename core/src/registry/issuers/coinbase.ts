import { defineIssuer } from '../define-issuer.ts';
import tokens from './coinbase.tokens.json' with { type: 'json' };

export const coinbase = defineIssuer(
  {
    id: 'coinbase',
    name: 'Coinbase Tokenized Stocks',
    website: 'https://www.coinbase.com',
    status: 'live',
    note: 'B20 tokens with 8 decimals; the Chainlink feeds already carry price times multiplier.',
    treasuries: [],
  },
  tokens,
);
