import { keccak_256 } from '@noble/hashes/sha3.js';
import { hexToBytes } from '@noble/hashes/utils.js';
import type { EvmLog } from '../chains/evm-chain.ts';

const BLOOM_BYTES = 256;
/** Positions of recently seen addresses and topics; emptied when full, so that it stays small. */
const positions = new Map<string, readonly number[]>();
const POSITIONS_KEPT = 20_000;

/** The 2048-bit logs bloom of the Ethereum yellow paper: three bits for each address and topic. */
export function logsBloom(logs: readonly EvmLog[]): string {
  const bloom = new Uint8Array(BLOOM_BYTES);
  for (const { address, topics } of logs) {
    for (const item of [address, ...topics]) {
      for (const bit of bitsOf(item)) bloom[BLOOM_BYTES - 1 - (bit >> 3)]! |= 1 << (bit & 7);
    }
  }
  return `0x${Buffer.from(bloom.buffer).toString('hex')}`;
}

function bitsOf(hex: string): readonly number[] {
  const known = positions.get(hex);
  if (known !== undefined) return known;
  const hash = keccak_256(hexToBytes(hex.slice(2)));
  const bits = [0, 2, 4].map((at) => ((hash[at]! << 8) | hash[at + 1]!) & 2047);
  if (positions.size >= POSITIONS_KEPT) positions.clear();
  positions.set(hex, bits);
  return bits;
}
