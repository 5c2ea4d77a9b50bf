import { writeBase58 } from './base58.ts';

/** An Anchor event discriminator, sha256("event:<Name>")[0..8], as two little-endian integers that compare cheaply. */
export type EventKind = readonly [number, number];

export function eventKind(hex: string): EventKind {
  const bytes = Buffer.from(hex, 'hex');
  return [bytes.readInt32LE(0), bytes.readInt32LE(4)];
}

/** Whether an event is of that kind and at least `length` bytes long; later program versions append fields. */
export function isEvent(event: DataView, kind: EventKind, length: number): boolean {
  return event.byteLength >= length && event.getInt32(0, true) === kind[0] && event.getInt32(4, true) === kind[1];
}

/** A little-endian u64. */
export const u64 = (view: DataView, offset: number): bigint => view.getBigUint64(offset, true);

/** A little-endian u128. */
export function u128(view: DataView, offset: number): bigint {
  return view.getBigUint64(offset, true) | (view.getBigUint64(offset + 8, true) << 64n);
}

/** An address. */
export function keyText(view: DataView, offset: number): string {
  return writeBase58(new Uint8Array(view.buffer, view.byteOffset + offset, 32), 0, 32);
}
