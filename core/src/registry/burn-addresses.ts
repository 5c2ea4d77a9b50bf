import type { Address } from '../facts/chain.ts';
import type { Chain } from './types.ts';

const BURN_ADDRESSES: Record<Chain['kind'], readonly Address[]> = {
  // Nobody has their keys: the zero address, and the one that reads "dead", to which tokens without a burn function are sent.
  evm: ['0x0000000000000000000000000000000000000000', '0x000000000000000000000000000000000000dead'],
  // The incinerator: the runtime destroys what it holds (agave, sdk/src/incinerator.rs).
  solana: ['1nc1nerator11111111111111111111111111111111'],
};

/** Addresses that what is sent to never leaves: neither holders nor in circulation. */
export const burnAddresses = (kind: Chain['kind']): readonly Address[] => BURN_ADDRESSES[kind];
