import { base58 } from '@scure/base';

export type ChainKind = 'evm' | 'solana';

const hexText = /^0x(?:[0-9a-f]{2})+$/;

/**
 * An address, pool id or transaction id as lower-case hex without prefix, the form in which it goes into `bytea`.
 * @throws Error on text that is not of the chain's form
 */
export function hexOf(kind: ChainKind, text: string): string {
  if (kind === 'solana') return Buffer.from(base58.decode(text)).toString('hex');
  if (!hexText.test(text)) throw new Error(`"${text}" is not lower-case hex with 0x`);
  return text.slice(2);
}

/** The chain's own text of bytes that came out of `bytea`. */
export const textOf = (kind: ChainKind, bytes: Uint8Array): string =>
  kind === 'solana' ? base58.encode(bytes) : `0x${Buffer.from(bytes).toString('hex')}`;
