import type { ChangeTerms, SpreadLine } from '@tokentape/core/facts/change-terms.ts';
import type { LiquidityChange } from '@tokentape/core/facts/facts.ts';
import { eventKind, isEvent, u64 } from '../../solana/event-bytes.ts';
import { LONGEST } from './spread-rules.ts';

const REBALANCED = eventKind('006d75b33d5bc7c8');

/** What a rebalance took out of the bins and put into them, by token, and the fees that it paid out beside. */
export interface Rebalanced {
  active: number;
  withdrawn: readonly [bigint, bigint];
  added: readonly [bigint, bigint];
  fees: readonly [bigint, bigint];
}

/** Reads the event Rebalancing; undefined where there is none. */
export function rebalancedIn(events: readonly DataView[]): Rebalanced | undefined {
  const event = events.find((given) => isEvent(given, REBALANCED, 188));
  return (
    event && {
      active: event.getInt32(104, true),
      withdrawn: [u64(event, 108), u64(event, 124)],
      added: [u64(event, 116), u64(event, 132)],
      fees: [u64(event, 140), u64(event, 148)],
    }
  );
}

type Planned = Pick<LiquidityChange, 'lower' | 'upper'> & { terms: ChangeTerms };

/** What the call asks for: parts of the position that leave ranges of bins, and lines along which others are filled. */
export interface Plan {
  removes: Planned | null;
  adds: Planned | null;
}

/** Where the two lists begin: behind the active bin, limits, flags, thresholds, shrink mode and padding. */
const LISTS = 80;
const REMOVE_PADDING = 16;
const ADD_BYTES = 58;

/** Reads RebalanceLiquidityParams; undefined where the data does not hold what its counts say, or names no sound range. */
export function planOf(data: DataView, active: number): Plan | undefined {
  const read = removesAt(data, LISTS, active);
  const lines = read && linesAt(data, read.end, active);
  if (read === undefined || lines === undefined) return undefined;
  const ranges = [...read.parts.map(([lower, upper]) => ({ lower, upper })), ...lines];
  if (ranges.some(({ lower, upper }) => upper < lower || upper - lower >= LONGEST)) return undefined;
  const spread = { active, offered: [0n, 0n], rule: { lines } } as const;
  return {
    removes:
      read.parts.length === 0 ? null : { ...around(ranges.slice(0, read.parts.length)), terms: { parts: read.parts } },
    adds: lines.length === 0 ? null : { ...around(lines), terms: { spread } },
  };
}

const around = (ranges: readonly { lower: number; upper: number }[]) => ({
  lower: Math.min(...ranges.map(({ lower }) => lower)),
  upper: Math.max(...ranges.map(({ upper }) => upper)),
});

type Parts = [lower: number, upper: number, bps: number][];

/** Bins from and to, each the active one where it is left out, and the part in basis points. */
function removesAt(data: DataView, start: number, active: number): { parts: Parts; end: number } | undefined {
  if (data.byteLength < start + 4) return undefined;
  const parts: Parts = [];
  let at = start + 4;
  const option = (): number => {
    const given = at < data.byteLength && data.getUint8(at) === 1;
    at += given ? 5 : 1;
    return given && at <= data.byteLength ? data.getInt32(at - 4, true) : active;
  };
  for (let left = data.getUint32(start, true); left > 0; left--) {
    const [lower, upper] = [option(), option()];
    if (data.byteLength < at + 2 + REMOVE_PADDING) return undefined;
    parts.push([lower, upper, data.getUint16(at, true)]);
    at += 2 + REMOVE_PADDING;
  }
  return { parts, end: at };
}

/** Ranges by their distance from the active bin, and four numbers whose signs stand in a flag. */
function linesAt(data: DataView, start: number, active: number): SpreadLine[] | undefined {
  if (data.byteLength < start + 4) return undefined;
  const length = data.getUint32(start, true);
  if (data.byteLength < start + 4 + length * ADD_BYTES) return undefined;
  return Array.from({ length }, (_, nth) => {
    const at = start + 4 + nth * ADD_BYTES;
    const negative = data.getUint8(at + 40);
    const signed = (number: 0 | 1 | 2 | 3) => {
      const value = u64(data, at + 8 + 8 * number);
      return negative & (1 << number) ? -value : value;
    };
    return {
      lower: active + data.getInt32(at, true),
      upper: active + data.getInt32(at + 4, true),
      base: [signed(0), signed(1)],
      slope: [signed(2), signed(3)],
      activeToken: data.getUint8(at + 41) === 1 ? 0 : 1,
    };
  });
}
