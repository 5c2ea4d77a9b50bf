import type { DepthAt } from '../api/types.ts';
import type { I18n } from '../i18n.ts';
import type { ChartModel } from './chart-model.ts';
import { BUY, coordinate, plotBase, SELL, still, valueAxis } from './chart-style.ts';

const byDelta = (a: DepthAt, b: DepthAt) => Number(a.delta) - Number(b.delta);

/** Cumulated depth in USD on both sides of the price: bids to the left, asks to the right, nothing at the price. */
export function depthCurve(depth: DepthAt[], { m, f }: I18n): ChartModel {
  const steps = [...depth].sort(byDelta);
  const usd = (value: number) => f.usd(String(value));
  const move = (value: number) => f.percentChangeStep(value.toFixed(4));
  const bids = steps.map(({ delta, bidUsd }) => [-Number(delta), coordinate(bidUsd)]).reverse();
  const asks = steps.map(({ delta, askUsd }) => [Number(delta), coordinate(askUsd)]);
  const widest = Number(steps.at(-1)?.delta ?? 0);
  const side = (name: string, colour: string, data: (number | null)[][]) => ({
    ...still,
    type: 'line' as const,
    name,
    showSymbol: true,
    symbol: 'circle',
    symbolSize: 5,
    lineStyle: { color: colour, width: 2 },
    itemStyle: { color: colour },
    areaStyle: { color: colour, opacity: 0.12 },
    data,
  });
  return {
    option: {
      ...plotBase(usd, 'line'),
      xAxis: { ...valueAxis(move), splitLine: { show: false }, min: -widest, max: widest },
      yAxis: { ...valueAxis(usd), min: 0 },
      series: [side(m.pool.bid, SELL, [...bids, [0, 0]]), side(m.pool.ask, BUY, [[0, 0], ...asks])],
    },
    legend: [
      { name: m.pool.bid, colour: SELL, mark: 'fill' },
      { name: m.pool.ask, colour: BUY, mark: 'fill' },
    ],
    table: {
      head: [m.pool.delta, m.pool.bid, m.pool.ask],
      rows: steps.map(({ delta, bidUsd, askUsd }) => [`±${f.percentStep(delta)}`, f.usd(bidUsd), f.usd(askUsd)]),
    },
  };
}
