import DataLoader from 'dataloader';
import type { Catalogue } from './catalogue.ts';
import type { Reader } from './database.ts';
import type { Memory } from './memory.ts';
import { assertMeasurable, type PoolQuality, readPoolQuality } from './pool-quality.ts';
import type { PoolFigures } from './queries/pool-figures.ts';
import type { Window } from './queries/stats.ts';

interface Sources {
  reader: Reader;
  memory: Memory;
  catalogue(): Promise<Catalogue>;
  poolFigures(window: Window): Promise<ReadonlyMap<number, PoolFigures>>;
}

interface Question {
  window: Window;
  poolKey: number;
}

/**
 * Asks for the quality of pools over a window: one statement for all that one request asks of a window, kept for some
 * seconds because it reads and divides a lot.
 */
export function createQualityLoader({ reader, memory, catalogue, poolFigures }: Sources) {
  const loader = new DataLoader<Question, PoolQuality | null, string>(batch, {
    cacheKeyFn: ({ window, poolKey }) => `${window.from}/${window.to}/${poolKey}`,
  });

  async function batch(asked: readonly Question[]): Promise<(PoolQuality | null)[]> {
    const found = new Map<Question, PoolQuality | null>();
    for (const own of Map.groupBy(asked, ({ window }) => `${window.from}/${window.to}`).values()) {
      const window = own[0]?.window as Window;
      const figures = await poolFigures(window);
      const traded = own.filter(({ poolKey }) => (figures.get(poolKey)?.fills ?? 0) > 0);
      assertMeasurable(
        window,
        traded.reduce((total, { poolKey }) => total + (figures.get(poolKey)?.fills ?? 0), 0),
      );
      const keys = traded.map(({ poolKey }) => poolKey).sort((a, b) => a - b);
      const read = () => catalogue().then((known) => readPoolQuality(reader, known, window, keys));
      const pools = await memory.remember(`quality/${window.from}/${window.to}/${keys.join()}`, read);
      for (const question of own) found.set(question, pools.get(question.poolKey) ?? null);
    }
    return asked.map((question) => found.get(question) ?? null);
  }

  return async (window: Window, poolKeys: readonly number[]): Promise<ReadonlyMap<number, PoolQuality>> => {
    const all = await Promise.all(poolKeys.map((poolKey) => loader.load({ window, poolKey })));
    return new Map(poolKeys.flatMap((key, i) => (all[i] ? [[key, all[i] as PoolQuality] as const] : [])));
  };
}
