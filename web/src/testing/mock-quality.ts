import type { MarketQuality, QualityDay } from '../lib/api/quality-query.ts';
import { DAYS, liquidityOf } from './mock-market.ts';

const horizons = [
  { seconds: 60, fills: 950, realizedSpread: '0.0037', markoutUsd: '8010.63' },
  { seconds: 300, fills: 949, realizedSpread: '0.0036', markoutUsd: '7961.55' },
  { seconds: 1_800, fills: 930, realizedSpread: '0.0031', markoutUsd: '-120.4' },
];

const day = (
  day: string,
): QualityDay & { fillsMeasured: number; fillsLeftOut: number; fillsAgainstReference: number } => ({
  day,
  fills: 137,
  fillsMeasured: 136,
  fillsLeftOut: 1,
  effectiveSpread: '0.0065',
  allInCost: '0.0091',
  fillsAgainstReference: 44,
  priceImpact: '0.00025',
  horizons,
});

/** How good a market was: the same numbers for every pool and ticker. */
export const measured: MarketQuality = {
  fills: 960,
  fillsMeasured: 950,
  fillsLeftOut: 10,
  effectiveSpread: '0.0064',
  allInCost: '0.009',
  fillsAgainstReference: 310,
  priceImpact: '0.00025',
  horizons,
  amihud: '0.0123',
  amihudAdjusted: '0.0131',
  kyleLambda: { value: '0.000012', low: '0.000011', high: '0.000013', bins: 1_009 },
  daily: DAYS.map(day),
};

const MARKET_HOURS = { from: 13, to: 20 };

export const againstReference = {
  premiumHours: 23,
  meanPremium: '0.0012',
  meanAbsolutePremium: '0.0031',
  driftHours: 145,
  meanDrift: '-0.0021',
  meanAbsoluteDrift: '0.0052',
  latest: null,
  hours: DAYS.flatMap((day, index) =>
    Array.from({ length: 24 }, (_, hour) => {
      const open = index < 4 && hour >= MARKET_HOURS.from && hour < MARKET_HOURS.to;
      const distance = (Math.sin((index * 24 + hour) / 7) / 200).toFixed(6);
      return {
        time: `${day}T${String(hour).padStart(2, '0')}:59:59Z`,
        session: open ? 'REGULAR' : 'OVERNIGHT',
        priceUsd: '301.5',
        referenceUsd: '300',
        referenceAgeSeconds: 240,
        premium: open ? distance : null,
        drift: open ? null : distance,
        unknownReason: null,
      };
    }),
  ),
};

export const weekends = {
  weekends: [
    {
      closeDay: '2025-07-03',
      openDay: '2025-07-07',
      closeUsd: '315.35',
      onChainUsd: '312.4',
      openUsd: null,
      said: '-0.00939853',
      gap: null,
      error: null,
    },
  ],
  score: null,
};

/** All pools together over the days of a window, ten percent more than the best one. */
export const liquidityHistory = (tvl: number, { from, to }: { from: string; to: string }) => ({
  stepHours: 6,
  points: DAYS.filter((day) => day >= from && day <= to).flatMap((day, index) =>
    [5, 11, 17, 23].map((hour) => {
      const best = liquidityOf(tvl * (0.7 + 0.3 * Math.sin(index + hour / 9) ** 2));
      return {
        at: `${day}T${String(hour).padStart(2, '0')}:59:59Z`,
        pools: 2,
        poolsLeftOut: 0,
        midUsd: best.midUsd,
        tvlUsd: best.tvlUsd,
        depth: liquidityOf(tvl * 1.1).depth,
        bestPoolDepth: best.depth,
        bestPoolId: null,
        slippage: ({ sizeUsd }: { sizeUsd: number }) =>
          best.slippage
            .filter((each) => each.sizeUsd === sizeUsd)
            .map((each) => ({ ...each, bestPoolBuy: each.buy, bestPoolSell: each.sell })),
      };
    }),
  ),
});
