import { base58, hex } from '@scure/base';

/** An address or transaction id in its chain's own text form. */
export function bytesToText(kind: 'evm' | 'solana', bytes: Uint8Array): string {
  return kind === 'evm' ? `0x${hex.encode(new Uint8Array(bytes))}` : base58.encode(new Uint8Array(bytes));
}

/** The bytes of an address or transaction id in either text form; null when it is neither. */
export function textToBytes(text: string): Buffer | null {
  if (text.length > 128) return null;
  try {
    if (/^0x([0-9a-f]{2})+$/i.test(text)) return Buffer.from(hex.decode(text.slice(2).toLowerCase()));
    return text === '' ? null : Buffer.from(base58.decode(text));
  } catch {
    return null;
  }
}
