import type { DepthPoint } from '../api/types.ts';
import type { I18n } from '../i18n.ts';
import { slippageText } from '../slippage-text.ts';
import type { ChartModel } from './chart-model.ts';
import { BUY, categoryAxis, coordinate, dayTick, plotBase, SELL, still, valueAxis } from './chart-style.ts';

type Side = (point: DepthPoint) => string | null;

interface History {
  buy: { name: string; of: Side };
  sell: { name: string; of: Side };
  axis(value: number): string;
  write(value: string | null, point: DepthPoint, side: 'buy' | 'sell'): string;
}

/** `06-30 14:00` of an hour in UTC. */
const hourText = (hour: string): string => hour.slice(0, 16).replace('T', ' ');

function lines(points: DepthPoint[], history: History, { m }: I18n): ChartModel {
  const line = (name: string, colour: string, of: Side) => ({
    ...still,
    type: 'line' as const,
    name,
    showSymbol: false,
    connectNulls: false,
    lineStyle: { color: colour, width: 1.75 },
    itemStyle: { color: colour },
    data: points.map((point) => coordinate(of(point))),
  });
  const { buy, sell, axis, write } = history;
  return {
    option: {
      ...plotBase(axis, 'line'),
      xAxis: {
        ...categoryAxis(
          points.map(({ hour }) => hourText(hour)),
          dayTick,
          (hour) => hour.endsWith('00:00'),
        ),
        boundaryGap: false,
      },
      yAxis: { ...valueAxis(axis), min: 0 },
      series: [line(buy.name, BUY, buy.of), line(sell.name, SELL, sell.of)],
    },
    legend: [
      { name: buy.name, colour: BUY, mark: 'line' },
      { name: sell.name, colour: SELL, mark: 'line' },
    ],
    table: {
      head: [m.chart.hour, buy.name, sell.name],
      rows: points.map((point) => [
        hourText(point.hour),
        write(buy.of(point), point, 'buy'),
        write(sell.of(point), point, 'sell'),
      ]),
    },
  };
}

/** Depth within `delta` (a decimal such as "0.02") of the price, by the hour, in USD. */
export function depthHistory(points: DepthPoint[], delta: string, i18n: I18n): ChartModel {
  const { m, f } = i18n;
  const at = (point: DepthPoint) => point.depth.find((depth) => Number(depth.delta) === Number(delta));
  return lines(
    points,
    {
      buy: { name: m.pool.ask, of: (point) => at(point)?.askUsd ?? null },
      sell: { name: m.pool.bid, of: (point) => at(point)?.bidUsd ?? null },
      axis: (value) => f.usd(String(value)),
      write: (value) => f.usd(value),
    },
    i18n,
  );
}

/** Slippage of a trade of `sizeUsd`, by the hour; a gap is an hour in which the pool could not fill it. */
export function slippageHistory(points: DepthPoint[], sizeUsd: number, i18n: I18n): ChartModel {
  const { m, f } = i18n;
  const at = (point: DepthPoint) => point.slippage.find((slippage) => slippage.sizeUsd === sizeUsd);
  return lines(
    points,
    {
      buy: { name: m.pool.buy, of: (point) => at(point)?.buy ?? null },
      sell: { name: m.pool.sell, of: (point) => at(point)?.sell ?? null },
      axis: (value) => f.percent(value.toFixed(6)),
      write: (value, point, side) =>
        slippageText(value, side === 'buy' ? point.buyFillableUsd : point.sellFillableUsd, i18n),
    },
    i18n,
  );
}
