import * as v from 'valibot';
import { decodeCursor, encodeCursor } from '../cursor.ts';

export interface Page<T> {
  nodes: T[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  totalCount: number;
}

export interface Order<T> {
  /** Sort value; null sorts last. */
  valueOf(item: T): string | number | null;
  /** Breaks ties; unique. */
  idOf(item: T): string;
  /** Negative when `a` comes first; never given null. */
  compare(a: string | number, b: string | number): number;
}

const Key = v.tuple([v.nullable(v.union([v.string(), v.number()])), v.string()]);

/**
 * One page of a list that fits in memory, cut after the key in the cursor, so that rows that come or go between two
 * pages neither repeat nor hide others.
 * @throws ApiError `BAD_CURSOR`
 */
export function keysetPage<T>(
  items: readonly T[],
  order: Order<T>,
  page: { first: number; after?: string | null | undefined },
  question: object,
): Page<T> {
  const keyed = items.map((item) => ({ item, key: [order.valueOf(item), order.idOf(item)] as const }));
  keyed.sort((a, b) => compareKeys(order, a.key, b.key));
  const after = decodeCursor(question, Key, page.after);
  const rest = after ? keyed.filter(({ key }) => compareKeys(order, after, key) < 0) : keyed;
  const shown = rest.slice(0, page.first);
  const last = shown.at(-1);
  return {
    nodes: shown.map(({ item }) => item),
    pageInfo: {
      hasNextPage: rest.length > shown.length,
      endCursor: last ? encodeCursor(question, last.key) : null,
    },
    totalCount: items.length,
  };
}

type SortKey = readonly [string | number | null, string];

function compareKeys<T>(order: Order<T>, [a, idA]: SortKey, [b, idB]: SortKey): number {
  if (a === null || b === null) {
    if (a !== b) return a === null ? 1 : -1;
  } else {
    const compared = order.compare(a, b);
    if (compared !== 0) return compared;
  }
  return idA < idB ? -1 : idA > idB ? 1 : 0;
}
