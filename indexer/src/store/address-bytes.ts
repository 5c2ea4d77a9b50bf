import { base58Bytes, readBase58, writeBase58 } from '../solana/base58.ts';

export type ChainKind = 'evm' | 'solana';

const hexText = /^0x(?:[0-9a-f]{2})+$/;

/**
 * An address, pool id or transaction id as lower-case hex without prefix, the form in which it goes into `bytea`.
 * @throws Error on text that is not of the chain's form
 */
export function hexOf(kind: ChainKind, text: string): string {
  if (kind === 'solana') return base58Hex(text);
  if (!hexText.test(text)) throw new Error(`"${text}" is not lower-case hex with 0x`);
  return text.slice(2);
}

function base58Hex(text: string): string {
  const length = readBase58(text);
  if (length <= 0) throw new Error(`"${text}" is not base58`);
  return Buffer.from(base58Bytes.buffer, 0, length).toString('hex');
}

/** The chain's own text of bytes that came out of `bytea`. */
export const textOf = (kind: ChainKind, bytes: Uint8Array): string =>
  kind === 'solana' ? writeBase58(bytes, 0, bytes.length) : `0x${Buffer.from(bytes).toString('hex')}`;
