import { type Field, packBytes } from '../../bytes.ts';

/** An account of a length, with fields at their places; the first is its discriminator in hex. */
export function accountBytes(
  size: number,
  discriminator: string,
  fields: readonly (readonly [at: number, Field])[],
): Uint8Array {
  const bytes = new Uint8Array(size);
  bytes.set(Buffer.from(discriminator, 'hex'));
  for (const [at, field] of fields) bytes.set(packBytes([field]), at);
  return bytes;
}

/** A signed number as the unsigned one with the same 128 bits. */
export const i128 = (value: bigint): Field => ({ u128: BigInt.asUintN(128, value) });
