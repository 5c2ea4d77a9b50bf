import { ratio, sum } from '@tokentape/core/decimal.ts';
import type { ApiContext } from '../context.ts';
import type { PoolWash } from '../wash-book.ts';
import { windowOf } from '../window.ts';
import { type ScopeArgs, scopeOf, sidesOf } from './scope.ts';

/** What the wash rules say of a scope's pools over a window; null while nothing is indexed or for what does not exist. */
export async function wash(
  _: unknown,
  args: ScopeArgs & { from?: string | null; to?: string | null },
  { loaders }: ApiContext,
) {
  const [catalogue, origin] = await Promise.all([loaders.catalogue(), loaders.origin()]);
  const window = windowOf(args, origin);
  const scope = scopeOf(catalogue, args);
  if (!window || !scope.exists) return null;
  const book = await loaders.wash(window);
  const keys = [...new Set(sidesOf(catalogue, scope).map(({ poolKey }) => poolKey))];
  const pools = keys.map((key) => book.pools.get(key)).filter((pool) => pool !== undefined);
  const rawUsd = sum(pools.map((pool) => pool.rawUsd));
  return {
    ruleSet: book.version,
    rawUsd,
    flaggedUsd: sum(pools.map((pool) => pool.flaggedUsd)),
    adjustedUsd: sum(pools.map((pool) => pool.adjustedUsd)),
    pools: pools.length,
    flaggedPools: pools.filter(({ flag }) => flag).length,
    poolDays: pools.reduce((count, pool) => count + pool.poolDays.length, 0),
    atomicTransactions: pools.reduce((count, pool) => count + pool.trips.length, 0),
    sensitivity: gridOf(pools, rawUsd),
  };
}

/** Each pool judged by itself, cell by cell, and their dollars added up: wallets count once for every pool. */
function gridOf(pools: readonly PoolWash[], rawUsd: string) {
  const byCell = Map.groupBy(
    pools.flatMap(({ sensitivity }) => sensitivity),
    ({ minTradesPerSide, minBalance }) => `${minTradesPerSide}/${minBalance}`,
  );
  return [...byCell.values()].map((cells) => {
    const { minTradesPerSide, minBalance } = cells[0] as PoolWash['sensitivity'][number];
    return {
      minTradesPerSide,
      minBalance,
      washWallets: cells.reduce((count, cell) => count + cell.washWallets, 0),
      washShare: ratio(sum(cells.map(({ washUsd }) => washUsd)), rawUsd),
    };
  });
}
