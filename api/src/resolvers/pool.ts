import { addressOf, type CataloguePool, explorerUrl, need } from '../catalogue.ts';
import type { ApiContext } from '../context.ts';
import type { PoolFigures } from '../queries/pool-figures.ts';
import { curveNow } from './curve-now.ts';
import { poolQuality } from './market-quality.ts';
import { poolState } from './pool-state.ts';
import { poolWash } from './pool-wash.ts';
import { type PoolSource, tickerSource } from './sources.ts';

type Of<T> = (source: PoolSource, args: object, context: ApiContext) => T;

const own = (read: (pool: CataloguePool) => unknown) => (source: PoolSource) => read(source.pool);

const figured =
  <T>(read: (figures: PoolFigures | undefined) => T): Of<Promise<T>> =>
  async ({ pool, window }, _, { loaders }) =>
    read(window ? (await loaders.poolFigures(window)).get(pool.key) : undefined);

const chain: Of<Promise<string>> = async ({ pool }, _, { loaders }) =>
  need((await loaders.catalogue()).chains, pool.chainKey, 'chain').id;

const dex =
  (part: 'id' | 'name'): Of<Promise<string>> =>
  async ({ pool }, _, { loaders }) =>
    need((await loaders.catalogue()).dexes, pool.dexKey, 'dex')[part];

const token =
  (side: 'token0Key' | 'token1Key'): Of<Promise<object>> =>
  async ({ pool }, _, { loaders }) =>
    need((await loaders.catalogue()).tokens, pool[side], 'token');

const asset: Of<Promise<object | null>> = async ({ pool, window }, _, { loaders }) => {
  const catalogue = await loaders.catalogue();
  const assetKey = pool.stockKey === null ? null : (catalogue.tokens.get(pool.stockKey)?.assetKey ?? null);
  return assetKey === null ? null : tickerSource(catalogue, need(catalogue.assets, assetKey, 'asset'), window);
};

export const Pool = {
  id: own((pool) => pool.id),
  address: own((pool) => addressOf(pool.id)),
  curve: own((pool) => pool.curve),
  feePips: own((pool) => pool.feePips),
  birthTime: own((pool) => pool.birthTime),
  chain,
  dex: dex('id'),
  dexName: dex('name'),
  explorerUrl: (async (source, args, context) =>
    explorerUrl(await chain(source, args, context), 'address', addressOf(source.pool.id))) as Of<Promise<string>>,
  token0: token('token0Key'),
  token1: token('token1Key'),
  asset,
  stockSide: own(({ stockKey, token0Key }) => (stockKey === null ? null : stockKey === token0Key ? 0 : 1)),
  lastTradeTime: figured((figures) => figures?.lastTradeTime ?? null),
  state: figured((figures) => poolState(figures).toUpperCase()),
  volumeUsd: figured((figures) => figures?.volumeUsd ?? '0'),
  adjustedVolumeUsd: (async ({ pool, window }, _, { loaders }) =>
    window ? ((await loaders.wash(window)).pools.get(pool.key)?.adjustedUsd ?? '0') : '0') as Of<Promise<string>>,
  trades: figured((figures) => figures?.trades ?? 0),
  fills: figured((figures) => figures?.fills ?? 0),
  wash: poolWash,
  quality: poolQuality,
  liquidity: (async ({ pool }, _, context) => curveNow(pool, context)) as Of<Promise<object | null>>,
};
