import { type Decimal, ratio, sum } from '@tokentape/core/decimal.ts';
import { adjustedVolumeUsd } from '@tokentape/core/metrics/adjusted-volume.ts';
import { type Session, sessionAt, sessions as sessionNames } from '@tokentape/core/registry/calendar/session.ts';
import type { ApiContext } from '../context.ts';
import { daysOf, startOf } from '../day.ts';
import { type FlaggedSpanRow, flaggedHalfHours, flaggedPoolHalfHours } from '../queries/flagged-volume.ts';
import {
  halfHourStats,
  hourlyStats,
  poolHalfHourStats,
  poolHourlyStats,
  type SpanRow,
} from '../queries/hourly-stats.ts';
import type { Window } from '../queries/stats.ts';
import { assertDays, windowOf } from '../window.ts';
import { type Scope, type ScopeArgs, scopeOf, sidesOf } from './scope.ts';
import { sessionQuality } from './session-quality.ts';

const HALF_HOUR_SECONDS = 1_800;
/** Every hour of a window is read for six sums. */
const DAYS_MAX = 366;

/** Trading of a scope by the sessions of the New York exchange, which its hours alone cannot split: it opens at 9:30. */
export async function sessions(
  _: unknown,
  args: ScopeArgs & { from?: string | null; to?: string | null },
  context: ApiContext,
) {
  const { loaders, reader } = context;
  const [catalogue, origin] = await Promise.all([loaders.catalogue(), loaders.origin()]);
  const window = windowOf(args, origin);
  if (!window) return [];
  assertDays(window, DAYS_MAX, 'Sessions');
  const scope = scopeOf(catalogue, args);
  const { tokenKeys, counted, pools } = scope;
  const { whole, split, halves } = sessionHours(window);
  const poolKeys = pools?.map(({ poolKey }) => poolKey) ?? [];
  const [hourly, half] = await Promise.all([
    pools ? poolHourlyStats(reader, window, poolKeys) : hourlyStats(reader, window, tokenKeys),
    pools ? poolHalfHourStats(reader, split, pools) : halfHourStats(reader, split, tokenKeys),
  ]);
  const spans = [...hourly.filter(({ start }) => whole.has(start.getTime())), ...half];
  const volumeOf = (span: SpanRow) => (counted === 'ticker' ? span.volumeUsd : span.volumeInTotalUsd);
  const flaggedIn = flaggedOf(window, scope);
  const total = sum(spans.map(volumeOf));
  const bySession = Map.groupBy(spans, ({ start }) => sessionAt(start.getTime() / 1_000));
  const inScope = [...new Set(sidesOf(catalogue, scope).map(({ poolKey }) => poolKey))];
  const quality = sessionQuality(window, inScope, context);
  return sessionNames.map((session) => {
    const own = bySession.get(session) ?? [];
    const volumeUsd = sum(own.map(volumeOf));
    return {
      session: session.toUpperCase(),
      hours: ratio(String(halves.get(session) ?? 0), '2'),
      trades: own.reduce((count, { trades }) => count + trades, 0),
      volumeUsd,
      adjustedVolumeUsd: async (_: object, asking: ApiContext) =>
        adjustedVolumeUsd(volumeUsd, (await flaggedIn(asking)).get(session) ?? '0'),
      volumeShare: ratio(volumeUsd, total),
      ...quality(session),
    };
  });
}

/** What the wash rules flag of a scope in each session, read once and only where it is asked for. */
function flaggedOf(window: Window, { tokenKeys, counted, pools }: Scope) {
  const volumeOf = (span: FlaggedSpanRow) => (counted === 'ticker' ? span.usd : span.inTotalUsd);
  let sums: Promise<Map<Session, Decimal>> | undefined;
  const read = async ({ loaders, reader }: ApiContext) => {
    const { flags } = await loaders.wash(window);
    const spans = await (pools
      ? flaggedPoolHalfHours(reader, flags, pools)
      : flaggedHalfHours(reader, flags, tokenKeys));
    const bySession = Map.groupBy(spans, ({ start }) => sessionAt(start.getTime() / 1_000));
    return new Map([...bySession].map(([session, own]) => [session, sum(own.map(volumeOf))]));
  };
  return (context: ApiContext): Promise<Map<Session, Decimal>> => {
    sums ??= read(context);
    return sums;
  };
}

/** Which hours of a window lie in one session, which in two, and how many half hours each session has. */
function sessionHours({ from, to }: Window) {
  const whole = new Set<number>();
  const split: Date[] = [];
  const halves = new Map<Session, number>();
  for (const day of daysOf(from, to)) {
    for (let hour = 0; hour < 24; hour += 1) {
      const start = startOf(day).getTime() / 1_000 + hour * 3_600;
      const [first, second] = [sessionAt(start), sessionAt(start + HALF_HOUR_SECONDS)];
      for (const session of [first, second]) halves.set(session, (halves.get(session) ?? 0) + 1);
      if (first === second) whole.add(start * 1_000);
      else split.push(new Date(start * 1_000));
    }
  }
  return { whole, split, halves };
}
