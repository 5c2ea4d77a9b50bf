import type { AgainstReference } from './api/quality-query.ts';
import type { Figure } from './components/Figures.svelte';
import type { I18n } from './i18n.ts';

/** How far a ticker stood from its share, while New York traded and off hours. */
export function referenceFigures(against: AgainstReference, i18n: I18n): Figure[] {
  const m = i18n.m.real;
  const { f } = i18n;
  return [
    {
      label: m.meanPremium,
      value: f.percentChange(against.meanPremium, 3),
      note: m.hoursOpen(f.integer(against.premiumHours)),
      metric: 'premium',
    },
    {
      label: m.absolutePremium,
      value: f.percent(against.meanAbsolutePremium, 3),
      note: m.eitherWay,
      metric: 'premium',
    },
    {
      label: m.meanDrift,
      value: f.percentChange(against.meanDrift, 3),
      note: m.hoursClosed(f.integer(against.driftHours)),
      metric: 'drift',
    },
    { label: m.absoluteDrift, value: f.percent(against.meanAbsoluteDrift, 3), note: m.eitherWay, metric: 'drift' },
  ];
}
