import type { PoolDetail } from '#lib/api/pool-query.ts';
import type { Figure } from '#lib/components/Figures.svelte';
import type { I18n } from '#lib/i18n.ts';
import { slippageLines } from '#lib/slippage-text.ts';
import { dearerSlippage, thinnerDepth } from '#lib/worse-side.ts';

/** Headline figures of one pool: the curve now, the trading of the window. */
export function poolFigures(pool: PoolDetail, i18n: I18n): Figure[] {
  const { m, f } = i18n;
  const { liquidity } = pool;
  const depth = thinnerDepth(liquidity, 0.02);
  const [slippage, instead] = slippageLines(dearerSlippage(liquidity, 10_000), i18n);
  return [
    { label: m.figure.mid, value: f.usdPrice(liquidity?.midUsd ?? null) },
    { label: m.figure.tvl, value: f.usd(liquidity?.tvlUsd ?? null), metric: 'tvl' },
    { label: m.figure.depth2, value: f.usd(depth), title: f.usdFull(depth), metric: 'depth' },
    {
      label: m.figure.slippage10k,
      value: liquidity ? slippage : f.percent(null),
      ...(instead === null ? {} : { note: instead }),
      metric: 'slippage',
    },
    { label: m.figure.volume, value: f.usd(pool.volumeUsd), title: f.usdFull(pool.volumeUsd), metric: 'volume' },
    {
      label: m.figure.adjustedVolume,
      value: f.usd(pool.wash?.adjustedUsd ?? null),
      title: f.usdFull(pool.wash?.adjustedUsd ?? null),
      note: m.wash.pattern,
      metric: 'adjusted-volume',
    },
    { label: m.figure.trades, value: f.integer(pool.trades), metric: 'trades' },
    { label: m.figure.fills, value: f.integer(pool.fills), metric: 'fills' },
  ];
}
