import { CurveError } from './curve-error.ts';

const DECIMAL = /^(-?\d+)(?:\.(\d+))?(?:[eE]\+?(\d{1,3}|-\d{1,3}))?$/;
const HEX = /^0x[0-9a-fA-F]+$/;

/** The integer that a JSON number's own text denotes, such as 12, 1.5e3 or 2E18; null when it denotes none. */
function integerOf(text: string): bigint | null {
  if (HEX.test(text)) return BigInt(text);
  const match = DECIMAL.exec(text);
  if (!match) return null;
  const fraction = match[2] ?? '';
  const places = Number(match[3] ?? 0) - fraction.length;
  const digits = BigInt(`${match[1]}${fraction}`);
  if (places >= 0) return digits * 10n ** BigInt(places);
  const divisor = 10n ** BigInt(-places);
  return digits % divisor === 0n ? digits / divisor : null;
}

/**
 * An integer given as a string (decimal or 0x hex), a bigint or a number.
 * @throws CurveError `field-missing` when absent; `field-invalid` when not an integer, or a number too large to be exact
 */
export function readInteger(value: unknown, name: string): bigint {
  if (value === undefined || value === null) throw new CurveError('field-missing', `"${name}" is missing.`);
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new CurveError(
      'field-invalid',
      `"${name}" must be an integer; above 2^53 give it as a string, not ${value}.`,
    );
  }
  const integer = typeof value === 'number' || typeof value === 'string' ? integerOf(String(value).trim()) : null;
  if (integer === null)
    throw new CurveError('field-invalid', `"${name}" must be an integer, not ${JSON.stringify(value)}.`);
  return integer;
}

/** JSON in which every number is kept as its own text, so that none above 2^53 is rounded. */
export function parseLossless(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) =>
      typeof value === 'number' ? (context?.source ?? value) : value,
    );
  } catch (error) {
    throw new CurveError('json-invalid', `The pool file is not JSON: ${(error as Error).message}`);
  }
}
