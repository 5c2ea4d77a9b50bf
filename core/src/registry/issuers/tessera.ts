import { defineIssuer } from '../define-issuer.ts';
import tokens from './tessera.tokens.json' with { type: 'json' };

export const tessera = defineIssuer(
  {
    id: 'tessera',
    name: 'Tessera',
    website: null,
    status: 'live',
    note: 'Private companies. Not the Tessera V market maker.',
    treasuries: [],
  },
  tokens,
);
