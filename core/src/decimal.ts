import createBig from 'big.js';

/** An exact decimal number as plain text, such as `1338000.25`; never in exponent notation. */
export type Decimal = string;

/** Places that a quotient or a root keeps; sums and products are exact. */
export const QUOTIENT_PLACES = 18;

const Big = createBig();
Big.DP = QUOTIENT_PLACES;
Big.RM = 2; // half to even: sums of rounded quotients do not drift upward

const text = (value: InstanceType<typeof Big>): Decimal => value.toFixed();

/** A sum that grows value by value, exact; for streams that do not fit in memory. */
export interface RunningSum {
  add(value: Decimal): void;
  total(): Decimal;
}

/** A sum that starts at zero. */
export const runningSum = (): RunningSum => {
  let total = new Big(0);
  return {
    add: (value) => {
      total = total.plus(value);
    },
    total: () => text(total),
  };
};

/** Sum, exact; `0` of nothing. */
export const sum = (values: Iterable<Decimal>): Decimal => {
  const running = runningSum();
  for (const value of values) running.add(value);
  return running.total();
};

/** Digits of amounts that are added as whole numbers: doubles hold them, their sum, and what scaling them rounds off. */
const EXACT_DIGITS = 14;

const placesOf = (value: Decimal): number => {
  const point = value.indexOf('.');
  return point === -1 ? 0 : value.length - point - 1;
};

/** a + b, exact. Tens of thousands of ordinary amounts are added in milliseconds: those go as whole numbers. */
export const plus = (a: Decimal, b: Decimal): Decimal => {
  const [placesA, placesB] = [placesOf(a), placesOf(b)];
  const places = Math.max(placesA, placesB);
  const digits = Math.max(a.length - placesA, b.length - placesB) + places;
  if (digits > EXACT_DIGITS || a.startsWith('-') || b.startsWith('-')) return text(new Big(a).plus(b));
  const scale = 10 ** places;
  const total = String(Math.round(Number(a) * scale) + Math.round(Number(b) * scale)).padStart(places + 1, '0');
  let end = total.length;
  const point = end - places;
  while (end > point && total.charCodeAt(end - 1) === ZERO) end -= 1;
  return end === point ? total.slice(0, point) : `${total.slice(0, point)}.${total.slice(point, end)}`;
};

const ZERO = 48;

/** a − b, exact. */
export const minus = (a: Decimal, b: Decimal): Decimal => text(new Big(a).minus(b));

/** a × b, exact. */
export const times = (a: Decimal, b: Decimal): Decimal => text(new Big(a).times(b));

/** a ÷ b to 18 places; null when b is zero. */
export const ratio = (a: Decimal, b: Decimal): Decimal | null => {
  const divisor = new Big(b);
  return divisor.eq(0) ? null : text(new Big(a).div(divisor));
};

/** √a to 18 places; throws below zero. */
export const root = (a: Decimal): Decimal => text(new Big(a).sqrt());

/** |a|. */
export const magnitude = (a: Decimal): Decimal => text(new Big(a).abs());

/** −1, 0 or 1 as a is below, equal to or above b. */
export const compare = (a: Decimal, b: Decimal): -1 | 0 | 1 => new Big(a).cmp(b);

/** Raw token units as a decimal amount, exact: 4466643 with 8 decimals is `0.04466643`. */
export const fromRaw = (raw: bigint | string, decimals: number): Decimal => {
  const digits = BigInt(raw).toString();
  const negative = digits.startsWith('-');
  const padded = (negative ? digits.slice(1) : digits).padStart(decimals + 1, '0');
  const whole = padded.slice(0, padded.length - decimals);
  const fraction = padded.slice(padded.length - decimals).replace(/0+$/, '');
  return `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
};
