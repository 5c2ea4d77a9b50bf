import { compare } from '@tokentape/core/decimal.ts';
import type { I18n } from './i18n.ts';
import { sharePercent } from './share-text.ts';

/** What a pool that cannot fill a size could fill at most; nothing worth saying when that is unknown or zero. */
export function fillableText(fillableUsd: string | null, { f }: Pick<I18n, 'f'>): string | null {
  return fillableUsd === null || compare(fillableUsd, '0') === 0 ? null : f.usd(fillableUsd);
}

/** A slippage, or in its place what the pool could fill at most. */
export function slippageText(share: string | null, fillableUsd: string | null, i18n: Pick<I18n, 'm' | 'f'>): string {
  if (share !== null) return sharePercent(share, i18n);
  const largest = fillableText(fillableUsd, i18n);
  return largest === null ? i18n.m.pool.cannotFillUnknown : i18n.m.pool.cannotFill(largest);
}
