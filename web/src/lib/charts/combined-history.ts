import { sum } from '@tokentape/core/decimal.ts';
import type { TickerDepthPoint } from '../api/quality-query.ts';
import type { DepthAt } from '../api/types.ts';
import type { I18n } from '../i18n.ts';
import { sharePercent } from '../share-text.ts';
import type { ChartModel } from './chart-model.ts';
import { BUY, SELL, SERIES } from './chart-style.ts';
import { linesOverTime } from './lines-over-time.ts';

const bothSides = (depth: DepthAt[], delta: string): string | null => {
  const at = depth.find((each) => Number(each.delta) === Number(delta));
  return at && at.askUsd !== null && at.bidUsd !== null ? sum([at.askUsd, at.bidUsd]) : null;
};

/** Depth of both sides within δ: all pools of a ticker together beside the best single one. */
export function combinedDepthHistory(points: TickerDepthPoint[], delta: string, i18n: I18n): ChartModel {
  const m = i18n.m.history;
  return linesOverTime(
    {
      points,
      timeOf: ({ at }) => at,
      lines: [
        { name: m.together, colour: SERIES[0]!, of: ({ depth }) => bothSides(depth, delta) },
        { name: m.bestPool, colour: SERIES[1]!, of: ({ bestPoolDepth }) => bothSides(bestPoolDepth, delta) },
      ],
      axis: (value) => i18n.f.usd(String(value)),
      write: (value) => i18n.f.usd(value),
      fromZero: true,
    },
    i18n,
  );
}

/** Slippage at a size by best split, dashed beside it the best single pool. */
export function combinedSlippageHistory(points: TickerDepthPoint[], sizeUsd: number, i18n: I18n): ChartModel {
  const m = i18n.m.combined;
  const at = (point: TickerDepthPoint) => point.slippage.find((each) => each.sizeUsd === sizeUsd);
  return linesOverTime(
    {
      points,
      timeOf: (point) => point.at,
      lines: [
        { name: m.buyTogether, colour: BUY, of: (point) => at(point)?.buy ?? null },
        { name: m.buyBest, colour: BUY, dashed: true, of: (point) => at(point)?.bestPoolBuy ?? null },
        { name: m.sellTogether, colour: SELL, of: (point) => at(point)?.sell ?? null },
        { name: m.sellBest, colour: SELL, dashed: true, of: (point) => at(point)?.bestPoolSell ?? null },
      ],
      axis: (value) => i18n.f.percentStep(value.toFixed(6)),
      write: (value) => sharePercent(value, i18n),
      fromZero: false,
    },
    i18n,
  );
}

/** TVL of all pools together. */
export function tvlHistory(points: { at: string; tvlUsd: string | null }[], i18n: I18n): ChartModel {
  return linesOverTime(
    {
      points,
      timeOf: ({ at }) => at,
      lines: [{ name: i18n.m.figure.tvl, colour: SERIES[0]!, of: ({ tvlUsd }) => tvlUsd }],
      axis: (value) => i18n.f.usd(String(value)),
      write: (value) => i18n.f.usd(value),
      fromZero: true,
    },
    i18n,
  );
}
