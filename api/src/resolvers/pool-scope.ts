import { sum } from '@tokentape/core/decimal.ts';
import { averageTradeUsd } from '@tokentape/core/metrics/average-trade.ts';
import { netFlowUsd } from '@tokentape/core/metrics/net-flow.ts';
import { unpricedShareOf } from '@tokentape/core/metrics/unpriced-share.ts';
import type { ApiContext } from '../context.ts';
import { daysOf } from '../day.ts';
import { type PoolDaysStatsRow, poolDaysStats } from '../queries/pool-days-stats.ts';
import { poolNewcomers } from '../queries/pool-newcomers.ts';
import { type PoolTradeDetailsRow, poolTradeDetails } from '../queries/pool-trade-details.ts';
import { returningTraders } from '../returning-traders.ts';
import { type AdjustedScope, adjustedVolume } from './adjusted-volume.ts';
import type { PoolSide } from './scope.ts';
import { middleUsd, turnoverShape } from './stats.ts';

/** A scope of chosen pools: a venue, a pool, or either within a ticker, an issuer or a chain. */
export interface PoolScope extends AdjustedScope {
  pools: readonly PoolSide[];
}

/** The Stats of some pools: every pool nets its own trades, so that pools add up to venues. */
export async function poolStats(scope: PoolScope, context: ApiContext) {
  const { rows, newcomers, details } = questions(scope, context);
  const days = await rows();
  const total = (read: (row: PoolDaysStatsRow) => number) => days.reduce((count, row) => count + read(row), 0);
  const trades = total((row) => row.trades);
  const buyUsd = sum(days.map((row) => row.buyUsd));
  const sellUsd = sum(days.map((row) => row.sellUsd));
  const volumeUsd = sum([buyUsd, sellUsd]);
  const whole = async () => (await details()).find(({ day }) => day === null);
  const traders = async () => sumOf(await newcomers(), ({ active }) => active);
  const newTraders = async () =>
    sumOf(await newcomers(), ({ first, traders }) => (first >= scope.window.from ? traders : 0));
  return {
    volumeUsd,
    buyUsd,
    sellUsd,
    trades,
    fills: total((row) => row.fills),
    buys: total((row) => row.buys),
    sells: total((row) => row.sells),
    netFlowUsd: netFlowUsd(buyUsd, sellUsd),
    adjustedVolumeUsd: adjustedVolume(scope, volumeUsd),
    transactions: async () => (await whole())?.transactions ?? 0,
    passthroughs: async () => (await whole())?.passthroughs ?? 0,
    unpricedShare: async () => unpricedShareOf((await whole())?.unpricedTrades ?? 0, trades),
    averageTradeUsd: async () => averageOf(await whole(), trades),
    medianTradeUsd: async () => middleUsd((await whole()) ?? { lowerMedian: null, upperMedian: null }),
    traders,
    newTraders,
    returningTraders: async () => returningTraders(await traders(), await newTraders()),
    ...turnoverShape(scope, volumeUsd),
  };
}

/** The same as a series of DailyPoint, zeros where nothing traded. */
export async function poolDaily(scope: PoolScope, context: ApiContext) {
  const { rows, newcomers, details } = questions(scope, context);
  const byDay = new Map((await rows()).map((row) => [row.day, row]));
  return daysOf(scope.window.from, scope.window.to).map((day) => {
    const row = byDay.get(day);
    const [buyUsd, sellUsd, traders] = [row?.buyUsd ?? '0', row?.sellUsd ?? '0', row?.traders ?? 0];
    const volumeUsd = sum([buyUsd, sellUsd]);
    const own = async () => (await details()).find((each) => each.day === day);
    const newTraders = async () => (await newcomers()).find(({ first }) => first === day)?.traders ?? 0;
    return {
      day,
      volumeUsd,
      adjustedVolumeUsd: adjustedVolume(scope, volumeUsd, day),
      trades: row?.trades ?? 0,
      fills: row?.fills ?? 0,
      transactions: async () => (await own())?.transactions ?? 0,
      passthroughs: async () => (await own())?.passthroughs ?? 0,
      buys: row?.buys ?? 0,
      sells: row?.sells ?? 0,
      buyUsd,
      sellUsd,
      netFlowUsd: netFlowUsd(buyUsd, sellUsd),
      traders,
      newTraders,
      returningTraders: async () => returningTraders(traders, await newTraders()),
    };
  });
}

/** The three statements behind a scope, each sent once and only when something needs it. */
function questions({ window, pools }: PoolScope, { loaders, reader }: ApiContext) {
  const sides = pools.map(({ poolKey, flipped }) => `${poolKey}${flipped ? 'f' : ''}`);
  const key = `${window.from}/${window.to}/${sides.join()}`;
  const keys = pools.map(({ poolKey }) => poolKey);
  return {
    rows: () => loaders.remember(`pool-days/${key}`, () => poolDaysStats(reader, window, pools)),
    newcomers: () => loaders.remember(`pool-newcomers/${key}`, () => poolNewcomers(reader, window, keys)),
    details: () => loaders.remember(`pool-details/${key}`, () => poolTradeDetails(reader, window, pools)),
  };
}

function averageOf(details: PoolTradeDetailsRow | undefined, trades: number): string | null {
  return details ? averageTradeUsd(details.pricedUsd, trades - details.unpricedTrades) : null;
}

function sumOf<T>(rows: readonly T[], read: (row: T) => number): number {
  return rows.reduce((count, row) => count + read(row), 0);
}
