import { defineIssuer } from '../define-issuer.ts';
import tokens from './prestocks.tokens.json' with { type: 'json' };

export const prestocks = defineIssuer(
  {
    id: 'prestocks',
    name: 'PreStocks',
    website: 'https://prestocks.com',
    status: 'live',
    note: 'Private companies. The mints charge a Token-2022 transfer fee, so the amount received is smaller than the amount sent.',
    treasuries: [],
  },
  tokens,
);
