import type { I18n } from '../i18n.ts';
import { type SlippageValue, slippageText } from '../slippage-text.ts';
import { plainName } from '../text.ts';
import type { ChartModel } from './chart-model.ts';
import { categoryAxis, coordinate, plotBase, SERIES, still, valueAxis } from './chart-style.ts';

export interface TickerSlippage {
  symbol: string;
  buy1k: SlippageValue;
  buy10k: SlippageValue;
}

/** Left end of the axis: one basis point. */
const SMALLEST = 0.0001;

/** Slippage of a $1k and a $10k buy per ticker, first ticker on top. Logarithmic: the tail is hundreds of times the head. */
export function slippagePerTicker(tickers: TickerSlippage[], i18n: I18n): ChartModel {
  const { m, f } = i18n;
  const percent = (value: number) => f.percentStep(value.toFixed(6));
  const series = [
    { name: m.launch.buy1k, colour: SERIES[1]!, of: (ticker: TickerSlippage) => ticker.buy1k },
    { name: m.launch.buy10k, colour: SERIES[0]!, of: (ticker: TickerSlippage) => ticker.buy10k },
  ];
  const names = categoryAxis(tickers.map(({ symbol }) => plainName(symbol)));
  return {
    option: {
      ...plotBase(percent, 'shadow'),
      xAxis: { ...valueAxis(percent), type: 'log', min: SMALLEST, max: 1 },
      yAxis: {
        ...names,
        axisLabel: { ...names.axisLabel, width: 84, overflow: 'truncate' },
        inverse: true,
        splitLine: { show: true, lineStyle: { color: 'var(--rule)' } },
      },
      series: series.map(({ name, colour, of }) => ({
        ...still,
        type: 'scatter',
        name,
        symbolSize: 11,
        itemStyle: { color: colour },
        data: tickers.map((ticker, index) => {
          const value = coordinate(of(ticker).share);
          // A logarithm has no zero: what lies below the axis is drawn at its end, and written as it is.
          return [value === null ? null : Math.max(value, SMALLEST), index];
        }),
      })),
    },
    legend: series.map(({ name, colour }) => ({ name, colour, mark: 'dot' })),
    table: {
      head: [m.launch.ticker, ...series.map(({ name }) => name)],
      rows: tickers.map((ticker) => [
        plainName(ticker.symbol),
        ...series.map(({ of }) => slippageText(of(ticker), i18n)),
      ]),
    },
  };
}
