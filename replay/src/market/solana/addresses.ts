import { hash } from 'node:crypto';
import { base58 } from '@scure/base';

/** An address of the sample market's own making, the same in every run. */
export function inventedAddress(name: string): string {
  return base58.encode(hash('sha256', `tokentape sample ${name}`, 'buffer'));
}

/** A transaction's signature of the sample market's own making: 64 bytes. */
export function inventedSignature(name: string): string {
  return base58.encode(hash('sha512', `tokentape sample ${name}`, 'buffer'));
}

/** Whether an address comes first by its bytes, as pools order their mints. */
export function isBefore(a: string, b: string): boolean {
  return Buffer.compare(base58.decode(a), base58.decode(b)) < 0;
}
