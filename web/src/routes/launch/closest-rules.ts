import { compare, magnitude } from '@tokentape/core/decimal.ts';
import type { Reconciliation } from '#lib/api/launch-query.ts';

const group = ({ day, quantity }: Reconciliation) => `${day} ${quantity}`;

/** The rows whose rule comes closest to the published figure of their day and quantity; ties all count. */
export function closestRules(rows: Reconciliation[]): Set<Reconciliation> {
  const smallest = new Map<string, string>();
  for (const row of rows) {
    if (row.difference === null) continue;
    const size = magnitude(row.difference);
    const known = smallest.get(group(row));
    if (known === undefined || compare(size, known) < 0) smallest.set(group(row), size);
  }
  return new Set(
    rows.filter((row) => {
      const least = smallest.get(group(row));
      return least !== undefined && row.difference !== null && compare(magnitude(row.difference), least) === 0;
    }),
  );
}
