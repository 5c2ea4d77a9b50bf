import type { Reader } from '../database.ts';
import { addDays } from '../day.ts';
import { type MonthSpan, readByMonths, type Statement } from './ended-months.ts';
import type { Window } from './stats.ts';

/** A token's days with a fill, as lists side by side: a row for each day would cost more than its content. */
export interface TokenDaysRow {
  tokenKey: number;
  /** Days since 1970-01-01, comma separated; the other lists are in the same order. */
  days: string;
  volumeUsd: string;
  trades: string;
  /** Distinct wallets. */
  traders: string;
}

/**
 * Volume, trades and traders of each token on each day, months that are over by the month; a token without a fill has no row.
 * @param chainOf chain of each of the tokens
 */
export function tokenDays(
  reader: Reader,
  window: Window,
  tokenKeys: readonly number[],
  chainOf: (tokenKey: number) => number,
): Promise<TokenDaysRow[]> {
  return readByMonths(reader, window, (spanOf) => statement(window, tokenKeys, chainOf, spanOf));
}

function statement(
  { from, to }: Window,
  tokenKeys: readonly number[],
  chainOf: (tokenKey: number) => number,
  spanOf: (chainKey: number) => MonthSpan,
): Statement {
  const values: unknown[] = [];
  const given = (value: unknown, cast: string) => `$${values.push(value)}::${cast}`;
  const parts: string[] = [];
  const addDaysOf = (keys: readonly number[], low: string, high: string) => {
    if (low >= high) return;
    const [own, from, until] = [given(keys, 'int[]'), given(low, 'date'), given(high, 'date')];
    parts.push(`
      SELECT d.token_key, (d.day - date '1970-01-01')::text AS days, d.volume_usd::text, d.trades::text,
             coalesce(b.traders, 0)::text AS traders
      FROM asset_day d
      LEFT JOIN trader_bitmap_day b ON b.token_key = d.token_key AND b.day = d.day AND b.day >= ${from} AND b.day < ${until}
      WHERE d.token_key = ANY (${own}) AND d.day >= ${from} AND d.day < ${until}`);
  };
  for (const own of Map.groupBy(tokenKeys, (key) => spanOf(chainOf(key)).end).values()) {
    const { first, end } = spanOf(chainOf(own[0] as number));
    if (first < end) {
      parts.push(`
      SELECT token_key, days, volume_usd, trades, traders FROM asset_month
      WHERE token_key = ANY (${given(own, 'int[]')}) AND month >= ${given(first, 'date')} AND month < ${given(end, 'date')}`);
    }
    addDaysOf(own, from, first);
    addDaysOf(own, end, addDays(to, 1));
  }
  const text = `
    SELECT token_key AS "tokenKey", string_agg(days, ',') AS days, string_agg(volume_usd, ',') AS "volumeUsd",
           string_agg(trades, ',') AS trades, string_agg(traders, ',') AS traders
    FROM (${parts.join(' UNION ALL ')}) AS part
    GROUP BY token_key`;
  return { text: parts.length === 0 ? null : text, values };
}
