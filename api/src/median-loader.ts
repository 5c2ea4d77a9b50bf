import DataLoader from 'dataloader';
import type { Reader } from './database.ts';
import { type MiddleTrades, medianTrades } from './queries/median-trade.ts';
import type { Window } from './queries/stats.ts';

export interface MedianQuestion {
  window: Window;
  tokens: readonly number[];
}

const NONE: MiddleTrades = { lowerMedian: null, upperMedian: null };

/** Middle trades of scopes: a list of tickers is one statement. */
export function medianLoader(reader: Reader): DataLoader<MedianQuestion, MiddleTrades, string> {
  return new DataLoader<MedianQuestion, MiddleTrades, string>(
    async (asked) => {
      const answers = asked.map(() => NONE);
      const windows = Map.groupBy(asked.keys(), (place) => `${asked[place]?.window.from}/${asked[place]?.window.to}`);
      for (const places of windows.values()) {
        const { window } = asked[places[0] as number] as MedianQuestion;
        const rows = await medianTrades(
          reader,
          window,
          places.map((place) => asked[place]?.tokens ?? []),
        );
        for (const row of rows) answers[places[row.scope] as number] = row;
      }
      return answers;
    },
    { cacheKeyFn: ({ window, tokens }) => `${window.from}/${window.to}/${tokens.join()}` },
  );
}
