import { DAY, WEEK_START } from '../calendar.ts';

/**
 * Slot of 2025-06-30 00:00 UTC and slots per day, from a line through two recorded slots (2025-05-29 and 2025-07-30); good to
 * some 0.3 million slots.
 */
const FIRST_SLOT = 350_090_000;
const SLOTS_PER_DAY = 217_500;

/** The slot that runs at a time (Unix milliseconds). */
export function slotAt(time: number): number {
  return FIRST_SLOT + Math.floor(((time - WEEK_START) * SLOTS_PER_DAY) / DAY);
}

/** Unix seconds at which a slot begins: the same for all its transactions. */
export function timeOfSlot(slot: number): number {
  return Math.floor((WEEK_START + ((slot - FIRST_SLOT) * DAY) / SLOTS_PER_DAY) / 1000);
}
