import { defineIssuer } from '../define-issuer.ts';

export const stablestocks = defineIssuer(
  {
    id: 'stablestocks',
    name: 'StableStocks',
    website: null,
    status: 'live',
    note: 'Issuer on BNB Chain; no public source gives the addresses of its stock tokens, so none is listed.',
    treasuries: [],
  },
  { sources: {}, assets: [], tokens: [] },
);
