import type { DepthPoint } from '../api/types.ts';
import type { I18n } from '../i18n.ts';
import { sharePercent } from '../share-text.ts';
import { slippageText } from '../slippage-text.ts';
import type { ChartModel } from './chart-model.ts';
import { BUY, SELL, SERIES } from './chart-style.ts';
import { linesOverTime } from './lines-over-time.ts';

/** Depth within `delta` (a decimal such as "0.02") of the price, by the hour, in USD. */
export function depthHistory(points: DepthPoint[], delta: string, i18n: I18n): ChartModel {
  const { m, f } = i18n;
  const at = (point: DepthPoint) => point.depth.find((depth) => Number(depth.delta) === Number(delta));
  return linesOverTime(
    {
      points,
      timeOf: ({ hour }) => hour,
      lines: [
        { name: m.pool.ask, colour: BUY, of: (point) => at(point)?.askUsd ?? null },
        { name: m.pool.bid, colour: SELL, of: (point) => at(point)?.bidUsd ?? null },
      ],
      axis: (value) => f.usd(String(value)),
      write: (value) => f.usd(value),
      fromZero: true,
    },
    i18n,
  );
}

/**
 * Slippage of a trade of `sizeUsd` by the hour, and dashed the part that the curve causes: what lies between is fee. A gap is
 * an hour in which the pool could not fill it.
 */
export function slippageHistory(points: DepthPoint[], sizeUsd: number, i18n: I18n): ChartModel {
  const { m, f } = i18n;
  const at = (point: DepthPoint) => point.slippage.find((slippage) => slippage.sizeUsd === sizeUsd);
  return linesOverTime(
    {
      points,
      timeOf: ({ hour }) => hour,
      lines: [
        {
          name: m.pool.buy,
          colour: BUY,
          of: (point) => at(point)?.buy ?? null,
          write: (share, point) =>
            slippageText({ share, impact: at(point)?.buyImpact ?? null, fillableUsd: point.buyFillableUsd }, i18n),
        },
        { name: m.history.buyImpact, colour: BUY, dashed: true, of: (point) => at(point)?.buyImpact ?? null },
        {
          name: m.pool.sell,
          colour: SELL,
          of: (point) => at(point)?.sell ?? null,
          write: (share, point) =>
            slippageText({ share, impact: at(point)?.sellImpact ?? null, fillableUsd: point.sellFillableUsd }, i18n),
        },
        { name: m.history.sellImpact, colour: SELL, dashed: true, of: (point) => at(point)?.sellImpact ?? null },
      ],
      axis: (value) => f.percentStep(value.toFixed(6)),
      write: (value) => sharePercent(value, i18n),
      fromZero: true,
    },
    i18n,
  );
}

/** Liquidity of the positions that contain the current tick, by the hour. */
export function activeLiquidityHistory(points: DepthPoint[], i18n: I18n): ChartModel {
  const { m, f } = i18n;
  return linesOverTime(
    {
      points,
      timeOf: ({ hour }) => hour,
      lines: [{ name: m.pool.activeLiquidity, colour: SERIES[1]!, of: (point) => point.activeLiquidity }],
      axis: (value) => f.compact(value),
      write: (value) => f.compact(value),
      fromZero: true,
    },
    i18n,
  );
}
