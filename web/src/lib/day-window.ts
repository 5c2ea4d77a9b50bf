import type { DayWindow, Status } from './api/types.ts';

export const presets = ['1d', '7d', '30d', 'all'] as const;
export type Preset = (typeof presets)[number];

/** The window of a page: the chosen preset, or `custom` when days are given; both ends inclusive. */
export interface PageWindow extends DayWindow {
  preset: Preset | 'custom';
}

const DAY_MS = 86_400_000;
const PRESET_DAYS = { '1d': 1, '7d': 7, '30d': 30 } as const;

function isDay(value: string | null): value is string {
  if (!value || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(value);
}

/** The day `count` days before a day. */
export function daysBefore(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - count * DAY_MS).toISOString().slice(0, 10);
}

/**
 * The window that the address asks for: `?from=&to=` (days, either may be absent) before `?window=`; seven days by
 * default. Presets end on the last indexed day; no window
 * reaches beyond the indexed days. What cannot be read is ignored.
 */
export function readWindow(
  parameters: Pick<URLSearchParams, 'get'>,
  { firstDay, lastDay }: Pick<Status, 'firstDay' | 'lastDay'>,
): PageWindow {
  const [from, to] = [parameters.get('from'), parameters.get('to')];
  const [first, last] = [firstDay ?? undefined, lastDay ?? undefined];
  if (isDay(from) || isDay(to)) {
    const ends = [isDay(from) ? from : first, isDay(to) ? to : last].filter((end) => end !== undefined).sort();
    const [start, end] = [ends[0], ends.at(-1)];
    return {
      preset: 'custom',
      from: first && start && start < first ? first : start,
      to: last && end && end > last ? last : end,
    };
  }
  const preset = presets.find((name) => name === parameters.get('window')) ?? '7d';
  if (preset === 'all' || !last) return { preset, from: first, to: last };
  const start = daysBefore(last, PRESET_DAYS[preset] - 1);
  return { preset, from: first && first > start ? first : start, to: last };
}
