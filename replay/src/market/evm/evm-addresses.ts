import { hash } from 'node:crypto';

/** 32 bytes of the sample market's own making, as 0x hex, the same in every run. */
export function inventedHash(name: string): string {
  return `0x${hash('sha256', `tokentape sample ${name}`)}`;
}

/** An address of the sample market's own making. */
export function inventedEvmAddress(name: string): string {
  return `0x${inventedHash(name).slice(26)}`;
}
