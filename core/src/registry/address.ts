import type { Address } from '../facts/chain.ts';

/** An address as facts carry it: lower case on EVM chains, unchanged on Solana. */
export const normalAddress = (kind: 'evm' | 'solana', address: string): Address =>
  kind === 'evm' ? address.toLowerCase() : address;
