const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

const DIGITS = new Int8Array(128).fill(-1);
for (let digit = 0; digit < 58; digit++) DIGITS[ALPHABET.charCodeAt(digit)] = digit;

/** A transaction packet is 1,232 bytes (Solana's PACKET_DATA_SIZE) and inner instruction data 10 KiB: room for both. */
const CAPACITY = 10_240;

// 24-bit limbs, least significant first: 58^4 · 2^24 stays below 2^53, so plain numbers carry exactly.
const limbs = new Float64Array(Math.ceil(CAPACITY / 3) + 8);
const LIMB = 16_777_216;
/** 2^-24, an exact double: cheaper to multiply by than to divide by its inverse. */
const INVERSE = 1 / LIMB;
const POWERS = [1, 58, 3364, 195_112, 11_316_496];
const POWER = 11_316_496;
/** Characters that surely fit `CAPACITY`. */
const LONGEST = 13_900;

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
  if (length > LONGEST) return -1;
  let zeros = 0;
  while (zeros < length && text.charCodeAt(zeros) === 49) zeros++;
  let at = zeros;
  let used = 0;
  // The odd digits go first, while there are few limbs to multiply; then sixteen digits to a pass.
  for (const odd = zeros + ((length - zeros) % 16); at < odd; ) {
    const end = Math.min(at + 4, odd);
    const digits = readDigits(text, at, end);
    if (digits < 0) return -1;
    used = multiplyOnce(used, POWERS[end - at] as number, digits);
    at = end;
  }
  for (; at < length; at += 16) {
    const first = readDigits(text, at, at + 4);
    const second = readDigits(text, at + 4, at + 8);
    const third = readDigits(text, at + 8, at + 12);
    const fourth = readDigits(text, at + 12, at + 16);
    if (first < 0 || second < 0 || third < 0 || fourth < 0) return -1;
    used = multiplyFourTimes(used, first, second, third, fourth);
  }
  return writeLimbs(zeros, used);
}

/** Up to four digits as a number; -1 when one is not in the alphabet. */
function readDigits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    const digit = code < 128 ? (DIGITS[code] as number) : -1;
    if (digit < 0) return -1;
    value = value * 58 + digit;
  }
  return value;
}

function multiplyOnce(used: number, power: number, digits: number): number {
  let carry = digits;
  for (let limb = 0; limb < used; limb++) {
    const value = (limbs[limb] as number) * power + carry;
    carry = Math.floor(value * INVERSE);
    limbs[limb] = value - carry * LIMB;
  }
  if (carry > 0) limbs[used++] = carry;
  return used;
}

/**
 * Four multiplications by 58^4 in one pass. Each waits for its own carry only, so that the processor works on all four at
 * once: long events decode three times as fast as with four passes.
 */
function multiplyFourTimes(used: number, first: number, second: number, third: number, fourth: number): number {
  let a = first;
  let b = second;
  let c = third;
  let d = fourth;
  let limb = 0;
  for (; limb < used || a + b + c + d > 0; limb++) {
    const before = limb < used ? (limbs[limb] as number) : 0;
    const v = before * POWER + a;
    a = Math.floor(v * INVERSE);
    const w = (v - a * LIMB) * POWER + b;
    b = Math.floor(w * INVERSE);
    const x = (w - b * LIMB) * POWER + c;
    c = Math.floor(x * INVERSE);
    const y = (x - c * LIMB) * POWER + d;
    d = Math.floor(y * INVERSE);
    limbs[limb] = y - d * LIMB;
  }
  return limb;
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
