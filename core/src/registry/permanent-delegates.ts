import type { Address } from '../facts/chain.ts';
import type { IssuerId } from './types.ts';

/** Who may move and burn an issuer's Token-2022 tokens in anybody's account: its mints name it when they are made. */
export interface PermanentDelegate {
  issuer: IssuerId;
  address: Address;
  source: string;
}

export const permanentDelegates: readonly PermanentDelegate[] = [
  {
    issuer: 'xstocks',
    address: '5aMNNLQJwAEeoemTEMkv5NVjqKwvvefRYCQ5Z67HFvEq',
    source: 'PermanentDelegate extension of the xStocks mints (TSLAx, SPCXx and others, read 2026)',
  },
];
