import { defineIssuer } from '../define-issuer.ts';
import tokens from './st0x.tokens.json' with { type: 'json' };

export const st0x = defineIssuer(
  {
    id: 'st0x',
    name: 'ST0x',
    website: 'https://st0x.io',
    status: 'live',
    note: 'Base tokens rebase lazily at splits, account by account; the wrapped tokens are static.',
    treasuries: [],
  },
  tokens,
);
