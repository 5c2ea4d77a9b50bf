import { knownAddress } from './known-addresses.ts';

/**
 * Reads 32-byte words of event data and topics at fixed offsets. Every event that the venues emit is static, so that a
 * general ABI decoder is not needed; the tests compare with viem's.
 */
const WORD = 64;

function hexWord(data: string, index: number): string {
  const start = 2 + index * WORD;
  const word = data.slice(start, start + WORD);
  if (word.length !== WORD) throw new Error(`event data has no word ${index}: ${data.length / 2 - 1} bytes`);
  return word;
}

/** The word as an unsigned integer. */
export function uintAt(data: string, index: number): bigint {
  return BigInt(`0x${hexWord(data, index)}`);
}

/** The word as a two's-complement integer of any width up to 256 bits. */
export function intAt(data: string, index: number): bigint {
  return BigInt.asIntN(256, uintAt(data, index));
}

/** The word as an int24 or smaller unsigned integer; fails on what a number cannot hold. */
export function numberAt(data: string, index: number): number {
  return safeNumber(intAt(data, index));
}

export function addressAt(data: string, index: number): string {
  return `0x${hexWord(data, index).slice(24)}`;
}

/**
 * Where the elements of a dynamic array begin, as a word's number, and how many there are; `index` is the array's own place
 * among the arguments. Elements of a fixed number of words follow each other from there.
 */
export function arrayAt(data: string, index: number): { first: number; length: number } {
  const offset = numberAt(data, index);
  if (offset % 32 !== 0) throw new Error(`the array of word ${index} begins inside a word`);
  return { first: offset / 32 + 1, length: numberAt(data, offset / 32) };
}

/** An indexed address. */
export function topicAddress(topic: string | undefined): string {
  return knownAddress(requireTopic(topic));
}

/** An indexed int24 or uint24. */
export function topicNumber(topic: string | undefined): number {
  return safeNumber(BigInt.asIntN(256, BigInt(requireTopic(topic))));
}

/** An address as a topic, for filters. */
export function addressTopic(address: string): string {
  return `0x${address.slice(2).padStart(WORD, '0')}`;
}

function requireTopic(topic: string | undefined): string {
  if (topic === undefined || topic.length !== WORD + 2) throw new Error(`log lacks an indexed argument: ${topic}`);
  return topic;
}

function safeNumber(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new Error(`${value} is too large for a tick or a fee`);
  return number;
}
