import type { ApiContext } from '../context.ts';
import { addDays, laterDay, startOf } from '../day.ts';
import { sumKnown } from '../sum-known.ts';
import type { AdjustedScope } from './adjusted-volume.ts';
import { sidesOf } from './scope.ts';

/** Mean TVL of a scope's pools over the indexed part of its window; null when none is known. */
export async function meanTvlOf(scope: AdjustedScope, { loaders }: ApiContext): Promise<string | null> {
  const [catalogue, { firstDay, asOf }] = await Promise.all([loaders.catalogue(), loaders.origin()]);
  if (firstDay === null || asOf === null) return null;
  const { from, to } = scope.window;
  const start = startOf(laterDay(from, firstDay));
  const end = new Date(Math.min(startOf(addDays(to, 1)).getTime(), asOf.getTime()));
  const sides = sidesOf(catalogue, { tokenKeys: [...scope.tokenKeys], pools: scope.pools ? [...scope.pools] : null });
  const keys = [...new Set(sides.map(({ poolKey }) => poolKey))];
  if (end <= start || keys.length === 0) return null;
  const means = await loaders.meanTvls(start, end);
  return sumKnown(keys.map((key) => means.get(key)));
}
