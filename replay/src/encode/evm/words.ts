import { keccak_256 } from '@noble/hashes/sha3.js';
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

const WORD = 1n << 256n;

/** A value as one 32-byte ABI word without prefix: an address, or an integer in two's complement. */
export function word(value: bigint | number | string): string {
  if (typeof value === 'string') return value.slice(2).toLowerCase().padStart(64, '0');
  const integer = BigInt(value);
  return (integer < 0n ? integer + WORD : integer).toString(16).padStart(64, '0');
}

/** ABI data of static values. */
export function abiData(...values: (bigint | number | string)[]): string {
  return `0x${values.map(word).join('')}`;
}

/** A value as an indexed topic. */
export function topic(value: bigint | number | string): string {
  return `0x${word(value)}`;
}

/** Hash of an event's signature: its topic 0. */
export function eventTopic(signature: string): string {
  return `0x${Buffer.from(keccak_256(utf8ToBytes(signature))).toString('hex')}`;
}

/** keccak256 of static values in ABI encoding. */
export function keccakOfWords(...values: (bigint | number | string)[]): string {
  return `0x${Buffer.from(keccak_256(hexToBytes(values.map(word).join('')))).toString('hex')}`;
}

/** Address that CREATE2 gives: the last twenty bytes of keccak256(0xff ++ deployer ++ salt ++ init code hash). */
export function create2Address(deployer: string, saltWords: string, initCodeHash: string): string {
  const salt = Buffer.from(keccak_256(hexToBytes(saltWords))).toString('hex');
  const hash = keccak_256(hexToBytes(`ff${deployer.slice(2).toLowerCase()}${salt}${initCodeHash.slice(2)}`));
  return `0x${Buffer.from(hash.slice(12)).toString('hex')}`;
}
