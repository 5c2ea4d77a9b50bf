import { base58View } from './base58.ts';

/** The tag of an event that an Anchor program sends to itself, sha256("anchor:event")[0..8] read as two integers. */
const LOW = 0x2ea545e4;
const HIGH = 0x1d9acb51;

/** Whether the instruction data decoded last, of `length` bytes, is such an event. */
export const isSelfEvent = (length: number): boolean =>
  length >= 16 && base58View.getInt32(0, true) === LOW && base58View.getInt32(4, true) === HIGH;
