import type { ReferencePoint } from '../api/quality-query.ts';
import type { I18n } from '../i18n.ts';
import type { ChartModel } from './chart-model.ts';
import { SERIES } from './chart-style.ts';
import { linesOverTime } from './lines-over-time.ts';

/** Premium while New York trades, drift off hours: two metrics, two lines, never joined. */
export function premiumByHour(hours: ReferencePoint[], i18n: I18n): ChartModel {
  const m = i18n.m.real;
  return linesOverTime(
    {
      points: hours,
      timeOf: ({ time }) => time,
      lines: [
        { name: m.premium, colour: SERIES[0]!, of: ({ premium }) => premium },
        { name: m.drift, colour: SERIES[2]!, of: ({ drift }) => drift },
      ],
      axis: (value) => i18n.f.percentChangeStep(value.toFixed(6)),
      write: (value) => i18n.f.percentChange(value, 3),
      fromZero: false,
    },
    i18n,
  );
}
