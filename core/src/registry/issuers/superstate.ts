import { defineIssuer } from '../define-issuer.ts';
import tokens from './superstate.tokens.json' with { type: 'json' };

export const superstate = defineIssuer(
  {
    id: 'superstate',
    name: 'Superstate Opening Bell',
    website: 'https://superstate.com',
    status: 'live',
    note: 'Transfers are limited to an allowlist; GLXY is a share, USTB a fund.',
    treasuries: [],
  },
  tokens,
);
