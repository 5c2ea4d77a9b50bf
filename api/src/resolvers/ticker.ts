import { ratio } from '@tokentape/core/decimal.ts';
import { ApiError } from '../api-error.ts';
import { need } from '../catalogue.ts';
import type { ApiContext } from '../context.ts';
import { sumKnown } from '../sum-known.ts';
import { tickerAgainstReference } from './against-reference.ts';
import { combinedLiquidity } from './combined-liquidity.ts';
import { dailyShape } from './daily-shape.ts';
import { liquidityHistory } from './liquidity-history.ts';
import { tickerQuality } from './market-quality.ts';
import { depthTwoPercent, isDead, largestFirst, poolState } from './pool-state.ts';
import { tickerPrimaryMarket } from './primary-market.ts';
import { poolsOf, type TickerSource } from './sources.ts';
import { statsShape } from './stats.ts';
import { tickerHolders, tickerSupply, tickerSupplyDaily } from './supply.ts';
import { tickerControls } from './token-controls.ts';
import { tickerWeekends } from './weekends.ts';

type Of<T> = (source: TickerSource, args: object, context: ApiContext) => T;

const id: Of<string> = ({ asset }) => asset.id;
const symbol: Of<string> = ({ asset }) => asset.symbol;
const name: Of<string> = ({ asset }) => asset.name;
const underlying: Of<string | null> = ({ asset }) => asset.underlying;

const issuer: Of<Promise<object>> = async ({ asset }, _, { loaders }) =>
  need((await loaders.catalogue()).issuers, asset.issuerId, 'issuer');

const stats: Of<Promise<object>> = async ({ asset, tokens, window }, _, { loaders }) => {
  if (!window) return statsShape(undefined, null);
  const keys = tokens.map((token) => token.key);
  const whole = (await loaders.catalogue()).tokensOfAsset.get(asset.key)?.length === keys.length;
  const sums = await loaders.assetStats(window, whole ? null : keys);
  return statsShape(sums.get(asset.key), { window, tokenKeys: keys, counted: 'ticker' });
};

const daily: Of<Promise<object[]>> = async ({ tokens, window }, _, { loaders }) => {
  if (!window) return [];
  const keys = tokens.map((token) => token.key);
  return dailyShape({ window, tokenKeys: keys, counted: 'ticker' }, await loaders.daily(window, keys));
};

const volumeShare: Of<Promise<string | null>> = async ({ asset, window }, _, { loaders }) => {
  if (!window) return null;
  const [sums, totals] = await Promise.all([loaders.assetStats(window, null), loaders.totals(window)]);
  return ratio(sums.get(asset.key)?.volumeUsd ?? '0', totals.volumeInTotalUsd);
};

const pools: Of<Promise<object[]>> = async (source, _, { loaders }) => {
  const found = poolsOf(await loaders.catalogue(), source);
  const { window } = source;
  if (!window) return found.map((pool) => ({ pool, window }));
  const figures = await loaders.poolFigures(window);
  const volume = (key: number) => figures.get(key)?.volumeUsd ?? null;
  return found.sort((a, b) => largestFirst(volume(a.key), volume(b.key))).map((pool) => ({ pool, window }));
};

const liquidity: Of<Promise<object | null>> = async (source, _, { loaders }) => {
  const found = poolsOf(await loaders.catalogue(), source);
  const { window } = source;
  if (!window || found.length === 0) return null;
  const figures = await loaders.poolFigures(window);
  const rated = found
    .map((pool) => ({ pool, own: figures.get(pool.key) }))
    .sort((a, b) => largestFirst(depthTwoPercent(a.own), depthTwoPercent(b.own)));
  const best = rated[0] && depthTwoPercent(rated[0].own) !== null ? { pool: rated[0].pool, window } : null;
  return {
    combined: async ({ at, chain }: { at?: Date | null; chain?: string | null }, context: ApiContext) => {
      const { chains } = await loaders.catalogue();
      const own = found.filter(({ chainKey }) => !chain || chains.get(chainKey)?.id === chain);
      return combinedLiquidity(own, at, context);
    },
    history: async (args: HistoryArgs, context: ApiContext) => {
      const asked = { from: args.from ?? window.from, to: args.to ?? window.to };
      if (asked.from > asked.to) throw new ApiError('BAD_ARGUMENT', 'from must not be after to.');
      return liquidityHistory(found, asked, args.stepHours, context);
    },
    tvlUsd: sumKnown(rated.map(({ own }) => own?.tvlUsd)),
    bestPool: best,
    pools: found.length,
    deadPools: rated.filter(({ own }) => isDead(poolState(own))).length,
  };
};

interface HistoryArgs {
  from?: string | null;
  to?: string | null;
  stepHours?: number | null;
}

export const Ticker = {
  id,
  symbol,
  name,
  underlying,
  issuer,
  stats,
  daily,
  volumeShare,
  pools,
  liquidity,
  quality: tickerQuality,
  againstReference: tickerAgainstReference,
  weekends: tickerWeekends,
  holders: tickerHolders,
  supply: tickerSupply,
  supplyDaily: tickerSupplyDaily,
  primaryMarket: tickerPrimaryMarket,
  controls: tickerControls,
};
