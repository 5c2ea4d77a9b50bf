import type { PrimaryPoint } from '../api/ownership-query.ts';
import type { DailyPoint } from '../api/types.ts';
import type { I18n } from '../i18n.ts';
import type { ChartModel } from './chart-model.ts';
import { BUY, categoryAxis, coordinate, dayTick, parted, plotBase, SELL, still, valueAxis } from './chart-style.ts';

/** What the issuer minted above the line and redeemed below it; the volume of pools stands beside it in the table. */
export function primaryPerDay(
  points: PrimaryPoint[],
  daily: Pick<DailyPoint, 'day' | 'volumeUsd'>[],
  { m, f }: I18n,
): ChartModel {
  const volumes = new Map(daily.map(({ day, volumeUsd }) => [day, volumeUsd]));
  const money = (value: number) => f.usd(String(Math.abs(value)));
  const below = (value: string) => -(coordinate(value) ?? 0);
  const series = [
    { name: m.primary.minted, colour: BUY, values: points.map(({ mintedUsd }) => coordinate(mintedUsd)) },
    { name: m.primary.redeemed, colour: SELL, values: points.map(({ redeemedUsd }) => below(redeemedUsd)) },
  ];
  return {
    option: {
      ...plotBase(money, 'shadow'),
      xAxis: categoryAxis(
        points.map(({ day }) => day),
        dayTick,
      ),
      yAxis: valueAxis(money),
      series: series.map(({ name, colour, values }) => ({
        ...still,
        type: 'bar' as const,
        name,
        stack: 'primary',
        barMaxWidth: 40,
        itemStyle: { ...parted, color: colour },
        data: values,
      })),
    },
    legend: series.map(({ name, colour }) => ({ name, colour, mark: 'fill' as const })),
    table: {
      head: [m.chart.day, m.primary.orders, m.primary.minted, m.primary.redeemed, m.primary.volume],
      rows: points.map(({ day, orders, mintedUsd, redeemedUsd }) => [
        day,
        f.integer(orders),
        f.usd(mintedUsd),
        f.usd(redeemedUsd),
        f.usd(volumes.get(day) ?? null),
      ]),
    },
  };
}
