import { type Catalogue, createCatalogue } from './catalogue.ts';
import type { Reader } from './database.ts';
import { catalogueRows } from './queries/catalogue-rows.ts';
import { type DataOrigin, dataOrigin } from './queries/data-origin.ts';

/** What the process keeps between requests: small, bounded, and never older than it says. */
export interface Memory {
  origin(reader: Reader): Promise<DataOrigin>;
  catalogue(reader: Reader): Promise<Catalogue>;
  /** Keeps a costly answer for fifteen seconds under a key that says all it depends on. */
  remember<T>(key: string, read: () => Promise<T>): Promise<T>;
  /** What was kept under a key; undefined when nothing is, or no longer. */
  recall(key: string): unknown;
  keep(key: string, value: unknown, milliseconds: number): void;
}

const ORIGIN_MILLISECONDS = 1_000;
const REMEMBER_MILLISECONDS = 15_000;
/** Answers kept at most. */
const REMEMBERED = 200;
/** Changed names and decimals show up after this long; new rows at once. */
const CATALOGUE_MILLISECONDS = 60_000;

export function createMemory(now: () => number = Date.now): Memory {
  const origin = keep(ORIGIN_MILLISECONDS, dataOrigin, now);
  const catalogues = new Map<string, ReturnType<typeof keep<Catalogue>>>();
  const readings = new Map<string, Promise<unknown>>();
  const answers = new Map<string, { value: unknown; until: number }>();
  const recall = (key: string): unknown => {
    const known = answers.get(key);
    return known && known.until > now() ? known.value : undefined;
  };
  const store = (key: string, value: unknown, milliseconds: number): void => {
    answers.delete(key);
    answers.set(key, { value, until: now() + milliseconds });
    for (const oldest of answers.keys()) {
      if (answers.size <= REMEMBERED) break;
      answers.delete(oldest);
    }
  };
  return {
    origin,
    async catalogue(reader) {
      const { catalogueVersion: current } = await origin(reader);
      const kept = catalogues.get(current);
      if (kept) return kept(reader);
      catalogues.clear();
      const fresh = keep(CATALOGUE_MILLISECONDS, async (each) => createCatalogue(await catalogueRows(each)), now);
      catalogues.set(current, fresh);
      return fresh(reader);
    },
    remember<T>(key: string, read: () => Promise<T>): Promise<T> {
      const reading = readings.get(key) as Promise<T> | undefined;
      if (reading) return reading.catch(read);
      const known = recall(key);
      if (known !== undefined) return Promise.resolve(known as T);
      const mine = read()
        .then((value) => {
          store(key, value, REMEMBER_MILLISECONDS);
          return value;
        })
        .finally(() => readings.delete(key));
      readings.set(key, mine);
      return mine;
    },
    recall,
    keep: store,
  };
}

/** Reads once for all who ask at the same time; a reader that gives up does not fail the others. */
function keep<T>(milliseconds: number, read: (reader: Reader) => Promise<T>, now: () => number) {
  let kept: { value: Promise<T>; until: number } | undefined;
  return async (reader: Reader): Promise<T> => {
    if (kept && kept.until > now()) {
      const shared = await kept.value.then(
        (value) => ({ value }),
        () => undefined,
      );
      if (shared) return shared.value;
    }
    const mine = { value: read(reader), until: now() + milliseconds };
    kept = mine;
    try {
      return await mine.value;
    } catch (error) {
      if (kept === mine) kept = undefined;
      throw error;
    }
  };
}
