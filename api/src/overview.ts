import { plus } from '@tokentape/core/decimal.ts';
import type { Catalogue } from './catalogue.ts';
import type { Reader } from './database.ts';
import { daysBetween } from './day.ts';
import { numbersOf } from './number-list.ts';
import type { Window } from './queries/stats.ts';
import { type TokenDaysRow, tokenDays } from './queries/token-days.ts';
import { traderDaySets } from './queries/trader-days.ts';
import { addUnions, allOf, byOwner, type TraderParts, traderParts } from './trader-days.ts';

/** What a scope of tokens did on every day of a window, as lists with one place a day. */
export interface ScopeDays {
  volumeUsd: string[];
  trades: number[];
  /** Exact distinct wallets. */
  traders: number[];
}

/** Volume, trades and traders of many scopes by day, in the order asked; volumes are those of single tickers. */
export async function readOverview(
  reader: Reader,
  catalogue: Catalogue,
  window: Window,
  scopes: readonly (readonly number[])[],
): Promise<ScopeDays[]> {
  const parts = scopes.map((tokenKeys) => traderParts(catalogue, { tokenKeys, chainKeys: [] }));
  const [rows, sets] = await Promise.all([
    tokenDays(reader, window, [...new Set(scopes.flat())]),
    traderDaySets(reader, window, allOf(parts.map(({ together }) => together))),
  ]);
  const byToken = new Map(rows.map((row) => [row.tokenKey, row]));
  const united = byOwner(sets);
  const first = daysBetween('1970-01-01', window.from);
  const length = daysBetween(window.from, window.to) + 1;
  return scopes.map((tokens, index) => {
    const { apart, together } = parts[index] as TraderParts;
    const days = {
      volumeUsd: new Array<string>(length).fill('0'),
      trades: new Array<number>(length).fill(0),
      traders: new Array<number>(length).fill(0),
    };
    const alone = new Set(apart.tokenKeys);
    for (const token of tokens) addToken(days, byToken.get(token), first, alone.has(token));
    addUnions(days.traders, united(together));
    return days;
  });
}

/** @param alone whether its traders are none of the scope's other tokens', so that they add up */
function addToken(sums: ScopeDays, row: TokenDaysRow | undefined, first: number, alone: boolean): void {
  if (!row) return;
  const { volumeUsd, trades, traders } = sums;
  const usd = row.volumeUsd.split(',');
  const counts = numbersOf(row.trades);
  const wallets = alone ? numbersOf(row.traders) : null;
  for (const [index, number] of numbersOf(row.days).entries()) {
    const day = number - first;
    if (day < 0 || day >= volumeUsd.length) continue;
    const known = volumeUsd[day] as string;
    const own = usd[index] as string;
    volumeUsd[day] = known === '0' ? own : plus(known, own);
    trades[day] = (trades[day] as number) + (counts[index] as number);
    if (wallets) traders[day] = (traders[day] as number) + (wallets[index] as number);
  }
}
