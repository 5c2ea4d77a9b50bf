import { defineIssuer } from '../define-issuer.ts';
import tokens from './backed.tokens.json' with { type: 'json' };

export const backed = defineIssuer(
  {
    id: 'backed',
    name: 'Backed bTokens',
    website: 'https://backed.fi',
    status: 'live',
    note: 'Older tokens are plain ERC-20, newer ones carry a fee multiplier; which is which is not known here, so the unit rule is unknown.',
    treasuries: [],
  },
  tokens,
);
