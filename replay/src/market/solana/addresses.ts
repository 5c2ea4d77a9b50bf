import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { base58 } from '@scure/base';

/** An address of the sample market's own making, the same in every run. */
export function inventedAddress(name: string): string {
  return base58.encode(sha256(utf8ToBytes(`tokentape sample ${name}`)));
}

/** Whether an address comes first by its bytes, as pools order their mints. */
export function isBefore(a: string, b: string): boolean {
  return Buffer.compare(base58.decode(a), base58.decode(b)) < 0;
}
