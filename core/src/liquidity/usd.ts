/** US dollars are held as integers of 10^−12: enough for a raw unit of any quote, exact to add and to print. */
export const USD_SCALE = 10n ** 12n;

/** a ÷ b to the nearest integer, halves up; both non-negative, b > 0. */
export const roundedDiv = (a: bigint, b: bigint): bigint => (2n * a + b) / (2n * b);

/** Integer 10^−12 dollars as an exact decimal string without trailing zeros, such as `20` or `0.000001`. */
export function usdText(usd: bigint): string {
  const digits = usd.toString().padStart(13, '0');
  const fraction = digits.slice(-12).replace(/0+$/, '');
  const whole = digits.slice(0, -12);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

/** The integer of 10^−12 dollars in a decimal string of at most 12 places. Throws on anything else. */
export function usdOf(text: string): bigint {
  const match = /^(\d+)(?:\.(\d{1,12})0*)?$/.exec(text);
  if (!match) throw new Error(`"${text}" is not an amount in US dollars with at most 12 decimals`);
  return BigInt(match[1]!) * USD_SCALE + BigInt((match[2] ?? '').padEnd(12, '0'));
}

/** Value of raw units at a price per whole token, rounded half up to 10^−12 dollars. */
export const usdValue = (raw: bigint, decimals: number, price: bigint): bigint =>
  roundedDiv(raw * price, 10n ** BigInt(decimals));
