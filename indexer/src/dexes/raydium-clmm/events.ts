/** Anchor event discriminators of the design, sha256("event:<Name>")[0..8] as two little-endian integers. */
const discriminator = (hex: string): readonly [number, number] => {
  const bytes = Buffer.from(hex, 'hex');
  return [bytes.readInt32LE(0), bytes.readInt32LE(4)];
};

export const SWAP_EVENT = discriminator('40c6cde8260871e2');
export const POOL_CREATED_EVENT = discriminator('195e4b2f7063353f');
export const LIQUIDITY_CHANGE_EVENT = discriminator('7ef0afce9e58996b');
export const CREATE_POSITION_EVENT = discriminator('641e57f9c4df9ace');
export const INCREASE_EVENT = discriminator('314f69d420221e54');
export const DECREASE_EVENT = discriminator('3ade563a44325538');

/** Whether an event is of that kind and at least `length` bytes long; later program versions append fields. */
export function isEvent(event: DataView, kind: readonly [number, number], length: number): boolean {
  return event.byteLength >= length && event.getInt32(0, true) === kind[0] && event.getInt32(4, true) === kind[1];
}

/** A little-endian u128. */
export function u128(view: DataView, offset: number): bigint {
  return view.getBigUint64(offset, true) | (view.getBigUint64(offset + 8, true) << 64n);
}
