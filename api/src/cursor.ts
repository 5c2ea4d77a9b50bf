import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { ApiError } from './api-error.ts';

const Encoded = v.pipe(v.string(), v.maxLength(400), v.regex(/^[A-Za-z0-9_-]+$/));

/**
 * A cursor is the key of the last row of a page, bound to the question that gave it: the same cursor under other
 * arguments is refused instead of skipping rows silently.
 * @param question field and arguments, without `first` and `after`
 */
export function encodeCursor(question: object, key: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify([digest(question), ...key])).toString('base64url');
}

/**
 * Reads a cursor of this question.
 * @returns null for the first page
 * @throws ApiError `BAD_CURSOR` for anything that `encodeCursor` did not make for this question
 */
export function decodeCursor<S extends v.GenericSchema<unknown, readonly unknown[]>>(
  question: object,
  schema: S,
  cursor: string | null | undefined,
): v.InferOutput<S> | null {
  if (cursor === null || cursor === undefined) return null;
  const encoded = v.safeParse(Encoded, cursor);
  if (!encoded.success) throw badCursor();
  const [bound, ...key] = parse(Buffer.from(encoded.output, 'base64url').toString('utf8'));
  const parsed = v.safeParse(schema, key);
  if (bound !== digest(question) || !parsed.success) throw badCursor();
  return parsed.output;
}

function parse(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value)) return value;
  } catch {}
  throw badCursor();
}

function digest(question: object): string {
  const sorted = Object.entries(question).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('base64url').slice(0, 12);
}

function badCursor(): ApiError {
  return new ApiError('BAD_CURSOR', 'This cursor was not given for this question; start from the first page.');
}
