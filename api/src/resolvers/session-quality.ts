import { ratio, sum } from '@tokentape/core/decimal.ts';
import { DEPTH_DELTAS_BPS } from '@tokentape/core/metrics/liquidity-grid.ts';
import { qualityShares } from '@tokentape/core/quality/quality-sums.ts';
import { type Session, sessionAt } from '@tokentape/core/registry/calendar/session.ts';
import { ApiError } from '../api-error.ts';
import type { ApiContext } from '../context.ts';
import { daysBetween } from '../day.ts';
import { depthByHour } from '../queries/depth-by-hour.ts';
import type { Window } from '../queries/stats.ts';
import { totalOf } from './market-quality.ts';

const HOUR_SECONDS = 3_600;
/** A hundred pools for a year: every hour of each is read. */
const POOL_DAYS_MAX = 36_600;

/** Depth and spread of some pools by session; each is read when the first session asks for it. */
export function sessionQuality(window: Window, poolKeys: readonly number[], { loaders, reader }: ApiContext) {
  const depths = once(async () => {
    const { asOf } = await loaders.origin();
    if (!asOf || poolKeys.length * daysBetween(window.from, window.to) > POOL_DAYS_MAX)
      return new Map<Session, string[]>();
    const rows = await depthByHour(reader, window, poolKeys, DEPTH_DELTAS_BPS.indexOf(200) + 1, asOf);
    // The reading of an hour is that of its end.
    const bySession = Map.groupBy(rows, ({ hour }) => sessionAt(hour.getTime() / 1_000 + HOUR_SECONDS - 1));
    return new Map([...bySession].map(([session, own]) => [session, own.map(({ usd }) => usd)]));
  });
  const spreads = once(async () => {
    const measured = await loaders.quality(window, poolKeys).catch(nothingWhenTooLarge);
    const spans = [...(measured?.values() ?? [])].flatMap((each) => [...each.spans]);
    return Map.groupBy(spans, ([start]) => sessionAt(start));
  });
  return (session: Session) => ({
    depth2Usd: async () => {
      const own = (await depths()).get(session) ?? [];
      return ratio(sum(own), String(own.length));
    },
    effectiveSpread: async () => {
      const own = (await spreads()).get(session) ?? [];
      return qualityShares(totalOf(own.map(([, sums]) => sums))).effectiveSpread;
    },
  });
}

function nothingWhenTooLarge(error: unknown): null {
  if (error instanceof ApiError && error.code === 'WINDOW_TOO_LARGE') return null;
  throw error;
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | undefined;
  return () => {
    kept ??= read();
    return kept;
  };
}
