import { daysBetween } from '../day.ts';
import type { Loaders } from '../loaders.ts';
import type { Window } from '../queries/stats.ts';
import { countTraders, countTradersDaily, type TraderCounts } from '../traders.ts';

/** Longer windows read thousands of bitmaps: their count is kept for some seconds. */
const LONG_DAYS = 92;

/** Tokens over a window of days. */
export interface TraderScope {
  window: Window;
  tokenKeys: readonly number[];
}

/** Distinct traders; the days before the window are not read. */
export async function tradersOf({ window, tokenKeys }: TraderScope, loaders: Loaders): Promise<number> {
  const count = async () => countTraders(await loaders.bitmaps(window, tokenKeys), null).traders;
  if (daysBetween(window.from, window.to) < LONG_DAYS) return count();
  return loaders.remember(`traders/${window.from}/${window.to}/${tokenKeys.join()}`, count);
}

/** Traders whose first trade in the scope lies in the window. */
export async function newTradersOf({ window, tokenKeys }: TraderScope, loaders: Loaders): Promise<number> {
  const [rows, before] = await Promise.all([
    loaders.bitmaps(window, tokenKeys),
    loaders.tradersBefore(window.from, tokenKeys),
  ]);
  return countTraders(rows, before).newTraders;
}

/** Both of each day of the window; days without a trade are absent. */
export async function tradersDaily(
  { window, tokenKeys }: TraderScope,
  loaders: Loaders,
): Promise<Map<string, TraderCounts>> {
  const [rows, before] = await Promise.all([
    loaders.bitmaps(window, tokenKeys),
    loaders.tradersBefore(window.from, tokenKeys),
  ]);
  return countTradersDaily(rows, before);
}
