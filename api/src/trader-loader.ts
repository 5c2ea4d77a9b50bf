import DataLoader from 'dataloader';
import type { Catalogue } from './catalogue.ts';
import type { Reader } from './database.ts';
import { addDays } from './day.ts';
import type { DataOrigin } from './queries/data-origin.ts';
import type { Window } from './queries/stats.ts';
import { type TraderBitmapRow, traderBitmaps } from './queries/trader-bitmaps.ts';
import { type TraderScope, traderSets } from './queries/trader-sets.ts';
import { allOf, byOwner, countTraderDays } from './trader-days.ts';
import { unionOfSets } from './traders.ts';
import type { WalletSet } from './wallet-set.ts';

/** Who traded, asked once for all who want it at the same time. */
export interface TraderLoader {
  /** Exact distinct traders of some tokens over a window. */
  traders(window: Window, tokenKeys: readonly number[]): Promise<number>;
  /** Exact distinct traders of each day of a window, by the day's place in it. */
  traderDays(window: Window, tokenKeys: readonly number[]): Promise<Int32Array>;
  /** Bitmaps of one scope over a window, ordered by day. */
  bitmaps(window: Window, tokenKeys: readonly number[]): Promise<TraderBitmapRow[]>;
  /** Who traded in a scope before a day; null for nobody. */
  tradersBefore(day: string, tokenKeys: readonly number[]): Promise<WalletSet | null>;
}

interface Question {
  window: Window;
  tokens: readonly number[];
}

const keyOf = ({ window, tokens }: Question): string => `${window.from}/${window.to}/${tokens.join()}`;

/** Nothing is kept beyond one request, so that a fact that comes late is in the next answer. */
export function createTraderLoader(
  reader: Reader,
  catalogue: () => Promise<Catalogue>,
  origin: () => Promise<DataOrigin>,
): TraderLoader {
  const options = { cacheKeyFn: keyOf };
  const unions = new DataLoader<Question, WalletSet | null, string>(
    async (asked) =>
      byWindow(asked, async (window, questions) =>
        readUnions(reader, await catalogue(), window, await scopesOf(questions)),
      ),
    options,
  );
  const days = new DataLoader<Question, Int32Array, string>(
    async (asked) =>
      byWindow(asked, async (window, questions) =>
        countTraderDays(reader, await catalogue(), window, await scopesOf(questions)),
      ),
    options,
  );
  const bitmaps = new DataLoader<Question, TraderBitmapRow[], string>(
    async (asked) =>
      byWindow(asked, async (window, questions) => {
        const scopes = await scopesOf(questions);
        const all = (part: 'tokenKeys' | 'chainKeys') => [...new Set(scopes.flatMap((scope) => scope[part]))];
        const rows = await traderBitmaps(reader, window, all('tokenKeys'), all('chainKeys'));
        const byToken = Map.groupBy(rows, ({ tokenKey }) => tokenKey);
        const byChain = Map.groupBy(rows, ({ chainKey }) => chainKey);
        return scopes.map(({ tokenKeys, chainKeys }) =>
          [...tokenKeys.map((key) => byToken.get(key)), ...chainKeys.map((key) => byChain.get(key))]
            .flatMap((own) => own ?? [])
            .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)),
        );
      }),
    options,
  );
  const scopesOf = async (questions: readonly Question[]): Promise<TraderScope[]> => {
    const known = await catalogue();
    return questions.map(({ tokens }) => traderScope(known, tokens));
  };
  return {
    traders: async (window, tokens) => (await unions.load({ window, tokens }))?.size ?? 0,
    traderDays: (window, tokens) => days.load({ window, tokens }),
    bitmaps: (window, tokens) => bitmaps.load({ window, tokens }),
    async tradersBefore(day, tokens) {
      const { firstDay } = await origin();
      if (firstDay === null || day <= firstDay) return null;
      return unions.load({ window: { from: firstDay, to: addDays(day, -1) }, tokens });
    },
  };
}

/** Everyone of each scope over a window; null for nobody. A token of two scopes is read once. */
export async function readUnions(
  reader: Reader,
  { tokens }: Catalogue,
  window: Window,
  scopes: readonly TraderScope[],
): Promise<(WalletSet | null)[]> {
  const chainOf = (key: number) => tokens.get(key)?.chainKey ?? -1;
  const setsOf = byOwner(await traderSets(reader, window, allOf(scopes), chainOf));
  return scopes.map((scope) => {
    const sets = setsOf(scope);
    return sets.length === 0 ? null : unionOfSets(sets);
  });
}

/** Chains of which every stock token in a pool is asked for are read whole: one set instead of hundreds. */
export function traderScope({ tokens, pooledStocks }: Catalogue, asked: readonly number[]): TraderScope {
  const wanted = new Set(asked);
  const touched = new Set(asked.flatMap((key) => tokens.get(key)?.chainKey ?? []));
  const whole = new Set(
    [...touched].filter((chain) => pooledStocks.get(chain)?.every((key) => wanted.has(key)) ?? true),
  );
  return {
    chainKeys: [...whole],
    tokenKeys: [...wanted].filter((key) => !whole.has(tokens.get(key)?.chainKey ?? -1)),
  };
}

/** Answers questions window by window, in the order asked. */
async function byWindow<T>(
  asked: readonly Question[],
  answer: (window: Window, questions: readonly Question[]) => Promise<T[]>,
): Promise<T[]> {
  const answers: T[] = [];
  const groups = Map.groupBy(asked.keys(), (index) => `${asked[index]?.window.from}/${asked[index]?.window.to}`);
  await Promise.all(
    [...groups.values()].map(async (indexes) => {
      const questions = indexes.map((index) => asked[index] as Question);
      const own = await answer((questions[0] as Question).window, questions);
      for (const [position, index] of indexes.entries()) answers[index] = own[position] as T;
    }),
  );
  return answers;
}
