import type { I18n } from './i18n.ts';

/** A slippage, or in its place what the pool could fill at most. */
export function slippageText(share: string | null, fillableUsd: string | null, { m, f }: I18n): string {
  if (share !== null) return f.percent(share);
  return fillableUsd === null ? m.pool.cannotFillUnknown : m.pool.cannotFill(f.usd(fillableUsd));
}
