import type { ReferenceSeries } from '@tokentape/core/pricing/reference-series.ts';
import DataLoader from 'dataloader';
import type { Reader } from './database.ts';
import { addDays, startOf } from './day.ts';
import { type PoolMidRow, poolMids } from './queries/pool-mids.ts';
import type { Window } from './queries/stats.ts';
import { readReferences } from './raw-references.ts';

/** Days around a window that are read too, so that the close before and the opening after a long weekend are in it. */
const AROUND_DAYS = 5;

export interface ReferenceLoader {
  /** The real share's price over a window and some days around it; null when no oracle answered. */
  reference(window: Window, underlying: string): Promise<ReferenceSeries | null>;
  /** Hourly mids of a pool over the same time, with the last one before it. */
  mids(window: Window, poolKey: number): Promise<PoolMidRow[]>;
}

/** One statement each for all that one request asks of a window. */
export function createReferenceLoader(reader: Reader): ReferenceLoader {
  const references = new DataLoader<{ window: Window; underlying: string }, ReferenceSeries | null, string>(
    (asked) =>
      byWindow(asked, async (window, own) => {
        const { from, to } = around(window);
        const names = [...new Set(own.map(({ underlying }) => underlying))];
        const found = await readReferences(reader, names, from, to);
        return ({ underlying }) => found.get(underlying) ?? null;
      }),
    { cacheKeyFn: ({ window, underlying }) => `${window.from}/${window.to}/${underlying}` },
  );
  const mids = new DataLoader<{ window: Window; poolKey: number }, PoolMidRow[], string>(
    (asked) =>
      byWindow(asked, async (window, own) => {
        const { from, to } = around(window);
        const keys = own.map(({ poolKey }) => poolKey);
        const found = Map.groupBy(await poolMids(reader, keys, from, to), ({ poolKey }) => poolKey);
        return ({ poolKey }) => found.get(poolKey) ?? [];
      }),
    { cacheKeyFn: ({ window, poolKey }) => `${window.from}/${window.to}/${poolKey}` },
  );
  return {
    reference: (window, underlying) => references.load({ window, underlying }),
    mids: (window, poolKey) => mids.load({ window, poolKey }),
  };
}

const around = ({ from, to }: Window) => ({
  from: startOf(addDays(from, -AROUND_DAYS)),
  to: startOf(addDays(to, AROUND_DAYS + 1)),
});

async function byWindow<Question extends { window: Window }, Answer>(
  asked: readonly Question[],
  read: (window: Window, own: readonly Question[]) => Promise<(question: Question) => Answer>,
): Promise<Answer[]> {
  const answers = new Map<Question, Answer>();
  for (const own of Map.groupBy(asked, ({ window }) => `${window.from}/${window.to}`).values()) {
    const answerOf = await read((own[0] as Question).window, own);
    for (const question of own) answers.set(question, answerOf(question));
  }
  return asked.map((question) => answers.get(question) as Answer);
}
