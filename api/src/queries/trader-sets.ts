import type { Reader } from '../database.ts';
import { addDays, earlierDay, laterDay, monthAfter, monthOf } from '../day.ts';
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

/** Per chain with a month that is over, the day after the last such month: `1=2025-07-01,2=2025-07-01`; null for none. */
const ENDED = `
  SELECT string_agg(chain_key || '=' || day, ',' ORDER BY chain_key) AS ended
  FROM (SELECT chain_key, (max(month) + interval '1 month')::date AS day
        FROM chain_trader_bitmap_month GROUP BY chain_key) AS e`;

interface Row extends Omit<OwnTraderSets, 'what'> {
  what: string | null;
  ended: string | null;
}

const TRIES = 3;

/**
 * Who traded over a window: a month that is over is one set, other days are sets of their own. Tokens and chains without
 * a trade have no row.
 * @param chainOf chain of each of the tokens
 */
export async function traderSets(
  reader: Reader,
  window: Window,
  scope: TraderScope,
  chainOf: (tokenKey: number) => number,
): Promise<OwnTraderSets[]> {
  if (scope.tokenKeys.length + scope.chainKeys.length === 0) return [];
  let ended = (await reader.rows<{ ended: string | null }>(ENDED))[0]?.ended ?? null;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { text, values } = statement(window, scope, chainOf, ended);
    const rows = await reader.rows<Row>(text, values);
    const now = rows[0]?.ended ?? null;
    if (now === ended) return rows.flatMap(({ what, ...sets }) => (what === null ? [] : [{ ...sets, what }]));
    // A month ended in between, or a late fact undid its end: the ranges asked for were those of before.
    ended = now;
  }
  throw new Error('months of traders keep changing while they are read');
}

interface Statement {
  text: string;
  values: unknown[];
}

/** A part for each range of days or months: with the ranges said outright, each is read by its index. */
function statement(
  { from, to }: Window,
  { tokenKeys, chainKeys }: TraderScope,
  chainOf: (tokenKey: number) => number,
  ended: string | null,
): Statement {
  const [first, last] = wholeMonths({ from, to });
  const values: unknown[] = [];
  const given = (value: unknown, cast: string) => `$${values.push(value)}::${cast}`;
  const ends = new Map((ended ?? '').split(',').map((each) => each.split('=') as [string, string]));
  const past = (chain: number) => {
    const own = ends.get(String(chain));
    return own === undefined ? first : laterDay(first, earlierDay(own, last));
  };
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
    for (const [end, own] of Map.groupBy(keys, (each) => past(chainOfKey(each)))) {
      add(`${prefix}trader_bitmap_month`, key, own, 'month', first, end);
      add(`${prefix}trader_bitmap_day`, key, own, 'day', from, first);
      add(`${prefix}trader_bitmap_day`, key, own, 'day', end, addDays(to, 1));
    }
  };
  addAll('', 'token_key', tokenKeys, chainOf);
  addAll('chain_', 'chain_key', chainKeys, (key) => key);
  const sets = `
    SELECT token_key AS "tokenKey", chain_key::int AS "chainKey",
           coalesce('token ' || token_key, 'chain ' || chain_key) AS what,
           string_agg(traders::text, ',') AS traders, string_agg(octet_length(bitmap)::text, ',') AS sizes,
           string_agg(bitmap, ''::bytea) AS bitmaps
    FROM (${parts.join(' UNION ALL ')}) AS part
    GROUP BY token_key, chain_key`;
  const text = `SELECT e.ended, s.* FROM (${ENDED}) AS e LEFT JOIN (${sets}) AS s ON true`;
  return { text, values };
}

/** The first day of the first whole month of a window, and the day after its last one; the window's end twice for none. */
function wholeMonths({ from, to }: Window): [first: string, last: string] {
  const end = addDays(to, 1);
  const first = from.endsWith('-01') ? from : monthAfter(from);
  const last = monthOf(end);
  return first < last ? [first, last] : [end, end];
}
