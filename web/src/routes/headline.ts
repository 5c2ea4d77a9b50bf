import { sum } from '@tokentape/core/decimal.ts';
import type { AdjustedStats, DailyPoint } from '#lib/api/types.ts';
import type { Figure } from '#lib/components/Figures.svelte';
import type { I18n } from '#lib/i18n.ts';
import { sharePercent } from '#lib/share-text.ts';
import { turnoverText } from '#lib/turnover-text.ts';

interface Window {
  totals: AdjustedStats | null;
  daily: DailyPoint[];
  pools: number;
  deadPools: number;
}

/** Headline figures of the whole market. Sums over days where the API has no total; traders have no such sum. */
export function headline({ totals, daily, pools, deadPools }: Window, deadList: string, i18n: I18n): Figure[] {
  const { m, f } = i18n;
  const volume = totals?.volumeUsd ?? sum(daily.map(({ volumeUsd }) => volumeUsd));
  const trades = totals?.trades ?? daily.reduce((total, point) => total + point.trades, 0);
  const newTraders = totals?.newTraders ?? daily.reduce((total, point) => total + point.newTraders, 0);
  const unpriced = totals?.unpricedShare ?? null;
  return [
    { label: m.figure.volume, value: f.usd(volume), title: f.usdFull(volume), metric: 'volume' },
    {
      label: m.figure.adjustedVolume,
      value: f.usd(totals?.adjustedVolumeUsd ?? null),
      title: f.usdFull(totals?.adjustedVolumeUsd ?? null),
      note: m.wash.pattern,
      metric: 'adjusted-volume',
    },
    { label: m.figure.trades, value: f.integer(trades), metric: 'trades' },
    { label: m.figure.traders, value: f.integer(totals?.traders ?? null), metric: 'traders' },
    {
      label: m.figure.newTraders,
      value: f.integer(newTraders),
      note: `${m.figure.returningTraders}${m.punctuation.colon}${f.integer(totals?.returningTraders ?? null)}`,
      metric: 'new-traders',
    },
    { label: m.figure.fills, value: f.integer(totals?.fills ?? null), metric: 'fills' },
    {
      label: m.figure.averageTrade,
      value: f.usd(totals?.averageTradeUsd ?? null),
      metric: 'average-trade',
      ...(unpriced === null
        ? {}
        : { note: `${m.figure.unpriced}${m.punctuation.colon}${sharePercent(unpriced, i18n)}` }),
    },
    { label: m.figure.medianTrade, value: f.usd(totals?.medianTradeUsd ?? null), metric: 'median-trade' },
    {
      label: m.figure.netFlow,
      value: f.usd(totals?.netFlowUsd ?? null),
      title: f.usdFull(totals?.netFlowUsd ?? null),
      metric: 'net-flow',
    },
    {
      label: m.figure.turnover,
      value: totals ? turnoverText(totals, i18n) : m.table.none,
      note: m.figure.meanTvl(f.usd(totals?.meanTvlUsd ?? null)),
      metric: 'turnover',
    },
    {
      label: m.figure.deadPools,
      value: f.integer(deadPools),
      note: m.figure.ofPools(f.integer(pools)),
      metric: 'pool-state',
      href: deadList,
    },
  ];
}
