/** Order of a table: the column, and whether the largest comes first. In the address as `?sort=-volume`. */
export interface Sort<Key extends string> {
  key: Key;
  descending: boolean;
}

/** Reads `?sort=`; anything that is not a column is the fallback. */
export function readSort<Key extends string>(
  value: string | null,
  keys: readonly Key[],
  fallback: Sort<Key>,
): Sort<Key> {
  const descending = value?.startsWith('-') ?? false;
  const key = keys.find((name) => name === (descending ? value?.slice(1) : value));
  return key ? { key, descending } : fallback;
}

export function writeSort({ key, descending }: Sort<string>): string {
  return descending ? `-${key}` : key;
}

/**
 * Rows by the value of a column; unknown values last in either order, equal ones as they were. Decimal strings compare
 * as numbers: the order of two figures that agree in fifteen digits does not matter to a reader.
 */
export function sortRows<Row>(
  rows: readonly Row[],
  read: (row: Row) => string | number | null,
  descending: boolean,
  kind: 'number' | 'text' = 'number',
): Row[] {
  const compare = (a: string | number, b: string | number) =>
    kind === 'number' ? Number(a) - Number(b) : String(a).localeCompare(String(b), 'en');
  return [...rows].sort((left, right) => {
    const [a, b] = [read(left), read(right)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return descending ? compare(b, a) : compare(a, b);
  });
}
