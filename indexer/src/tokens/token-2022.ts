/** A change of a mint's Scaled-UI multiplier, with the moment from which it counts. */
export interface MultiplierUpdate {
  /** Key index of the mint. */
  mint: number;
  /** The shortest decimal that names the program's f64 exactly, without exponent. */
  value: string;
  /** Unix seconds. */
  effectiveTime: number;
}

const SCALED_UI_AMOUNT_EXTENSION = 43;

/**
 * Reads Token-2022's UpdateMultiplier (43/1: f64 multiplier, i64 time; accounts mint, authority) and the multiplier that
 * Initialize (43/0: authority, f64) starts with, which counts at once (time 0 here).
 * @returns undefined for any other instruction, and for a multiplier that the program itself refuses.
 */
export function readMultiplierUpdate(
  view: DataView,
  length: number,
  accounts: readonly number[],
): MultiplierUpdate | undefined {
  if (length < 18 || view.getUint8(0) !== SCALED_UI_AMOUNT_EXTENSION) return undefined;
  const mint = accounts[0];
  if (mint === undefined) return undefined;
  const kind = view.getUint8(1);
  if (kind === 1) return update(mint, view.getFloat64(2, true), Number(view.getBigInt64(10, true)));
  return kind === 0 && length >= 42 ? update(mint, view.getFloat64(34, true), 0) : undefined;
}

function update(mint: number, multiplier: number, effectiveTime: number): MultiplierUpdate | undefined {
  // The program accepts positive normal numbers only (token-2022, scaled_ui_amount).
  if (!Number.isFinite(multiplier) || multiplier < 2.2250738585072014e-308) return undefined;
  return { mint, value: decimalOf(multiplier), effectiveTime };
}

/** The digits that JavaScript prints for a double are the fewest that round back to it; only the exponent is undone here. */
export function decimalOf(value: number): string {
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const shift = Number(exponent);
  const [whole = '0', part = ''] = digits.split('.');
  const all = whole + part;
  const point = whole.length + shift;
  if (point <= 0) return `0.${'0'.repeat(-point)}${all}`;
  if (point >= all.length) return all + '0'.repeat(point - all.length);
  return `${all.slice(0, point)}.${all.slice(point)}`;
}
