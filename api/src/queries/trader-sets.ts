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

/** Small sets of a token come together, about a month of days or a year of months in a row. */
const ofTokens = (table: string, bucket: string, condition: string) => `
  SELECT token_key AS "tokenKey", NULL::int AS "chainKey", 'token ' || token_key AS what,
         string_agg(traders::text, ',') AS traders, string_agg(octet_length(bitmap)::text, ',') AS sizes,
         string_agg(bitmap, ''::bytea) AS bitmaps
  FROM ${table} WHERE token_key ${condition}
  GROUP BY token_key, (${bucket} - date '1970-01-01') / ${bucket === 'day' ? 32 : 400}`;

/** Large sets come alone: to copy them into values of megabytes costs several times their reading. */
const ofChains = (table: string, condition: string) => `
  SELECT NULL::int AS "tokenKey", chain_key::int AS "chainKey", 'chain ' || chain_key AS what,
         traders::text AS traders, octet_length(bitmap)::text AS sizes, bitmap AS bitmaps
  FROM ${table} WHERE chain_key ${condition}`;

function statement(
  { from, to }: Window,
  { tokenKeys, chainKeys }: TraderScope,
  chainOf: (tokenKey: number) => number,
  spanOf: (chainKey: number) => MonthSpan,
): Statement {
  const values: unknown[] = [];
  const given = (value: unknown, cast: string) => `$${values.push(value)}::${cast}`;
  const parts: string[] = [];
  const add = (
    keys: readonly number[],
    chainOfKey: (key: number) => number,
    select: (bucket: 'day' | 'month', condition: string) => string,
  ) => {
    for (const own of Map.groupBy(keys, (each) => spanOf(chainOfKey(each)).end).values()) {
      const { first, end } = spanOf(chainOfKey(own[0] as number));
      const ranges = [
        ['month', first, end],
        ['day', from, first],
        ['day', end, addDays(to, 1)],
      ] as const;
      for (const [bucket, low, high] of ranges) {
        if (low >= high) continue;
        const within = `${bucket} >= ${given(low, 'date')} AND ${bucket} < ${given(high, 'date')}`;
        parts.push(select(bucket, `= ANY (${given(own, 'int[]')}) AND ${within}`));
      }
    }
  };
  add(tokenKeys, chainOf, (bucket, condition) => ofTokens(`trader_bitmap_${bucket}`, bucket, condition));
  add(
    chainKeys,
    (key) => key,
    (bucket, condition) => ofChains(`chain_trader_bitmap_${bucket}`, condition),
  );
  return { text: parts.length === 0 ? null : parts.join(' UNION ALL '), values };
}
