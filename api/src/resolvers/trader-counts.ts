import type { Loaders } from '../loaders.ts';
import type { Window } from '../queries/stats.ts';
import { countTraders, countTradersDaily, type TraderCounts } from '../traders.ts';

/** Tokens over a window of days. */
export interface TraderScope {
  window: Window;
  tokenKeys: readonly number[];
}

/** Distinct traders; the days before the window are not read. */
export function tradersOf({ window, tokenKeys }: TraderScope, loaders: Loaders): Promise<number> {
  return loaders.traders(window, tokenKeys);
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
