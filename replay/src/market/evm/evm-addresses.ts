import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** 32 bytes of the sample market's own making, as 0x hex, the same in every run. */
export function inventedHash(name: string): string {
  return `0x${bytesToHex(sha256(utf8ToBytes(`tokentape sample ${name}`)))}`;
}

/** An address of the sample market's own making. */
export function inventedEvmAddress(name: string): string {
  return `0x${inventedHash(name).slice(26)}`;
}
