import { compare, ratio } from '@tokentape/core/decimal.ts';
import { SLIPPAGE_SIZES_USD } from '@tokentape/core/metrics/liquidity-grid.ts';
import type { Catalogue } from '../catalogue.ts';
import type { Loaders } from '../loaders.ts';
import type { PoolDayRow } from '../queries/pool-days.ts';
import { dailySums } from './daily-shape.ts';
import { poolCounts } from './launch-report.ts';
import { poolsOf, type TickerSource } from './sources.ts';
import { tradersDaily } from './trader-counts.ts';

const AT_1K = SLIPPAGE_SIZES_USD.indexOf(1_000);
const AT_10K = SLIPPAGE_SIZES_USD.indexOf(10_000);

/** One row per day and ticker that traded or had a pool that day. */
export async function launchTickers(
  loaders: Loaders,
  catalogue: Catalogue,
  sources: readonly TickerSource[],
  onDays: readonly PoolDayRow[],
  totals: readonly { day: string; volumeUsd: string }[],
) {
  const rowsOfPool = Map.groupBy(onDays, (row) => row.poolKey);
  const totalOf = new Map(totals.map(({ day, volumeUsd }) => [day, volumeUsd]));
  const perTicker = await Promise.all(
    sources.map(async (source) => {
      const { window } = source;
      const own = poolsOf(catalogue, source).flatMap((pool) => rowsOfPool.get(pool.key) ?? []);
      const keys = source.tokens.map((token) => token.key);
      if (!window || keys.length === 0) return [];
      const scope = { window, tokenKeys: keys, counted: 'ticker' as const };
      const [rows, traders] = await Promise.all([loaders.daily(window, keys), tradersDaily(scope, loaders)]);
      if (own.length === 0 && rows.length === 0) return [];
      return dailySums(scope, rows).map((point) => {
        const today = own.filter((row) => row.day === point.day);
        return {
          ...point,
          ...(traders.get(point.day) ?? { traders: 0, newTraders: 0 }),
          asset: source,
          share: ratio(point.volumeUsd, totalOf.get(point.day) ?? '0'),
          ...poolCounts(today),
          ...bestOf(today),
        };
      });
    }),
  );
  return perTicker
    .flat()
    .filter((row) => row.pools > 0 || row.fills > 0)
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : compare(b.volumeUsd, a.volumeUsd)));
}

/** What the ticker's best single pool asks for each size at the day's end, null where none can fill it. */
function bestOf(today: readonly PoolDayRow[]) {
  const at = (side: 'buySlippage' | 'sellSlippage' | 'buyImpact' | 'sellImpact', size: number) =>
    lowest(today.map((row) => row[side]?.[size]));
  return {
    buySlippage1k: at('buySlippage', AT_1K),
    sellSlippage1k: at('sellSlippage', AT_1K),
    buySlippage10k: at('buySlippage', AT_10K),
    sellSlippage10k: at('sellSlippage', AT_10K),
    buyImpact1k: at('buyImpact', AT_1K),
    sellImpact1k: at('sellImpact', AT_1K),
    buyImpact10k: at('buyImpact', AT_10K),
    sellImpact10k: at('sellImpact', AT_10K),
    unknownCurves: today.filter((row) => row.curveState === null).length,
  };
}

function lowest(values: readonly (string | null | undefined)[]): string | null {
  const known = values.filter((value) => value !== null && value !== undefined);
  return known.sort(compare)[0] ?? null;
}
