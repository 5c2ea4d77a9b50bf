import type { DailyPoint } from '../api/types.ts';
import type { I18n } from '../i18n.ts';
import type { ChartModel } from './chart-model.ts';
import { categoryAxis, dayTick, parted, plotBase, SERIES, still, valueAxis } from './chart-style.ts';

type Point = Pick<DailyPoint, 'day' | 'traders' | 'newTraders' | 'returningTraders'>;

/** Distinct traders per day, those seen before below, new ones on top. */
export function tradersPerDay(daily: Point[], { m, f }: I18n): ChartModel {
  const count = (value: number) => f.compact(value);
  const series = [
    { name: m.overview.returningSeries, colour: SERIES[1]!, values: daily.map((point) => point.returningTraders) },
    { name: m.overview.newSeries, colour: SERIES[0]!, values: daily.map((point) => point.newTraders) },
  ];
  return {
    option: {
      ...plotBase((value) => f.integer(value), 'shadow'),
      xAxis: categoryAxis(
        daily.map(({ day }) => day),
        dayTick,
      ),
      yAxis: { ...valueAxis(count), minInterval: 1 },
      series: series.map(({ name, colour, values }) => ({
        ...still,
        type: 'bar',
        name,
        stack: 'traders',
        barMaxWidth: 40,
        itemStyle: { ...parted, color: colour },
        data: values,
      })),
    },
    legend: series.map(({ name, colour }) => ({ name, colour, mark: 'fill' })),
    table: {
      head: [m.chart.day, m.figure.traders, m.figure.newTraders, m.figure.returningTraders],
      rows: daily.map(({ day, traders, newTraders, returningTraders }) => [
        day,
        ...[traders, newTraders, returningTraders].map((value) => f.integer(value)),
      ]),
    },
  };
}
