import { defineIssuer } from '../define-issuer.ts';
import tokens from './backpack.tokens.json' with { type: 'json' };

export const backpack = defineIssuer(
  {
    id: 'backpack',
    name: 'Backpack Securities',
    website: 'https://backpack.exchange',
    status: 'live',
    note: '11 of 1,137 mints have a public source; decimals and extensions are not verified.',
    treasuries: [],
  },
  tokens,
);
