const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

const DIGITS = new Int8Array(128).fill(-1);
for (let digit = 0; digit < 58; digit++) DIGITS[ALPHABET.charCodeAt(digit)] = digit;

/** A transaction packet is 1,232 bytes (Solana's PACKET_DATA_SIZE) and inner instruction data 10 KiB: room for both. */
const CAPACITY = 10_240;

// 24-bit limbs, least significant first: 58^4 · 2^24 stays below 2^53, so plain numbers carry exactly.
const limbs = new Float64Array(Math.ceil(CAPACITY / 3) + 2);
const POWERS = [1, 58, 3364, 195_112, 11_316_496];

/** The bytes of the value that `readBase58` decoded last: valid until the next call. */
export const base58Bytes = new Uint8Array(CAPACITY + 8);
/** The same bytes for reading integers. */
export const base58View = new DataView(base58Bytes.buffer);

/**
 * Decodes `text` into `base58Bytes` without allocating, since history is tens of millions of instructions.
 * @returns the number of bytes, or -1 when the text is not base58 or too long.
 */
export function readBase58(text: string): number {
  const length = text.length;
  if (length > 13_900) return -1;
  let zeros = 0;
  while (zeros < length && text.charCodeAt(zeros) === 49) zeros++;
  let used = 0;
  let at = zeros;
  while (at < length) {
    const end = Math.min(at + 4, length);
    const power = POWERS[end - at] as number;
    let carry = 0;
    for (; at < end; at++) {
      const code = text.charCodeAt(at);
      const digit = code < 128 ? (DIGITS[code] as number) : -1;
      if (digit < 0) return -1;
      carry = carry * 58 + digit;
    }
    for (let limb = 0; limb < used; limb++) {
      const value = (limbs[limb] as number) * power + carry;
      carry = Math.floor(value / 16_777_216);
      limbs[limb] = value - carry * 16_777_216;
    }
    while (carry > 0) {
      const high = Math.floor(carry / 16_777_216);
      limbs[used++] = carry - high * 16_777_216;
      carry = high;
    }
  }
  return writeLimbs(zeros, used);
}

function writeLimbs(zeros: number, used: number): number {
  for (let index = 0; index < zeros; index++) base58Bytes[index] = 0;
  if (used === 0) return zeros;
  let position = zeros;
  const top = limbs[used - 1] as number;
  if (top > 0xffff) base58Bytes[position++] = top >>> 16;
  if (top > 0xff) base58Bytes[position++] = top >>> 8;
  base58Bytes[position++] = top;
  for (let limb = used - 2; limb >= 0; limb--) {
    const value = limbs[limb] as number;
    base58Bytes[position++] = value >>> 16;
    base58Bytes[position++] = value >>> 8;
    base58Bytes[position++] = value;
  }
  return position;
}

const quotients = new Float64Array(16);

/** The base58 text of the bytes in [from, to), at most 32 of them: an address inside instruction or event data. */
export function writeBase58(bytes: Uint8Array, from: number, to: number): string {
  let zeros = 0;
  while (from + zeros < to && bytes[from + zeros] === 0) zeros++;
  let used = 0;
  for (let at = to; at > from; at -= 3) {
    const start = Math.max(from, at - 3);
    let value = 0;
    for (let index = start; index < at; index++) value = value * 256 + (bytes[index] as number);
    quotients[used++] = value;
  }
  let text = '';
  while (used > 0 && quotients[used - 1] === 0) used--;
  while (used > 0) {
    let rest = 0;
    for (let limb = used - 1; limb >= 0; limb--) {
      const value = rest * 16_777_216 + (quotients[limb] as number);
      const quotient = Math.floor(value / 11_316_496);
      quotients[limb] = quotient;
      rest = value - quotient * 11_316_496;
    }
    while (used > 0 && quotients[used - 1] === 0) used--;
    for (let digit = 0; digit < 4 && (used > 0 || rest > 0); digit++) {
      text = ALPHABET[rest % 58] + text;
      rest = Math.floor(rest / 58);
    }
  }
  return '1'.repeat(zeros) + text;
}

/** A copy of the decoded bytes, to be kept; empty when the text is not base58. */
export function readBase58Copy(text: string): DataView {
  const length = readBase58(text);
  return new DataView(base58Bytes.slice(0, Math.max(length, 0)).buffer);
}
