import type { PoolLiquidity } from '../api/types.ts';
import type { I18n } from '../i18n.ts';
import { slippageText } from '../slippage-text.ts';
import type { ChartModel } from './chart-model.ts';
import { BUY, categoryAxis, coordinate, plotBase, SELL, still, valueAxis } from './chart-style.ts';

type Curve = Pick<PoolLiquidity, 'slippage' | 'buyFillableUsd' | 'sellFillableUsd'>;

/** Slippage of a buy and a sell at each size; a missing bar is a size that the pool cannot fill. */
export function slippageBySize(curve: Curve, i18n: I18n): ChartModel {
  const { m, f } = i18n;
  const sizes = [...curve.slippage].sort((a, b) => a.sizeUsd - b.sizeUsd);
  const percent = (value: number) => f.percentStep(value.toFixed(6));
  const side = (name: string, colour: string, values: (string | null)[]) => ({
    ...still,
    type: 'bar' as const,
    name,
    barMaxWidth: 28,
    barGap: '12%',
    itemStyle: { color: colour },
    data: values.map(coordinate),
  });
  return {
    option: {
      ...plotBase(percent, 'shadow'),
      xAxis: categoryAxis(sizes.map(({ sizeUsd }) => f.usd(String(sizeUsd)))),
      yAxis: { ...valueAxis(percent), min: 0 },
      series: [
        side(
          m.pool.buy,
          BUY,
          sizes.map(({ buy }) => buy),
        ),
        side(
          m.pool.sell,
          SELL,
          sizes.map(({ sell }) => sell),
        ),
      ],
    },
    legend: [
      { name: m.pool.buy, colour: BUY, mark: 'fill' },
      { name: m.pool.sell, colour: SELL, mark: 'fill' },
    ],
    table: {
      head: [m.pool.size, m.pool.buy, m.pool.sell],
      rows: sizes.map(({ sizeUsd, buy, sell, buyImpact, sellImpact }) => [
        f.usd(String(sizeUsd)),
        slippageText({ share: buy, impact: buyImpact, fillableUsd: curve.buyFillableUsd }, i18n),
        slippageText({ share: sell, impact: sellImpact, fillableUsd: curve.sellFillableUsd }, i18n),
      ]),
    },
  };
}
