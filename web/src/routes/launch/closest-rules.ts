import { compare, magnitude } from '@tokentape/core/decimal.ts';
import type { Reconciliation } from '#lib/api/launch-query.ts';

const group = ({ day, quantity }: Reconciliation) => `${day} ${quantity}`;

/**
 * The rows whose rule comes closest to the published figure of their day and quantity. Rules that are equally close all
 * count, but where every rule is, none is told apart and no row is named.
 */
export function closestRules(rows: Reconciliation[]): Set<Reconciliation> {
  const closest = new Set<Reconciliation>();
  for (const rivals of Map.groupBy(rows, group).values()) {
    const distances = rivals.flatMap(({ difference }) => (difference === null ? [] : magnitude(difference)));
    const [least] = distances.toSorted(compare);
    if (least === undefined || (distances.length > 1 && distances.every((each) => compare(each, least) === 0)))
      continue;
    for (const row of rivals) {
      if (row.difference !== null && compare(magnitude(row.difference), least) === 0) closest.add(row);
    }
  }
  return closest;
}
