import type { Reader } from '../database.ts';
import { addDays } from '../day.ts';
import { type MonthSpan, readByMonths, type Statement } from './ended-months.ts';
import type { Window } from './stats.ts';

/** Whose traders are asked for: all tokens of some chains, and single tokens of others. */
export interface TraderScope {
  chainKeys: readonly number[];
  tokenKeys: readonly number[];
}

/** Sets of account keys; a wallet may be in several of them. */
export interface TraderSets {
  /** Whose sets they are, for messages. */
  what: string;
  /** Wallets of each set, comma separated. */
  traders: string;
  /** Bytes of each set, comma separated. */
  sizes: string;
  /** Serialised roaring bitmaps, one after the other: a row of its own for each would cost more than its content. */
  bitmaps: Buffer;
}

/** The sets of a token, or of a whole chain. */
export interface OwnTraderSets extends TraderSets {
  tokenKey: number | null;
  chainKey: number | null;
}

/**
 * Who traded over a window: a month that is over is one set, other days are sets of their own. Tokens and chains without
 * a trade have no row.
 * @param chainOf chain of each of the tokens
 */
export function traderSets(
  reader: Reader,
  window: Window,
  scope: TraderScope,
  chainOf: (tokenKey: number) => number,
): Promise<OwnTraderSets[]> {
  if (scope.tokenKeys.length + scope.chainKeys.length === 0) return Promise.resolve([]);
  return readByMonths(reader, window, (spanOf) => statement(window, scope, chainOf, spanOf));
}

function statement(
  { from, to }: Window,
  { tokenKeys, chainKeys }: TraderScope,
  chainOf: (tokenKey: number) => number,
  spanOf: (chainKey: number) => MonthSpan,
): Statement {
  const values: unknown[] = [];
  const given = (value: unknown, cast: string) => `$${values.push(value)}::${cast}`;
  const parts: string[] = [];
  const add = (table: string, key: string, keys: readonly number[], bucket: string, low: string, high: string) => {
    if (low >= high || keys.length === 0) return;
    const scope = key === 'token_key' ? `${key}, NULL::smallint AS chain_key` : `NULL::int AS token_key, ${key}`;
    parts.push(
      `SELECT ${scope}, traders, bitmap FROM ${table} WHERE ${key} = ANY (${given(keys, 'int[]')})
       AND ${bucket} >= ${given(low, 'date')} AND ${bucket} < ${given(high, 'date')}`,
    );
  };
  const addAll = (prefix: string, key: string, keys: readonly number[], chainOfKey: (key: number) => number) => {
    for (const own of Map.groupBy(keys, (each) => spanOf(chainOfKey(each)).end).values()) {
      const { first, end } = spanOf(chainOfKey(own[0] as number));
      add(`${prefix}trader_bitmap_month`, key, own, 'month', first, end);
      add(`${prefix}trader_bitmap_day`, key, own, 'day', from, first);
      add(`${prefix}trader_bitmap_day`, key, own, 'day', end, addDays(to, 1));
    }
  };
  addAll('', 'token_key', tokenKeys, chainOf);
  addAll('chain_', 'chain_key', chainKeys, (key) => key);
  const text = `
    SELECT token_key AS "tokenKey", chain_key::int AS "chainKey",
           coalesce('token ' || token_key, 'chain ' || chain_key) AS what,
           string_agg(traders::text, ',') AS traders, string_agg(octet_length(bitmap)::text, ',') AS sizes,
           string_agg(bitmap, ''::bytea) AS bitmaps
    FROM (${parts.join(' UNION ALL ')}) AS part
    GROUP BY token_key, chain_key`;
  return { text: parts.length === 0 ? null : text, values };
}
