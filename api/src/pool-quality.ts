import { setImmediate } from 'node:timers/promises';
import type { Ratio } from '@tokentape/core/curves/ratio.ts';
import { fromRaw } from '@tokentape/core/decimal.ts';
import type { CurveState } from '@tokentape/core/facts/facts.ts';
import { usdOf } from '@tokentape/core/liquidity/usd.ts';
import { type KyleBin, type KyleTrade, kyleBins } from '@tokentape/core/metrics/kyle-lambda.ts';
import { marginalPrice, type PriceTerms } from '@tokentape/core/quality/marginal-price.ts';
import { measureFills, type PoolEvent } from '@tokentape/core/quality/measure-fills.ts';
import type { QualitySums } from '@tokentape/core/quality/quality-sums.ts';
import { ApiError } from './api-error.ts';
import { type Catalogue, type CataloguePool, need } from './catalogue.ts';
import type { Reader } from './database.ts';
import { addDays, daysBetween, startOf } from './day.ts';
import { indexedTimes } from './queries/indexed-times.ts';
import { type PoolEventRow, poolEvents } from './queries/pool-events.ts';
import type { Window } from './queries/stats.ts';
import { rawReferences } from './raw-references.ts';

/** The fills of one pool over a window, held against where the pool stood. */
export interface PoolQuality {
  /** Sums by half hour, by the Unix second at which it begins. */
  spans: ReadonlyMap<number, QualitySums>;
  /** Five-minute bins for Kyle's λ. */
  bins: KyleBin[];
}

/** Longest window that is measured fill by fill; its fills are what costs, its days are bounded for what is read beside them. */
export const QUALITY_MAX_DAYS = 366;
/** Most fills that one answer is measured from. */
export const QUALITY_MAX_FILLS = 60_000;
/** New York's exchange opens on the half hour. */
export const QUALITY_SPAN_SECONDS = 1_800;

/** @throws ApiError `WINDOW_TOO_LARGE` when more days or fills would have to be read than one answer may */
export function assertMeasurable(window: Window, fills: number): void {
  const days = daysBetween(window.from, window.to) + 1;
  if (days > QUALITY_MAX_DAYS) {
    throw new ApiError(
      'WINDOW_TOO_LARGE',
      `Market quality is measured over at most ${QUALITY_MAX_DAYS} days: ask year by year, or read the daily file of market quality.`,
    );
  }
  if (fills > QUALITY_MAX_FILLS) {
    const fitting = Math.floor((days * QUALITY_MAX_FILLS) / fills);
    const instead = fitting > 0 ? `windows of about ${fitting} days, or single pools` : 'single pools';
    throw new ApiError(
      'WINDOW_TOO_LARGE',
      `The window holds ${fills} fills, and ${QUALITY_MAX_FILLS} are measured at once: ask for ${instead}; the daily file of market quality has every pool and day.`,
    );
  }
}

/**
 * Measures pools over a window, from their facts.
 * @param latest no mid after this Unix second counts as known, also where more is indexed
 * @returns by pool key; pools without a fill are missing
 */
export async function readPoolQuality(
  reader: Reader,
  catalogue: Catalogue,
  window: Window,
  poolKeys: readonly number[],
  latest = Number.POSITIVE_INFINITY,
): Promise<Map<number, PoolQuality>> {
  const [rows, indexed, references] = await Promise.all([
    poolEvents(reader, window, poolKeys),
    indexedTimes(reader),
    rawReferences(reader, catalogue, window, poolKeys),
  ]);
  const range = { from: seconds(window.from), until: seconds(addDays(window.to, 1)) };
  const found = new Map<number, PoolQuality>();
  for (const [poolKey, own] of Map.groupBy(rows, (row) => row.poolKey)) {
    // Thousands of exact divisions a pool: others get their turn in between.
    await setImmediate();
    const pool = need(catalogue.pools, poolKey, 'pool');
    const events = eventsOf(catalogue, pool, own);
    const knownUntil = Math.min(indexed.get(pool.chainKey) ?? 0, latest);
    const referenceAt = references(pool);
    const spans = measureFills(events, { ...range, knownUntil, spanSeconds: QUALITY_SPAN_SECONDS, referenceAt });
    found.set(poolKey, { spans, bins: kyleBins(kyleTrades(events, range)) });
  }
  return found;
}

/** What turns a state of a pool into its price, seen from its stock side; null of a pool of quotes. */
export function priceTerms(catalogue: Catalogue, pool: CataloguePool): PriceTerms | null {
  if (pool.stockKey === null) return null;
  const decimalsOf = (token: number) => need(catalogue.tokens, token, 'token').decimals;
  return {
    curve: pool.curve,
    resolution: need(catalogue.chains, pool.chainKey, 'chain').kind === 'evm' ? 96 : 64,
    tickSpacing: pool.tickSpacing,
    stock: pool.stockKey === pool.token0Key ? 0 : 1,
    decimals: [decimalsOf(pool.token0Key), decimalsOf(pool.token1Key)],
  };
}

/** The state that a row tells of. */
export function stateOfRow(row: Pick<PoolEventRow, 'sqrtPrice' | 'tick' | 'reserve0' | 'reserve1'>): CurveState {
  const integer = (text: string | null) => (text === null ? null : BigInt(text));
  return {
    sqrtPrice: integer(row.sqrtPrice),
    tick: row.tick,
    liquidity: null,
    reserve0: integer(row.reserve0),
    reserve1: integer(row.reserve1),
  };
}

const seconds = (day: string): number => startOf(day).getTime() / 1_000;

function eventsOf(catalogue: Catalogue, pool: CataloguePool, rows: readonly PoolEventRow[]): PoolEvent[] {
  const terms = priceTerms(catalogue, pool);
  if (terms === null) return [];
  return rows.map((row) => ({
    time: row.time,
    priceAfter: marginalPrice(stateOfRow(row), terms),
    fill: fillOf(row, pool),
  }));
}

function fillOf({ soldKey, soldRaw, boughtRaw, amountUsd }: PoolEventRow, { stockKey }: CataloguePool) {
  if (soldKey === null || soldRaw === null || boughtRaw === null) return null;
  const [sold, bought] = [BigInt(soldRaw), BigInt(boughtRaw)];
  const usd = amountUsd === null ? null : usdOf(amountUsd);
  return soldKey === stockKey
    ? { side: 'sell' as const, stockRaw: sold, quoteRaw: bought, usd }
    : { side: 'buy' as const, stockRaw: bought, quoteRaw: sold, usd };
}

/** Places of a raw price: raw units of tokens differ by up to 10^18. */
const PRICE_PLACES = 40;

function* kyleTrades(events: readonly PoolEvent[], range: { from: number; until: number }): Iterable<KyleTrade> {
  for (const { time, fill, priceAfter } of events) {
    if (fill === null || fill.usd === null || priceAfter === null || time < range.from || time >= range.until) continue;
    yield { time, side: fill.side, usd: fromRaw(fill.usd, 12), priceAfter: priceText(priceAfter) };
  }
}

const priceText = ({ numerator, denominator }: Ratio) =>
  fromRaw((numerator * 10n ** BigInt(PRICE_PLACES)) / denominator, PRICE_PLACES);
