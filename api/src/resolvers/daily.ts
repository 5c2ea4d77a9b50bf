import type { ApiContext } from '../context.ts';
import { scopeStats } from '../queries/scope-stats.ts';
import { assertSeries, windowOf } from '../window.ts';
import { dailyShape } from './daily-shape.ts';
import { poolDaily, poolStats } from './pool-scope.ts';
import { type ScopeArgs, scopeOf } from './scope.ts';
import { statsShape } from './stats.ts';

type Args = ScopeArgs & { from?: string | null; to?: string | null };

export async function daily(_: unknown, args: Args, context: ApiContext) {
  const { loaders } = context;
  const [catalogue, origin] = await Promise.all([loaders.catalogue(), loaders.origin()]);
  const window = windowOf(args, origin);
  if (!window) return [];
  assertSeries(window);
  const { tokenKeys, counted, pools } = scopeOf(catalogue, args);
  if (pools) return poolDaily({ window, tokenKeys, counted, pools }, context);
  return dailyShape({ window, tokenKeys, counted }, await loaders.daily(window, tokenKeys));
}

/** null while nothing is indexed, or for a scope that does not exist. */
export async function totals(_: unknown, args: Args, context: ApiContext) {
  const { loaders, reader } = context;
  const [catalogue, origin] = await Promise.all([loaders.catalogue(), loaders.origin()]);
  const window = windowOf(args, origin);
  const { exists, tokenKeys, counted, pools } = scopeOf(catalogue, args);
  if (!window || !exists) return null;
  if (pools) return poolStats({ window, tokenKeys, counted, pools }, context);
  return statsShape(await scopeStats(reader, window, tokenKeys), { window, tokenKeys, counted });
}
