import { times } from '@tokentape/core/decimal.ts';
import type { MarketQuality } from './api/quality-query.ts';
import type { Figure } from './components/Figures.svelte';
import type { I18n } from './i18n.ts';
import { sharePercent } from './share-text.ts';

/** √10,000: Kyle's λ is told as what a flow of ten thousand dollars moves. */
const ROOT_OF_TEN_THOUSAND = '100';

/** What trading cost over a window, and what its flow moved. */
export function qualityFigures(quality: MarketQuality, i18n: I18n): Figure[] {
  const m = i18n.m.quality;
  const { f } = i18n;
  const { kyleLambda } = quality;
  const moved = (value: string | null) =>
    value === null ? f.percent(null) : f.percentChange(times(value, ROOT_OF_TEN_THOUSAND), 3);
  return [
    {
      label: m.effective,
      value: sharePercent(quality.effectiveSpread, i18n, 3),
      note: m.measured(f.integer(quality.fillsMeasured)),
      metric: 'effective-spread',
    },
    {
      label: m.allIn,
      value: sharePercent(quality.allInCost, i18n, 3),
      note: quality.allInCost === null ? m.noReference : m.against(f.integer(quality.fillsAgainstReference)),
      metric: 'effective-spread',
    },
    { label: m.impact, value: sharePercent(quality.priceImpact, i18n, 3), note: m.perFill, metric: 'price-impact' },
    {
      label: m.amihud,
      value: sharePercent(quality.amihud, i18n, 3),
      note: quality.amihud === null ? m.tooFewDays : m.amihudNote(sharePercent(quality.amihudAdjusted, i18n, 3)),
      metric: 'amihud',
    },
    {
      label: m.kyle,
      value: moved(kyleLambda.value),
      note:
        kyleLambda.value === null
          ? m.tooFewBins(f.integer(kyleLambda.bins))
          : m.interval(moved(kyleLambda.low), moved(kyleLambda.high)),
      metric: 'kyle-lambda',
    },
  ];
}
