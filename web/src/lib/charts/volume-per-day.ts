import { minus, sum } from '@tokentape/core/decimal.ts';
import type { DailyPoint } from '../api/types.ts';
import type { I18n } from '../i18n.ts';
import { plainName } from '../text.ts';
import type { ChartModel } from './chart-model.ts';
import { categoryAxis, coordinate, dayTick, parted, plotBase, REST, SERIES, still, valueAxis } from './chart-style.ts';

export interface VolumeOf {
  symbol: string;
  daily: Pick<DailyPoint, 'day' | 'volumeUsd'>[];
}

/** Daily volume in USD: the largest tickers stacked, all others on top. Without tickers, one series. */
export function volumePerDay(
  total: Pick<DailyPoint, 'day' | 'volumeUsd'>[],
  tickers: VolumeOf[],
  { m, f }: I18n,
): ChartModel {
  const days = total.map(({ day }) => day);
  const named = tickers.slice(0, SERIES.length).map(({ symbol, daily }, index) => {
    const byDay = new Map(daily.map(({ day, volumeUsd }) => [day, volumeUsd]));
    return { name: plainName(symbol), colour: SERIES[index]!, values: days.map((day) => byDay.get(day) ?? '0') };
  });
  const rest = {
    name: named.length > 0 ? m.chart.others : m.figure.volume,
    colour: named.length > 0 ? REST : SERIES[0]!,
    values: total.map(({ volumeUsd }, index) => minus(volumeUsd, sum(named.map(({ values }) => values[index]!)))),
  };
  const series = [...named, rest];
  const usd = (value: number) => f.usd(String(value));
  return {
    option: {
      ...plotBase(usd, 'shadow'),
      xAxis: categoryAxis(days, dayTick),
      yAxis: valueAxis(usd),
      series: series.map(({ name, colour, values }) => ({
        ...still,
        type: 'bar',
        name,
        stack: 'volume',
        barMaxWidth: 56,
        itemStyle: { ...parted, color: colour },
        data: values.map(coordinate),
      })),
    },
    legend: named.length === 0 ? [] : series.map(({ name, colour }) => ({ name, colour, mark: 'fill' })),
    table: {
      head: [m.chart.day, ...series.map(({ name }) => name), ...(named.length > 0 ? [m.figure.volume] : [])],
      rows: total.map(({ day, volumeUsd }, index) => [
        day,
        ...series.map(({ values }) => f.usdFull(values[index]!)),
        ...(named.length > 0 ? [f.usdFull(volumeUsd)] : []),
      ]),
    },
  };
}
