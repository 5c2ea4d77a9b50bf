import type { DailyPoint } from '../api/types.ts';
import type { I18n } from '../i18n.ts';
import type { ChartModel } from './chart-model.ts';
import { categoryAxis, dayTick, plotBase, SERIES, still, valueAxis } from './chart-style.ts';

/** Trades per day. */
export function tradesPerDay(daily: Pick<DailyPoint, 'day' | 'trades' | 'fills'>[], { m, f }: I18n): ChartModel {
  return {
    option: {
      ...plotBase((value) => f.integer(value), 'shadow'),
      xAxis: categoryAxis(
        daily.map(({ day }) => day),
        dayTick,
      ),
      yAxis: { ...valueAxis((value) => f.compact(value)), minInterval: 1 },
      series: [
        {
          ...still,
          type: 'bar',
          name: m.figure.trades,
          barMaxWidth: 40,
          itemStyle: { color: SERIES[0]! },
          data: daily.map(({ trades }) => trades),
        },
      ],
    },
    legend: [],
    table: {
      head: [m.chart.day, m.figure.trades, m.figure.fills],
      rows: daily.map(({ day, trades, fills }) => [day, f.integer(trades), f.integer(fills)]),
    },
  };
}
