import { defineIssuer } from '../define-issuer.ts';
import tokens from './ondo.tokens.json' with { type: 'json' };

export const ondo = defineIssuer(
  {
    id: 'ondo',
    name: 'Ondo Global Markets',
    website: 'https://ondo.finance',
    status: 'live',
    note: 'Total return: raw amounts are static and dividends raise what one token is worth, by a value that the token itself does not show. Its price is not a price per share, so the unit rule is unknown. Extensions of the Solana mints are not verified.',
    treasuries: [],
  },
  tokens,
);
