import type { I18n } from '../i18n.ts';
import type { ChartModel } from './chart-model.ts';
import { categoryAxis, coordinate, dayTick, plotBase, SERIES, still, valueAxis } from './chart-style.ts';

export interface ComparedDay {
  day: string;
  computed: string;
  published: string | null;
}

/** Per day what was computed, filled, beside what was published, outlined, where anything was; other days have no outline. */
export function computedAndPublished(days: ComparedDay[], unit: 'usd' | 'count', { m, f }: I18n): ChartModel {
  const short = (value: number) => (unit === 'usd' ? f.usd(String(value)) : f.compact(value));
  const full = (value: string | null) => (unit === 'usd' ? f.usdFull(value) : f.integer(value));
  const names = [m.launch.computed, m.launch.published] as const;
  const held = days.some(({ published }) => published !== null);
  return {
    option: {
      ...plotBase((value) => full(String(value)), 'shadow'),
      xAxis: categoryAxis(
        days.map(({ day }) => day),
        dayTick,
      ),
      yAxis: valueAxis(short),
      series: [
        {
          ...still,
          type: 'bar',
          name: names[0],
          barMaxWidth: 34,
          barGap: '10%',
          itemStyle: { color: SERIES[0]! },
          data: days.map(({ computed }) => coordinate(computed)),
        },
        ...(held ? [outlined(names[1], days)] : []),
      ],
    },
    legend: held
      ? [
          { name: names[0], colour: SERIES[0]!, mark: 'fill' },
          { name: names[1], colour: 'var(--ink-2)', mark: 'outline' },
        ]
      : [],
    table: {
      head: [m.chart.day, ...names.slice(0, held ? 2 : 1)],
      rows: days.map(({ day, computed, published }) => [day, full(computed), ...(held ? [full(published)] : [])]),
    },
  };
}

function outlined(name: string, days: ComparedDay[]) {
  return {
    ...still,
    type: 'bar' as const,
    name,
    barMaxWidth: 34,
    itemStyle: { color: 'transparent', borderColor: 'var(--ink-2)', borderWidth: 1.5, borderType: 'solid' as const },
    data: days.map(({ published }) => coordinate(published)),
  };
}
