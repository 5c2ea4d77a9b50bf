import type { ColumnType } from './column.ts';

/** A value as it stands in the file: text in quotes, everything else bare; unknown is an empty field. */
export interface Field {
  value: string;
  quoted: boolean;
}

const FORMS: Record<Exclude<ColumnType, 'text'>, RegExp> = {
  integer: /^-?\d+$/,
  decimal: /^-?\d+(\.\d+)?$/,
  instant: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z$/,
  day: /^\d{4}-\d{2}-\d{2}$/,
};

/**
 * Writes one value. Numbers pass exactly as the database gives them or not at all.
 * @throws Error when a value is not of its column's type: a file with a wrong figure is not published
 */
export function csvField(type: ColumnType, value: string | null): Field {
  if (value === null) return { value: '', quoted: false };
  if (type === 'text') return { value: inertText(value), quoted: true };
  if (!FORMS[type].test(value)) throw new Error(`"${value.slice(0, 80)}" is not of type ${type}`);
  return { value, quoted: false };
}

/** Characters that are not seen: controls, bidirectional marks, zero-width spaces, byte order marks, lone surrogates. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
/** What a spreadsheet takes for a formula at the start of a cell; the minus sign has no ASCII decomposition. */
const FORMULA = /^[=+\-@\u2212]/;

/**
 * Text from a chain, made harmless in a spreadsheet: unseen characters go, and a text whose first visible character
 * (or its full-width twin) could start a formula gets an apostrophe before it.
 */
export function inertText(text: string): string {
  const visible = text.replaceAll(UNSEEN, '');
  return FORMULA.test(visible.trimStart().normalize('NFKC').trimStart()) ? `'${visible}` : visible;
}
