import type { SupplyPoint } from '../api/ownership-query.ts';
import type { I18n } from '../i18n.ts';
import type { ChartModel } from './chart-model.ts';
import { categoryAxis, dayTick, plotBase, SERIES, still, valueAxis } from './chart-style.ts';

/** Holders at the end of each day, a gap where they are not known; the supply of the day stands in the table. */
export function holdersPerDay(points: SupplyPoint[], { m, f }: I18n): ChartModel {
  const colour = SERIES[0]!;
  const { ownership } = m;
  return {
    option: {
      ...plotBase((value) => f.integer(value), 'line'),
      xAxis: {
        ...categoryAxis(
          points.map(({ day }) => day),
          dayTick,
        ),
        boundaryGap: points.length === 1,
      },
      yAxis: { ...valueAxis((value) => f.compact(value)), minInterval: 1, min: 0 },
      series: [
        {
          ...still,
          type: 'line' as const,
          name: ownership.holders,
          symbol: 'circle',
          symbolSize: 6,
          connectNulls: false,
          lineStyle: { color: colour, width: 2 },
          itemStyle: { color: colour },
          areaStyle: { color: colour, opacity: 0.1 },
          data: points.map(({ holders }) => holders),
        },
      ],
    },
    legend: [],
    table: {
      head: [m.chart.day, ownership.holders, ownership.circulating, ownership.issuerHeld, ownership.total],
      rows: points.map(({ day, holders, circulatingShares, issuerHeldShares, totalShares }) => [
        day,
        f.integer(holders),
        ...[circulatingShares, issuerHeldShares, totalShares].map((shares) => f.amount(shares)),
      ]),
    },
  };
}
