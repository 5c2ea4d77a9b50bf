import type { Decimal } from '@tokentape/core/decimal.ts';
import { type Weekend, weekendGapOf, weekendScore } from '@tokentape/core/metrics/weekend-gap.ts';
import type { ReferenceSeries } from '@tokentape/core/pricing/reference-series.ts';
import { closeOf, nextTradingDay, openOf, previousTradingDay } from '@tokentape/core/registry/calendar/trading-days.ts';
import type { ApiContext } from '../context.ts';
import { daysOf, startOf } from '../day.ts';
import type { PoolMidRow } from '../queries/pool-mids.ts';
import { leadPoolOf } from './lead-pool.ts';
import { plainNumber } from './market-quality.ts';
import type { TickerSource } from './sources.ts';

const HOUR_SECONDS = 3_600;

/** Weekends of the window and how well the chain foretold the opening after them; null when no oracle answered. */
export async function tickerWeekends(source: TickerSource, _: object, context: ApiContext) {
  const { loaders } = context;
  const { asset, window } = source;
  const { asOf } = await loaders.origin();
  if (!window || !asOf || asset.underlying === null) return null;
  const reference = await loaders.reference(window, asset.underlying);
  if (reference === null) return null;
  const lead = await leadPoolOf(source, context);
  const mids = lead ? await loaders.mids(window, lead.key) : [];
  const now = asOf.getTime() / 1_000;
  const weekends = daysOf(window.from, window.to)
    .filter((day) => startOf(day).getUTCDay() === 6)
    .map((saturday) => weekendOf(saturday, reference, mids, now));
  const score = weekendScore(weekends);
  return {
    weekends: weekends.map((weekend) => ({ ...weekend, ...saidOf(weekend) })),
    score: score && {
      weekends: score.weekends,
      sameDirection: score.sameDirection,
      meanError: plainNumber(score.meanError),
      meanGap: plainNumber(score.meanGap),
    },
  };
}

function weekendOf(saturday: string, reference: ReferenceSeries, mids: readonly PoolMidRow[], now: number) {
  const [closeDay, openDay] = [previousTradingDay(saturday), nextTradingDay(saturday)];
  const [close, open] = [closeOf(closeDay) as number, openOf(openDay) as number];
  return {
    closeDay,
    openDay,
    closeUsd: reference.last(openOf(closeDay) as number, close),
    onChainUsd: lastMid(mids, close, Math.min(open, now)),
    openUsd: reference.first(open, closeOf(openDay) as number),
  };
}

/** What the pool's price was at the end of the last whole hour in (from, until]. */
function lastMid(mids: readonly PoolMidRow[], from: number, until: number): Decimal | null {
  if (until <= from) return null;
  const row = mids.findLast(({ hour }) => hour.getTime() / 1_000 + HOUR_SECONDS <= until);
  return row?.midUsd ?? null;
}

function saidOf({ closeUsd, onChainUsd, openUsd }: Weekend) {
  const text = (value: number | null) => (value === null ? null : plainNumber(value));
  const [said, gap] = [weekendGapOf(closeUsd, onChainUsd), weekendGapOf(closeUsd, openUsd)];
  return {
    said: text(said),
    gap: text(gap),
    error: said === null || gap === null ? null : text(Math.abs(said - gap)),
  };
}
