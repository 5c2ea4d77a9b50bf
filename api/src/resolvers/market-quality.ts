import { type Decimal, minus, ratio, sum } from '@tokentape/core/decimal.ts';
import { amihudRatio } from '@tokentape/core/metrics/amihud.ts';
import { kyleLambdaOf } from '@tokentape/core/metrics/kyle-lambda.ts';
import { MARKOUT_SECONDS } from '@tokentape/core/metrics/realized-spread.ts';
import { addQuality, noQuality, type QualitySums, qualityShares } from '@tokentape/core/quality/quality-sums.ts';
import type { CataloguePool } from '../catalogue.ts';
import type { ApiContext } from '../context.ts';
import { dayOf, daysOf } from '../day.ts';
import type { PoolQuality } from '../pool-quality.ts';
import { poolCloses } from '../queries/pool-closes.ts';
import type { Window } from '../queries/stats.ts';
import { leadPoolOf } from './lead-pool.ts';
import { type PoolSource, poolsOf, type TickerSource } from './sources.ts';

/** Raw and adjusted volume of a day. */
type DayVolume = (day: string) => { raw: Decimal; adjusted: Decimal };

interface Measured {
  window: Window;
  pools: readonly CataloguePool[];
  /** Whose closing prices and five-minute returns count. */
  lead: CataloguePool | null;
  volumeOf: () => Promise<DayVolume>;
}

/** How good a pool's market was over the window. */
export async function poolQuality({ pool, window }: PoolSource, _: object, context: ApiContext) {
  if (!window) return null;
  const volumeOf = async (): Promise<DayVolume> => {
    const [closes, wash] = await Promise.all([closesOf(pool, window, context), context.loaders.wash(window)]);
    const flagged = wash.pools.get(pool.key)?.flaggedByDay;
    return (day) => {
      const raw = closes.get(day)?.volumeUsd ?? '0';
      return { raw, adjusted: minus(raw, flagged?.get(day) ?? '0') };
    };
  };
  return qualityShape({ window, pools: [pool], lead: pool, volumeOf }, context);
}

/** How good a ticker's market was over the window, all its pools together. */
export async function tickerQuality(source: TickerSource, _: object, context: ApiContext) {
  const { window, tokens } = source;
  const { loaders } = context;
  if (!window) return null;
  const pools = poolsOf(await loaders.catalogue(), source);
  const lead = await leadPoolOf(source, context);
  const keys = tokens.map((token) => token.key);
  const volumeOf = async (): Promise<DayVolume> => {
    const [daily, { flagged }] = await Promise.all([loaders.daily(window, keys), loaders.wash(window)]);
    const rawOf = new Map(daily.map(({ day, volumeUsd }) => [day, volumeUsd]));
    const own = Map.groupBy(
      flagged.filter((row) => keys.includes(row.tokenKey)),
      ({ day }) => day,
    );
    return (day) => {
      const raw = rawOf.get(day) ?? '0';
      return { raw, adjusted: minus(raw, sum((own.get(day) ?? []).map(({ usd }) => usd))) };
    };
  };
  return qualityShape({ window, pools, lead, volumeOf }, context);
}

async function qualityShape({ window, pools, lead, volumeOf }: Measured, context: ApiContext) {
  const found = await context.loaders.quality(
    window,
    pools.map((pool) => pool.key),
  );
  const spans = [...found.values()].flatMap((each) => [...each.spans]);
  const total = totalOf(spans.map(([, sums]) => sums));
  const byDay = Map.groupBy(spans, ([start]) => dayOf(new Date(start * 1_000)));
  return {
    ...sharesShape(total),
    leadPool: lead && { pool: lead, window },
    amihud: () => amihudOf(window, lead, volumeOf, 'raw', context),
    amihudAdjusted: () => amihudOf(window, lead, volumeOf, 'adjusted', context),
    kyleLambda: kyleShape(lead ? found.get(lead.key) : undefined),
    daily: daysOf(window.from, window.to).map((day) => ({
      day,
      ...sharesShape(totalOf((byDay.get(day) ?? []).map(([, sums]) => sums))),
    })),
  };
}

/** Sums of all parts together. */
export function totalOf(parts: Iterable<QualitySums>): QualitySums {
  const total = noQuality(MARKOUT_SECONDS.length);
  for (const part of parts) addQuality(total, part);
  return total;
}

/** Everything that divides sums of fills. */
function sharesShape(sums: QualitySums) {
  const { effectiveSpread, allInCost, priceImpact, later } = qualityShares(sums);
  return {
    fills: sums.fills,
    fillsMeasured: sums.measured,
    fillsLeftOut: sums.fills - sums.measured,
    effectiveSpread,
    allInCost,
    fillsAgainstReference: sums.against.fills,
    priceImpact,
    horizons: later.map((own, i) => ({ seconds: MARKOUT_SECONDS[i], ...own })),
  };
}

/** A slope is a statistic, and so a plain number: written with fifteen significant digits, never in exponents. */
function kyleShape(quality: PoolQuality | undefined) {
  const bins = quality?.bins ?? [];
  const fit = kyleLambdaOf(bins);
  const text = (value: number | undefined) => (value === undefined ? null : plainNumber(value));
  return { value: text(fit?.slope), low: text(fit?.low), high: text(fit?.high), bins: bins.length };
}

/** A floating-point number as a plain decimal. */
export function plainNumber(value: number): Decimal {
  const places = value === 0 ? 0 : Math.max(0, 14 - Math.floor(Math.log10(Math.abs(value))));
  const text = value.toFixed(Math.min(places, 100));
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

async function amihudOf(
  window: Window,
  lead: CataloguePool | null,
  volumeOf: () => Promise<DayVolume>,
  kind: 'raw' | 'adjusted',
  context: ApiContext,
): Promise<Decimal | null> {
  if (lead === null) return null;
  const [closes, volume] = await Promise.all([closesOf(lead, window, context), volumeOf()]);
  const rows = [...closes.values()];
  return amihudRatio(
    rows.slice(1).map(({ day, closeUsd }, i) => {
      const before = rows[i]?.closeUsd ?? null;
      const quotient = closeUsd === null || before === null ? null : ratio(closeUsd, before);
      return { returnShare: quotient && minus(quotient, '1'), volumeUsd: volume(day)[kind] };
    }),
  );
}

/** Closing prices and volumes of a pool by day, from the day before the window on. */
async function closesOf(pool: CataloguePool, window: Window, { loaders, reader }: ApiContext) {
  const key = `closes/${window.from}/${window.to}/${pool.key}`;
  const rows = await loaders.remember(key, () => poolCloses(reader, window, [pool]));
  return new Map(rows.map((row) => [row.day, row]));
}
