import { base58 } from '@scure/base';

/** Little-endian fields of a byte string, in order. */
export type Field =
  | { u8: number }
  | { u16: number }
  | { i32: number }
  | { u32: number }
  | { u64: bigint }
  | { i64: bigint }
  | { u128: bigint }
  | { f64: number }
  /** Base58 of 32 bytes. */
  | { key: string }
  | { hex: string };

const LENGTHS = { u8: 1, u16: 2, i32: 4, u32: 4, u64: 8, i64: 8, u128: 16, f64: 8, key: 32 };

/** Lays fields out one after the other, as Borsh and the SPL token programs do. */
export function packBytes(fields: readonly Field[]): Uint8Array {
  const size = fields.reduce((sum, field) => sum + lengthOf(field), 0);
  const bytes = Buffer.alloc(size);
  let at = 0;
  for (const field of fields) at = write(bytes, at, field);
  return bytes;
}

function lengthOf(field: Field): number {
  if ('hex' in field) return field.hex.length / 2;
  const [kind] = Object.keys(field) as (keyof typeof LENGTHS)[];
  return LENGTHS[kind!];
}

function write(bytes: Buffer, at: number, field: Field): number {
  if ('u8' in field) return bytes.writeUInt8(field.u8, at);
  if ('u16' in field) return bytes.writeUInt16LE(field.u16, at);
  if ('i32' in field) return bytes.writeInt32LE(field.i32, at);
  if ('u32' in field) return bytes.writeUInt32LE(field.u32, at);
  if ('u64' in field) return bytes.writeBigUInt64LE(field.u64, at);
  if ('i64' in field) return bytes.writeBigInt64LE(field.i64, at);
  if ('f64' in field) return bytes.writeDoubleLE(field.f64, at);
  if ('u128' in field) {
    bytes.writeBigUInt64LE(field.u128 & 0xffff_ffff_ffff_ffffn, at);
    return bytes.writeBigUInt64LE(field.u128 >> 64n, at + 8);
  }
  if ('key' in field) {
    bytes.set(base58.decode(field.key), at);
    return at + 32;
  }
  return at + bytes.write(field.hex, at, 'hex');
}
