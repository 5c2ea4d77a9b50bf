import { ratio, sum } from '@tokentape/core/decimal.ts';
import { QUIET_TRADES } from '@tokentape/core/metrics/pool-state.ts';
import { publishedFigures } from '@tokentape/core/metrics/published.ts';
import type { ApiContext } from '../context.ts';
import { addDays } from '../day.ts';
import { countingRules } from '../queries/counting-rules.ts';
import { type PoolDayRow, poolDays } from '../queries/pool-days.ts';
import { dailySums } from './daily-shape.ts';
import { launchTickers } from './launch-tickers.ts';
import { largestFirst } from './pool-state.ts';
import { reconciliation } from './reconciliation.ts';
import { scopeOf } from './scope.ts';
import { poolsOf, tickerSource } from './sources.ts';
import { tradersDaily } from './trader-counts.ts';

interface Args {
  issuer?: string | null;
  chain?: string | null;
  from: string;
  days: number;
}

/** Tickers whose share says how concentrated trading is. */
const TOP_TICKERS = 3;

export async function launchReport(_: unknown, args: Args, { loaders, reader }: ApiContext) {
  const window = { from: args.from, to: addDays(args.from, args.days - 1) };
  const [catalogue, { simulated, label }] = await Promise.all([loaders.catalogue(), loaders.origin()]);
  const { tokenKeys } = scopeOf(catalogue, args);
  const chainKey = args.chain ? (catalogue.chainById.get(args.chain)?.key ?? -1) : null;
  const sources = [...catalogue.assets.values()]
    .filter((asset) => !args.issuer || asset.issuerId === args.issuer)
    .map((asset) => tickerSource(catalogue, asset, window, chainKey));
  const poolKeys = [...new Set(sources.flatMap((source) => poolsOf(catalogue, source).map((pool) => pool.key)))];
  const [rows, traders, onDays, rules] = await Promise.all([
    loaders.daily(window, tokenKeys),
    tradersDaily({ window, tokenKeys }, loaders),
    poolDays(reader, window, poolKeys),
    loaders.remember(`rules/${window.from}/${window.to}/${poolKeys.join()}`, () =>
      countingRules(reader, window, poolKeys),
    ),
  ]);
  const points = dailySums({ window, tokenKeys, counted: 'total' }, rows).map((point) => ({
    ...point,
    ...(traders.get(point.day) ?? { traders: 0, newTraders: 0 }),
  }));
  const tickers = await launchTickers(loaders, catalogue, sources, onDays, points);
  const published = args.issuer === 'xstocks' && args.chain === 'solana' ? publishedFigures : [];
  const stated = published.filter((figure) => figure.bound === 'as-stated');
  const ofDay = (day: string, quantity: string) =>
    stated.find((each) => each.day === day && each.quantity === quantity && each.asset === null)?.value ?? null;
  const whole = (text: string | null) => (text === null ? null : Number(text));
  return {
    simulated,
    label,
    days: points.map((point) => ({
      ...point,
      ...poolCounts(onDays.filter((row) => row.day === point.day)),
      publishedVolumeUsd: ofDay(point.day, 'volume'),
      publishedTraders: whole(ofDay(point.day, 'traders')),
      publishedNewTraders: whole(ofDay(point.day, 'new-traders')),
      publishedTrades: whole(ofDay(point.day, 'trades')),
    })),
    tickers: tickers.map((ticker) => ({
      ...ticker,
      publishedVolumeUsd:
        stated.find(({ day, asset }) => day === ticker.day && asset === ticker.asset.asset.id)?.value ?? null,
    })),
    reconciliation: reconciliation(points, rules, ofDay),
    ...wholeWindow(onDays, window.to),
    topTickersShare: topShare(tickers, sum(points.map((point) => point.volumeUsd))),
  };
}

/** Pools of one day: how many there were, how many were quiet, how many empty. */
export function poolCounts(rows: readonly PoolDayRow[]) {
  return {
    pools: rows.length,
    poolsUnder20Trades: rows.filter((row) => row.trades < QUIET_TRADES).length,
    zeroLiquidityPools: rows.filter((row) => row.curveState === 'zero_liquidity').length,
  };
}

/** Pools at the window's end; those that had 20 trades on no day of it; those empty at its end. */
function wholeWindow(rows: readonly PoolDayRow[], lastDay: string) {
  const busy = new Set(rows.filter((row) => row.trades >= QUIET_TRADES).map((row) => row.poolKey));
  const last = poolCounts(rows.filter((row) => row.day === lastDay));
  return { ...last, poolsUnder20Trades: last.pools - busy.size };
}

function topShare(tickers: readonly { asset: { asset: { id: string } }; volumeUsd: string }[], total: string) {
  const byTicker = Map.groupBy(tickers, (ticker) => ticker.asset.asset.id);
  const volumes = [...byTicker.values()].map((days) => sum(days.map((day) => day.volumeUsd))).sort(largestFirst);
  return ratio(sum(volumes.slice(0, TOP_TICKERS)), total);
}
