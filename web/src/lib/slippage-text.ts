import { compare } from '@tokentape/core/decimal.ts';
import type { I18n } from './i18n.ts';

/** Below this a share is written as "less than": it is not zero, and two places would say so. */
const SMALLEST = '0.0001';

/** A slippage to a hundredth of a percent. */
export function slippagePercent(share: string, { f }: Pick<I18n, 'f'>): string {
  const tiny = compare(share, '0') > 0 && compare(share, SMALLEST) < 0;
  return tiny ? `<${f.percent(SMALLEST)}` : f.percent(share);
}

/** What a pool that cannot fill a size could fill at most; nothing worth saying when that is unknown or zero. */
export function fillableText(fillableUsd: string | null, { f }: Pick<I18n, 'f'>): string | null {
  return fillableUsd === null || compare(fillableUsd, '0') === 0 ? null : f.usd(fillableUsd);
}

/** A slippage, or in its place what the pool could fill at most. */
export function slippageText(share: string | null, fillableUsd: string | null, i18n: Pick<I18n, 'm' | 'f'>): string {
  if (share !== null) return slippagePercent(share, i18n);
  const largest = fillableText(fillableUsd, i18n);
  return largest === null ? i18n.m.pool.cannotFillUnknown : i18n.m.pool.cannotFill(largest);
}
