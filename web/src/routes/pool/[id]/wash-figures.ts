import { ratio } from '@tokentape/core/decimal.ts';
import type { PoolWash, WashRules } from '#lib/api/types.ts';
import type { Figure } from '#lib/components/Figures.svelte';
import type { I18n } from '#lib/i18n.ts';
import { sharePercent } from '#lib/share-text.ts';

/** Raw and adjusted volume of a pool side by side, and what stands between them. */
export function washFigures(wash: PoolWash, rules: WashRules, i18n: I18n): Figure[] {
  const { m, f } = i18n;
  const flagged = Number(wash.rawUsd) > 0 ? ratio(wash.flaggedUsd, wash.rawUsd) : null;
  const threshold = m.wash.threshold(f.percent(rules.w1PoolFlagShare, 0));
  return [
    { label: m.figure.rawVolume, value: f.usd(wash.rawUsd), title: f.usdFull(wash.rawUsd), metric: 'volume' },
    {
      label: m.figure.adjustedVolume,
      value: f.usd(wash.adjustedUsd),
      title: f.usdFull(wash.adjustedUsd),
      metric: 'adjusted-volume',
    },
    {
      label: m.wash.flaggedShare,
      value: sharePercent(flagged, i18n, 1),
      note: f.usdFull(wash.flaggedUsd),
    },
    {
      label: m.wash.washShare,
      value: sharePercent(wash.washShare, i18n, 1),
      note: `${wash.flag ? m.wash.flaggedPool : m.wash.notFlaggedPool}\u00a0· ${threshold}`,
      metric: 'wash-share',
    },
    {
      label: m.wash.atomic,
      value: f.integer(wash.atomicTransactions),
      ...(wash.atomicTransactions > 0 ? { note: m.wash.atomicNote(f.usdFull(wash.atomicUsd)) } : {}),
      metric: 'atomic-round-trips',
    },
  ];
}
