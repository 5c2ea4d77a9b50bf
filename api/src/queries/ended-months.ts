import type { Reader } from '../database.ts';
import { addDays, earlierDay, laterDay, monthAfter, monthOf } from '../day.ts';
import type { Window } from './stats.ts';

/** How a window of a chain is read: whole months that are over by the month, the days before and after them by the day. */
export interface MonthSpan {
  /** First month, and where the days before it end. */
  first: string;
  /** Day after the last month, from which on days are read again; `first` where no month is read. */
  end: string;
}

export interface Statement {
  /** A select of the rows; null when there is nothing to ask. */
  text: string | null;
  values: unknown[];
}

/** Per chain with a month that is over, the day after the last such month: `1=2025-07-01,2=2025-07-01`; null for none. */
const ENDED = `
  SELECT string_agg(chain_key || '=' || day, ',' ORDER BY chain_key) AS ended
  FROM (SELECT chain_key, (max(month) + interval '1 month')::date AS day
        FROM chain_trader_bitmap_month GROUP BY chain_key) AS e`;

const TRIES = 3;

/**
 * Asks a statement whose ranges depend on which months are over; again with other ranges when that changed in between. With
 * the ranges said outright, each part is read by its index.
 * @param statementFor makes the statement from the span of each chain
 */
export async function readByMonths<Row extends object>(
  reader: Reader,
  window: Window,
  statementFor: (spanOf: (chainKey: number) => MonthSpan) => Statement,
): Promise<Row[]> {
  let ended = (await reader.rows<{ ended: string | null }>(ENDED))[0]?.ended ?? null;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { text, values } = statementFor(spansOf(window, ended));
    if (text === null) return [];
    const rows = await reader.rows<Row & { ended: string | null; present: true | null }>(
      `SELECT e.ended, s.* FROM (${ENDED}) AS e LEFT JOIN (SELECT true AS present, r.* FROM (${text}) AS r) AS s ON true`,
      values,
    );
    const now = rows[0]?.ended ?? null;
    if (now === ended) return rows.filter(({ present }) => present);
    // A month ended in between, or a late fact undid its end: the ranges asked for were those of before.
    ended = now;
  }
  throw new Error('ended months keep changing while they are read');
}

function spansOf(window: Window, ended: string | null): (chainKey: number) => MonthSpan {
  const [first, last] = wholeMonths(window);
  const ends = new Map((ended ?? '').split(',').map((each) => each.split('=') as [string, string]));
  return (chainKey) => {
    const own = ends.get(String(chainKey));
    return { first, end: own === undefined ? first : laterDay(first, earlierDay(own, last)) };
  };
}

/** The first day of the first whole month of a window, and the day after its last one; the window's end twice for none. */
function wholeMonths({ from, to }: Window): [first: string, last: string] {
  const end = addDays(to, 1);
  const first = from.endsWith('-01') ? from : monthAfter(from);
  const last = monthOf(end);
  return first < last ? [first, last] : [end, end];
}
