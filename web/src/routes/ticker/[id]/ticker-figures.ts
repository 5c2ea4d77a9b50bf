import type { TickerDetail } from '#lib/api/ticker-query.ts';
import type { Figure } from '#lib/components/Figures.svelte';
import type { I18n } from '#lib/i18n.ts';
import { sharePercent } from '#lib/share-text.ts';
import { turnoverText } from '#lib/turnover-text.ts';

/** Headline figures of one ticker over the window. */
export function tickerFigures({ stats, volumeShare, liquidity }: TickerDetail, i18n: I18n): Figure[] {
  const { m, f } = i18n;
  const net = stats.netFlowUsd;
  return [
    {
      label: m.figure.volume,
      value: f.usd(stats.volumeUsd),
      title: f.usdFull(stats.volumeUsd),
      note: m.figure.ofVolume(sharePercent(volumeShare, i18n, 1)),
      metric: 'volume',
    },
    {
      label: m.figure.adjustedVolume,
      value: f.usd(stats.adjustedVolumeUsd),
      title: f.usdFull(stats.adjustedVolumeUsd),
      note: m.wash.pattern,
      metric: 'adjusted-volume',
    },
    {
      label: m.figure.trades,
      value: f.integer(stats.trades),
      note: m.figure.buysAndSells(f.integer(stats.buys), f.integer(stats.sells)),
      metric: 'trades',
    },
    { label: m.figure.traders, value: f.integer(stats.traders), metric: 'traders' },
    { label: m.figure.newTraders, value: f.integer(stats.newTraders), metric: 'new-traders' },
    { label: m.figure.returningTraders, value: f.integer(stats.returningTraders), metric: 'returning-traders' },
    { label: m.figure.fills, value: f.integer(stats.fills), metric: 'fills' },
    { label: m.figure.averageTrade, value: f.usd(stats.averageTradeUsd), metric: 'average-trade' },
    { label: m.figure.medianTrade, value: f.usd(stats.medianTradeUsd), metric: 'median-trade' },
    { label: m.figure.netFlow, value: f.usd(net), title: f.usdFull(net), metric: 'net-flow' },
    { label: m.figure.tvl, value: f.usd(liquidity?.tvlUsd ?? null), metric: 'tvl' },
    {
      label: m.figure.turnover,
      value: turnoverText(stats, i18n),
      note: m.figure.meanTvl(f.usd(stats.meanTvlUsd)),
      metric: 'turnover',
    },
    {
      label: m.figure.deadPools,
      value: f.integer(liquidity?.deadPools ?? 0),
      note: m.figure.ofPools(f.integer(liquidity?.pools ?? 0)),
      metric: 'pool-state',
    },
  ];
}
