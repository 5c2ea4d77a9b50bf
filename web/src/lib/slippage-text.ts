import { compare } from '@tokentape/core/decimal.ts';
import type { I18n } from './i18n.ts';
import { sharePercent } from './share-text.ts';

/**
 * A slippage of one size. Without a `share` either only the fee is not known, and there is an `impact`; or nothing of the
 * curve is known; or the size cannot be filled.
 */
export interface SlippageValue {
  share: string | null;
  /** The part that the curve causes. */
  impact: string | null;
  /** The largest size that can be filled, in USD; null where nothing bounds it or it is not known. */
  fillableUsd: string | null;
  /** Is there a curve that nobody knows, so that nothing can be said of what it would fill? */
  unknown?: boolean;
}

/** What a pool that cannot fill a size could fill at most; nothing worth saying when that is unknown or zero. */
export function fillableText(fillableUsd: string | null, { f }: Pick<I18n, 'f'>): string | null {
  return fillableUsd === null || compare(fillableUsd, '0') === 0 ? null : f.usd(fillableUsd);
}

/** A slippage in two lines: the value or why there is none, and what is known instead. */
export function slippageLines(value: SlippageValue, i18n: Pick<I18n, 'm' | 'f'>): [string, string | null] {
  const { pool } = i18n.m;
  if (value.share !== null) return [sharePercent(value.share, i18n), null];
  if (value.impact !== null) return [pool.feeUnknown, pool.impactOnly(sharePercent(value.impact, i18n))];
  if (value.unknown) return [i18n.m.table.unknown, null];
  const largest = fillableText(value.fillableUsd, i18n);
  return [pool.cannotFill, largest === null ? null : `≤ ${largest}`];
}

/** The same in one line. */
export function slippageText(value: SlippageValue, i18n: Pick<I18n, 'm' | 'f'>): string {
  const [first, second] = slippageLines(value, i18n);
  return second === null ? first : `${first}${i18n.m.punctuation.comma}${second}`;
}
