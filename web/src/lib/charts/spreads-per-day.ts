import type { QualityDay } from '../api/quality-query.ts';
import type { I18n } from '../i18n.ts';
import { sharePercent } from '../share-text.ts';
import type { ChartModel } from './chart-model.ts';
import { SERIES } from './chart-style.ts';
import { linesOverTime } from './lines-over-time.ts';

const FIVE_MINUTES = 300;

/** What a trade paid against the mid per day, what providers kept of it after five minutes, and against the real share. */
export function spreadsPerDay(daily: QualityDay[], i18n: I18n): ChartModel {
  const m = i18n.m.quality;
  const kept = ({ horizons }: QualityDay) =>
    horizons.find(({ seconds }) => seconds === FIVE_MINUTES)?.realizedSpread ?? null;
  const hasReference = daily.some(({ allInCost }) => allInCost !== null);
  return linesOverTime(
    {
      points: daily,
      timeOf: ({ day }) => day,
      lines: [
        { name: m.effective, colour: SERIES[0]!, of: ({ effectiveSpread }) => effectiveSpread },
        { name: m.realized(5), colour: SERIES[1]!, of: kept },
        ...(hasReference ? [{ name: m.allIn, colour: SERIES[2]!, of: ({ allInCost }: QualityDay) => allInCost }] : []),
      ],
      axis: (value) => i18n.f.percentStep(value.toFixed(6)),
      write: (value) => sharePercent(value, i18n, 3),
      fromZero: false,
    },
    i18n,
  );
}
