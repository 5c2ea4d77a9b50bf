import { type Decimal, fromRaw, times } from './decimal.ts';
import type { Locale } from './locale.ts';

/** What stands where a number is not known. Zero is written as zero. */
export const UNKNOWN = '—';

/** Exact input: a decimal string or an integer. A number is allowed only where it is exact, as for counts. */
export type Exact = Decimal | bigint;

/** Turns numbers and dates into text of one language. Every method writes `—` for null. */
export interface Formatter {
  /** `$1.34M`: three significant digits, fewer where the value has no more: `$85.0K` of 85,012 and `$85K` of 85,000. */
  usd(value: Exact | null): string;
  /** `$1,338,000.25`, every digit before the point and two after it. */
  usdFull(value: Exact | null): string;
  /** `$1,338,000`, rounded to whole dollars. */
  usdWhole(value: Exact | null): string;
  /** `$447.763`: a price, to six significant digits. */
  usdPrice(value: Exact | null): string;
  /** `17,879`. */
  integer(value: Exact | number | null): string;
  /** `17.9K`: three significant digits, fewer where the value has no more. */
  compact(value: Exact | number | null): string;
  /** Every digit of a decimal amount, grouped; at least `places` after the point. */
  amount(value: Exact | null, places?: number): string;
  /** Raw token units with the token's decimals, every digit. */
  amountRaw(raw: bigint | string | null, decimals: number | null): string;
  /** `12.30%` of the share `0.123`: as many places in every row, so that columns align. */
  percent(share: Exact | null, places?: number): string;
  /** `+12.30%`: the same with its sign, for changes. */
  percentChange(share: Exact | null, places?: number): string;
  /** `0.5%` of the share `0.005`: no more places than it has, for axes and chosen steps. */
  percentStep(share: Exact | null): string;
  /** `+0.5%`: the same with its sign. */
  percentChangeStep(share: Exact | null): string;
  /** `36 bps` of the share `0.0036`. */
  bps(share: Exact | null): string;
  /** A UTC day: `Jun 30, 2025`, from `2025-06-30` or any instant of that day. */
  date(day: string | Date | null): string;
  /** `Jun 30, 2025, 15:04:05 UTC`. */
  dateTime(instant: string | Date | null): string;
  /** The two largest units: `2 hr 5 min`. */
  duration(seconds: number | null): string;
}

const formatters = new Map<Locale, Formatter>();

/** The formatter of a language; made once. */
export function formatter(locale: Locale): Formatter {
  let found = formatters.get(locale);
  if (!found) {
    found = createFormatter(locale);
    formatters.set(locale, found);
  }
  return found;
}

type NumberOptions = Intl.NumberFormatOptions;

/** No minus before a value that rounds to zero. */
const unsigned: NumberOptions = { signDisplay: 'negative' };
const dollars: NumberOptions = { ...unsigned, style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' };
const DIGITS = 3;
const short: NumberOptions = { notation: 'compact', maximumSignificantDigits: DIGITS };
const padded: NumberOptions = { ...short, minimumSignificantDigits: DIGITS };
/** Places of a percentage that is a step, not a measurement. */
const STEP_PLACES = 3;
const basisPoint: Readonly<Record<Locale, string>> = { en: ' bps', 'zh-Hant': ' 個基點', 'zh-Hans': ' 个基点' };

function createFormatter(locale: Locale): Formatter {
  const number = (options: NumberOptions) => {
    const format = new Intl.NumberFormat(locale, options);
    // Intl reads a decimal string exactly; only the type of its parameter is narrower than what it reads.
    return (value: Exact | number | null) => (value === null ? UNKNOWN : format.format(value as `${number}` | bigint));
  };
  const threeDigits = (options: NumberOptions) => {
    const [exact, rounded] = [number({ ...options, ...short }), number({ ...options, ...padded })];
    return (value: Exact | number | null) => (value !== null && hasMoreDigits(value) ? rounded : exact)(value);
  };
  const byPlaces = (optionsOf: (places: number) => NumberOptions, usual: number) => {
    const made = new Map<number, (value: Exact | null) => string>();
    return (value: Exact | null, places = usual): string => {
      const format = made.get(places) ?? number(optionsOf(places));
      made.set(places, format);
      return format(value);
    };
  };
  const percents = (signDisplay: 'negative' | 'exceptZero') =>
    byPlaces(
      (places) => ({
        signDisplay,
        style: 'percent',
        minimumFractionDigits: places,
        maximumFractionDigits: places,
      }),
      2,
    );
  const step: NumberOptions = { style: 'percent', maximumFractionDigits: STEP_PLACES };
  const amount = byPlaces((places) => ({ ...unsigned, minimumFractionDigits: places, maximumFractionDigits: 100 }), 0);
  const bps = number({ ...unsigned, maximumFractionDigits: 1 });
  return {
    usd: threeDigits(dollars),
    usdFull: number(dollars),
    usdWhole: number({ ...dollars, maximumFractionDigits: 0 }),
    usdPrice: number({ ...dollars, minimumSignificantDigits: 6, maximumSignificantDigits: 6 }),
    integer: number({ ...unsigned, maximumFractionDigits: 0 }),
    compact: threeDigits(unsigned),
    amount,
    amountRaw: (raw, decimals) => (raw === null || decimals === null ? UNKNOWN : amount(fromRaw(raw, decimals))),
    percent: percents('negative'),
    percentChange: percents('exceptZero'),
    percentStep: number({ ...step, signDisplay: 'negative' }),
    percentChangeStep: number({ ...step, signDisplay: 'exceptZero' }),
    bps: (share) => (share === null ? UNKNOWN : bps(times(share.toString(), '10000')) + basisPoint[locale]),
    date: dates(locale, {}),
    dateTime: dates(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
    duration: durations(locale),
  };
}

/** Has a number more significant digits than a short text shows? Then the zeros of that text are digits too. */
const hasMoreDigits = (value: Exact | number): boolean =>
  value
    .toString()
    .replace(/[-.]/g, '')
    .replace(/^0+|0+$/g, '').length > DIGITS;

function dates(locale: Locale, time: Intl.DateTimeFormatOptions) {
  const options: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' };
  const format = new Intl.DateTimeFormat(locale, { ...options, ...time });
  const zone = time.hour === undefined ? '' : ' UTC';
  return (value: string | Date | null): string => (value === null ? UNKNOWN : format.format(new Date(value)) + zone);
}

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

function durations(locale: Locale) {
  const formats = new Map(
    units.map(([unit]) => [unit, new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' })]),
  );
  const write = (unit: (typeof units)[number][0], count: number) => formats.get(unit)!.format(count);
  return (seconds: number | null): string => {
    if (seconds === null) return UNKNOWN;
    let rest = Math.round(Math.abs(seconds));
    const parts: string[] = [];
    for (const [unit, length] of units) {
      const count = Math.floor(rest / length);
      rest -= count * length;
      if (parts.length === 1) return [...parts, ...(count > 0 ? [write(unit, count)] : [])].join(' ');
      if (count > 0) parts.push(write(unit, count));
    }
    return parts[0] ?? write('second', 0);
  };
}
