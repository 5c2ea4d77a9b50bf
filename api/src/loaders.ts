import DataLoader from 'dataloader';
import type { Catalogue } from './catalogue.ts';
import { type CurveAt, loadCurves } from './curve-loader.ts';
import type { Reader } from './database.ts';
import { type HolderBook, holdersForOthers, readHolders } from './holder-book.ts';
import { medianLoader } from './median-loader.ts';
import type { Memory } from './memory.ts';
import type { PoolQuality } from './pool-quality.ts';
import { createQualityLoader } from './quality-loader.ts';
import { type AssetStatsRow, assetStats } from './queries/asset-stats.ts';
import type { TokenRow } from './queries/catalogue-rows.ts';
import type { CurveQuestion } from './queries/curve-facts.ts';
import { type DailyStatsRow, dailyStats } from './queries/daily-stats.ts';
import type { DataOrigin } from './queries/data-origin.ts';
import { meanTvls } from './queries/mean-tvl.ts';
import type { MiddleTrades } from './queries/median-trade.ts';
import { type MultiplierQuestion, multipliersAt } from './queries/multipliers-at.ts';
import { type PoolFigures, poolFigures } from './queries/pool-figures.ts';
import { scopeStats } from './queries/scope-stats.ts';
import { type FillPosition, type StateBeforeRow, statesBefore } from './queries/states-before.ts';
import type { StatsRow, Window } from './queries/stats.ts';
import { createReferenceLoader, type ReferenceLoader } from './reference-loader.ts';
import { readSupplies, setAside, type TokenSupply } from './supply-book.ts';
import { createTraderLoader, type TraderLoader } from './trader-loader.ts';
import { readWashBook, type WashBook } from './wash-book.ts';

/** Answers of one request, each asked once: lists turn into one statement instead of one per row. */
export interface Loaders extends TraderLoader, ReferenceLoader {
  origin(): Promise<DataOrigin>;
  catalogue(): Promise<Catalogue>;
  /** Sums of every asset with a trade, by asset key. */
  assetStats(window: Window, tokenKeys: number[] | null): Promise<ReadonlyMap<number, AssetStatsRow>>;
  totals(window: Window): Promise<StatsRow>;
  /** Daily sums of one scope of tokens. */
  daily(window: Window, tokenKeys: number[]): Promise<DailyStatsRow[]>;
  /** Figures of every pool, by pool key. */
  poolFigures(window: Window): Promise<ReadonlyMap<number, PoolFigures>>;
  /** Multiplier in force at an instant; null where none was seen. */
  multiplier(question: MultiplierQuestion): Promise<string | null>;
  /** A pool's curve at an instant; null where its facts do not say. */
  curve(question: CurveQuestion): Promise<CurveAt | null>;
  /**
   * Fills of pools held against where the pools stood, by pool key; pools without a fill are missing.
   * @throws ApiError `WINDOW_TOO_LARGE`
   */
  quality(window: Window, poolKeys: readonly number[]): Promise<ReadonlyMap<number, PoolQuality>>;
  /** Where a fill's pool stood just before it. */
  stateBefore(fill: FillPosition): Promise<StateBeforeRow>;
  /** The middle of the priced trades of one scope. */
  middleTrades(window: Window, tokenKeys: readonly number[]): Promise<MiddleTrades>;
  /** Mean TVL of every pool with a known one, by pool key, between two instants. */
  meanTvls(start: Date, end: Date): Promise<ReadonlyMap<number, string>>;
  /** The wash rules applied over a window; kept for some seconds, because it reads a lot. */
  wash(window: Window): Promise<WashBook>;
  /** What is known of the supply of a token. */
  supply(token: TokenRow): Promise<TokenSupply>;
  /** Holders of some tokens together over all time; kept for some seconds, because it reads a lot. */
  holders(tokens: readonly TokenRow[]): Promise<HolderBook>;
  /** Accounts that hold some tokens without being holders of them. */
  notHolders(tokens: readonly TokenRow[]): Promise<number[]>;
  /** Keeps a costly answer for some seconds. */
  remember<T>(key: string, read: () => Promise<T>): Promise<T>;
}

