import { type Decimal, magnitude, ratio, sum } from '@tokentape/core/decimal.ts';
import { type AgainstReference, againstReference } from '@tokentape/core/metrics/premium.ts';
import type { ReferenceSeries } from '@tokentape/core/pricing/reference-series.ts';
import type { ApiContext } from '../context.ts';
import { addDays, startOf } from '../day.ts';
import type { PoolMidRow } from '../queries/pool-mids.ts';
import type { Window } from '../queries/stats.ts';
import { assertSeries } from '../window.ts';
import { leadPoolOf } from './lead-pool.ts';
import type { TickerSource } from './sources.ts';

const HOUR_SECONDS = 3_600;

/**
 * The on-chain price of a ticker against that of the real share, at the end of every indexed hour of the window; null
 * when no oracle answered for the share.
 */
export async function tickerAgainstReference(source: TickerSource, _: object, context: ApiContext) {
  const { loaders } = context;
  const { asset, window } = source;
  const { asOf } = await loaders.origin();
  if (!window || !asOf || asset.underlying === null) return null;
  assertSeries(window, 24);
  const reference = await loaders.reference(window, asset.underlying);
  if (reference === null) return null;
  const lead = await leadPoolOf(source, context);
  const mids = lead ? await loaders.mids(window, lead.key) : [];
  const hours = hourlyPoints(window, mids, reference, Math.floor(asOf.getTime() / 1_000));
  return {
    pool: lead && { pool: lead, window },
    hours,
    latest: hours.at(-1) ?? null,
    ...meansOf('premium', hours),
    ...meansOf('drift', hours),
  };
}

type Point = ReturnType<typeof pointAt>;

function hourlyPoints({ from, to }: Window, mids: readonly PoolMidRow[], reference: ReferenceSeries, asOf: number) {
  const points: Point[] = [];
  const end = startOf(addDays(to, 1)).getTime() / 1_000;
  let [next, mid] = [0, null as PoolMidRow | null];
  for (let start = startOf(from).getTime() / 1_000; start < Math.min(end, asOf); start += HOUR_SECONDS) {
    while (next < mids.length && (mids[next] as PoolMidRow).hour.getTime() / 1_000 <= start) mid = mids[next++] ?? null;
    if (mid) points.push(pointAt(Math.min(start + HOUR_SECONDS - 1, asOf), mid.midUsd, reference));
  }
  return points;
}

/** One reading; `time` in Unix seconds. */
function pointAt(time: number, priceUsd: Decimal | null, series: ReferenceSeries) {
  const reference = series.at(time);
  const { session, premium, drift, unknownReason } = againstReference(time, priceUsd, reference);
  return {
    time: new Date(time * 1_000),
    session: session.toUpperCase(),
    priceUsd,
    referenceUsd: reference?.priceUsd ?? null,
    referenceAgeSeconds: reference ? Math.round(time - reference.time) : null,
    premium,
    drift,
    unknownReason,
  };
}

const NAMES = {
  premium: ['premiumHours', 'meanPremium', 'meanAbsolutePremium'],
  drift: ['driftHours', 'meanDrift', 'meanAbsoluteDrift'],
} as const;

function meansOf(kind: keyof Pick<AgainstReference, 'premium' | 'drift'>, points: readonly Point[]) {
  const known = points.flatMap((point) => point[kind] ?? []);
  const [count, mean, absolute] = NAMES[kind];
  return {
    [count]: known.length,
    [mean]: ratio(sum(known), String(known.length)),
    [absolute]: ratio(sum(known.map(magnitude)), String(known.length)),
  };
}
