import type { ApiContext } from '../context.ts';
import { scopeStats } from '../queries/scope-stats.ts';
import { assertSeries, windowOf } from '../window.ts';
import { dailyShape } from './daily-shape.ts';
import { type ScopeArgs, scopeOf } from './scope.ts';
import { statsShape } from './stats.ts';

type Args = ScopeArgs & { from?: string | null; to?: string | null };

export async function daily(_: unknown, args: Args, { loaders }: ApiContext) {
  const [catalogue, origin] = await Promise.all([loaders.catalogue(), loaders.origin()]);
  const window = windowOf(args, origin);
  if (!window) return [];
  assertSeries(window);
  const { tokenKeys, counted } = scopeOf(catalogue, args);
  return dailyShape({ window, tokenKeys, counted }, await loaders.daily(window, tokenKeys));
}

/** null while nothing is indexed, or for a scope that does not exist. */
export async function totals(_: unknown, args: Args, { loaders, reader }: ApiContext) {
  const [catalogue, origin] = await Promise.all([loaders.catalogue(), loaders.origin()]);
  const window = windowOf(args, origin);
  const { exists, tokenKeys, counted } = scopeOf(catalogue, args);
  if (!window || !exists) return null;
  return statsShape(await scopeStats(reader, window, tokenKeys), { window, tokenKeys, counted });
}
