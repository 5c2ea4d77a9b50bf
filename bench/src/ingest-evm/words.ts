import { keccak_256 } from '@noble/hashes/sha3.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** 32-byte ABI words of static values, without prefix. */
export const words = (...values: (bigint | number | string)[]): string =>
  values
    .map((value) =>
      typeof value === 'string'
        ? value.slice(2).padStart(64, '0')
        : BigInt.asUintN(256, BigInt(value)).toString(16).padStart(64, '0'),
    )
    .join('');

export const eventTopic = (signature: string): string => `0x${bytesToHex(keccak_256(utf8ToBytes(signature)))}`;
