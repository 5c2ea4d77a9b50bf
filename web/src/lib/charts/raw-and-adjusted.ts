import { minus } from '@tokentape/core/decimal.ts';
import type { AdjustedDailyPoint } from '../api/types.ts';
import type { I18n } from '../i18n.ts';
import type { ChartModel } from './chart-model.ts';
import { categoryAxis, coordinate, dayTick, parted, plotBase, REST, SERIES, still, valueAxis } from './chart-style.ts';

type Point = Pick<AdjustedDailyPoint, 'day' | 'volumeUsd' | 'adjustedVolumeUsd'>;

/** Daily volume in USD, what the wash rules leave below and what they flag on top; together they are the raw volume. */
export function rawAndAdjusted(daily: Point[], { m, f }: I18n): ChartModel {
  const series = [
    { name: m.wash.unflagged, colour: SERIES[0]!, of: (point: Point) => point.adjustedVolumeUsd },
    { name: m.wash.flagged, colour: REST, of: (point: Point) => minus(point.volumeUsd, point.adjustedVolumeUsd) },
  ];
  const usd = (value: number) => f.usd(String(value));
  return {
    option: {
      ...plotBase(usd, 'shadow'),
      xAxis: categoryAxis(
        daily.map(({ day }) => day),
        dayTick,
      ),
      yAxis: valueAxis(usd),
      series: series.map(({ name, colour, of }) => ({
        ...still,
        type: 'bar',
        name,
        stack: 'volume',
        barMaxWidth: 56,
        itemStyle: { ...parted, color: colour },
        data: daily.map((point) => coordinate(of(point))),
      })),
    },
    legend: series.map(({ name, colour }) => ({ name, colour, mark: 'fill' })),
    table: {
      head: [m.chart.day, m.figure.rawVolume, m.figure.adjustedVolume, m.wash.flagged],
      rows: daily.map((point) => [
        point.day,
        f.usdFull(point.volumeUsd),
        f.usdFull(point.adjustedVolumeUsd),
        f.usdFull(minus(point.volumeUsd, point.adjustedVolumeUsd)),
      ]),
    },
  };
}
