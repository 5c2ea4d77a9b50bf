import { defineIssuer } from '../define-issuer.ts';
import tokens from './dinari.tokens.json' with { type: 'json' };

export const dinari = defineIssuer(
  {
    id: 'dinari',
    name: 'Dinari dShares',
    website: 'https://dinari.com',
    status: 'live',
    note: 'Balances rebase. The full list on Base is only readable from the factory; what stands here was found in public token lists.',
    treasuries: [],
  },
  tokens,
);
