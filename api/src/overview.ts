import { plus } from '@tokentape/core/decimal.ts';
import type { Catalogue } from './catalogue.ts';
import type { Reader } from './database.ts';
import { daysBetween } from './day.ts';
import type { Window } from './queries/stats.ts';
import { type TokenDaysRow, tokenDays } from './queries/token-days.ts';
import type { TraderScope } from './queries/trader-sets.ts';
import { countTraderDays } from './trader-days.ts';

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
  const asked = scopes.map((tokenKeys): TraderScope => ({ tokenKeys, chainKeys: [] }));
  const [rows, traders] = await Promise.all([
    tokenDays(reader, window, [...new Set(scopes.flat())]),
    countTraderDays(reader, catalogue, window, asked),
  ]);
  const byToken = new Map(rows.map((row) => [row.tokenKey, row]));
  const length = daysBetween(window.from, window.to) + 1;
  return scopes.map((tokens, index) => {
    const days = {
      volumeUsd: new Array<string>(length).fill('0'),
      trades: new Array<number>(length).fill(0),
      traders: [...(traders[index] as Int32Array)],
    };
    for (const token of tokens) addToken(days, byToken.get(token));
    return days;
  });
}

function addToken({ volumeUsd, trades }: ScopeDays, row: TokenDaysRow | undefined): void {
  if (!row) return;
  const usd = row.volumeUsd.split(',');
  const counts = row.trades.split(',');
  for (const [index, text] of row.days.split(',').entries()) {
    const day = Number(text);
    const known = volumeUsd[day] as string;
    const own = usd[index] as string;
    volumeUsd[day] = known === '0' ? own : plus(known, own);
    trades[day] = (trades[day] as number) + Number(counts[index]);
  }
}