export function createLoaders(reader: Reader, memory: Memory): Loaders {
  const once = memoize();
  const medians = medianLoader(reader);
  const daily = new DataLoader<{ window: Window; tokens: number[] }, DailyStatsRow[], string>(
    async (asked) => batchDaily(reader, asked),
    { cacheKeyFn: ({ window, tokens }) => `${window.from}/${window.to}/${tokens.join()}` },
  );
  const multiplier = new DataLoader<MultiplierQuestion, string | null, string>(
    (asked) => multipliersAt(reader, asked),
    { cacheKeyFn: ({ tokenKey, at }) => `${tokenKey}/${at.getTime()}` },
  );
  const stateBefore = new DataLoader<FillPosition, StateBeforeRow, string>((asked) => statesBefore(reader, asked), {
    cacheKeyFn: ({ poolKey, block, txIndex, fillIndex }) => `${poolKey}/${block}/${txIndex}/${fillIndex}`,
  });
  const catalogue = () => once('catalogue', () => memory.catalogue(reader));
  const curve = new DataLoader<CurveQuestion, CurveAt | null, string>(
    async (asked) => loadCurves(reader, await catalogue(), asked),
    { cacheKeyFn: ({ poolKey, at }) => `${poolKey}/${at.getTime()}` },
  );
  const supply = new DataLoader<TokenRow, TokenSupply, number>(
    async (asked) => readSupplies(reader, await catalogue(), asked),
    { cacheKeyFn: ({ key }) => key },
  );
  const notHolders = async (tokens: readonly TokenRow[]): Promise<number[]> => {
    const known = await catalogue();
    const others = memory.remember('holders for others', () => holdersForOthers(reader, known));
    const aside = await setAside(reader, known, tokens);
    return [...new Set([...(await others), ...aside.map(({ ownerKey }) => ownerKey)])];
  };
  const holders = (tokens: readonly TokenRow[]): Promise<HolderBook> => {
    const key = `holders/${tokens.map((token) => token.key).join()}`;
    return once(key, async () => {
      const supplies = await supply.loadMany(tokens);
      const failed = supplies.find((each) => each instanceof Error);
      if (failed) throw failed;
      const others = await notHolders(tokens);
      return memory.remember(key, () => readHolders(reader, supplies as TokenSupply[], others));
    });
  };
  const figures = (window: Window) =>
    once(`pools/${window.from}/${window.to}`, async () => {
      const rows = await poolFigures(reader, window);
      return new Map(rows.map((row) => [row.poolKey, row]));
    });
  return {
    ...createTraderLoader(reader, catalogue, () => memory.origin(reader)),
    supply: (token) => supply.load(token),
    holders,
    notHolders,
    remember: memory.remember,
    origin: () => once('origin', () => memory.origin(reader)),
    catalogue,
    assetStats: (window, tokens) =>
      once(`assets/${window.from}/${window.to}/${tokens?.join() ?? '*'}`, async () => {
        const rows = await assetStats(reader, window, tokens);
        return new Map(rows.map((row) => [row.assetKey, row]));
      }),
    totals: (window) => once(`totals/${window.from}/${window.to}`, () => scopeStats(reader, window, null)),
    daily: (window, tokens) => daily.load({ window, tokens }),
    poolFigures: figures,
    quality: createQualityLoader({ reader, memory, catalogue, poolFigures: figures }),
    stateBefore: (fill) => stateBefore.load(fill),
    ...createReferenceLoader(reader),
    multiplier: (question) => multiplier.load(question),
    curve: (question) => curve.load(question),
    middleTrades: (window, tokens) => medians.load({ window, tokens }),
    meanTvls: (start, end) =>
      once(`tvl/${start.getTime()}/${end.getTime()}`, async () => {
        const key = `tvl/${start.getTime()}/${end.getTime()}`;
        const rows = await memory.remember(key, () => meanTvls(reader, start, end));
        return new Map(rows.flatMap(({ poolKey, meanUsd }) => (meanUsd === null ? [] : [[poolKey, meanUsd] as const])));
      }),
    wash: (window) =>
      once(`wash/${window.from}/${window.to}`, () =>
        memory.remember(`wash/${window.from}/${window.to}`, async () =>
          readWashBook(reader, await catalogue(), window),
        ),
      ),
  };
}

function memoize() {
  const kept = new Map<string, Promise<unknown>>();
  return <T>(key: string, read: () => Promise<T>): Promise<T> => {
    const found = kept.get(key) as Promise<T> | undefined;
    if (found) return found;
    const value = read();
    kept.set(key, value);
    return value;
  };
}

async function batchDaily(
  reader: Reader,
  asked: readonly { window: Window; tokens: number[] }[],
): Promise<DailyStatsRow[][]> {
  const answers = asked.map((): DailyStatsRow[] => []);
  const windows = Map.groupBy(asked.keys(), (index) => `${asked[index]?.window.from}/${asked[index]?.window.to}`);
  for (const indexes of windows.values()) {
    const scopes = indexes.map((index) => asked[index]?.tokens ?? []);
    const window = asked[indexes[0] as number]?.window as Window;
    for (const row of await dailyStats(reader, window, scopes)) answers[indexes[row.scope] as number]?.push(row);
  }
  return answers;
}
