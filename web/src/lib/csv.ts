import type { Decimal } from '@tokentape/core/decimal.ts';
import { withoutInvisible } from './text.ts';

/** What begins a formula in a spreadsheet, in full width too. */
const FORMULA = /^[=+\-@＝＋－＠]/u;
const NUMBER = /^-?\d+(\.\d+)?$/;

/** A text as a cell: quoted, without control characters, and never a formula. */
export function textCell(text: string): string {
  const shown = withoutInvisible(text).trim();
  return `"${(FORMULA.test(shown) ? `'${shown}` : shown).replaceAll('"', '""')}"`;
}

/** A number as a cell, every digit of it; empty when it is not known. Throws when it is no number. */
export function numberCell(value: Decimal | number | null): string {
  if (value === null) return '';
  const text = String(value);
  if (!NUMBER.test(text)) throw new Error(`${text} is no plain decimal number`);
  return text;
}

/** Rows of cells as RFC 4180 has them, with a line feed after each. */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => `${cells.join(',')}\n`).join('');
