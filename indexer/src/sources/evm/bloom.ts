import { keccak_256 } from '@noble/hashes/sha3.js';
import { hexToBytes } from '@noble/hashes/utils.js';
import type { LogFilter } from './watch.ts';

/** The three bits of a 2048-bit logs bloom that an address or a topic sets (Ethereum yellow paper, 4.3.1). */
function bits(hex: string): number[] {
  const hash = keccak_256(hexToBytes(hex.slice(2)));
  return [0, 2, 4].map((at) => ((hash[at]! << 8) | hash[at + 1]!) & 2047);
}

const known = new Map<string, number[]>();

function bitsOf(hex: string): number[] {
  let own = known.get(hex);
  if (!own) {
    own = bits(hex);
    known.set(hex, own);
  }
  return own;
}

/** Whether a block with this bloom may have a log that the filter wants. False is certain, true is not. */
export function mayMatch(bloom: string, { address, topics }: LogFilter): boolean {
  const filter = hexToBytes(bloom.slice(2));
  const has = (hex: string) => bitsOf(hex).every((bit) => (filter[255 - (bit >> 3)]! >> (bit & 7)) & 1);
  return address.some(has) && topics.every((wanted) => wanted === null || wanted.some(has));
}
