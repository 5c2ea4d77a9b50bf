import { sum } from '@tokentape/core/decimal.ts';
import type { ApiContext } from '../context.ts';
import { scopeStats } from '../queries/scope-stats.ts';
import { type AdjustedScope, adjustedVolume } from './adjusted-volume.ts';
import { poolDaily, poolStats } from './pool-scope.ts';
import type { Scope } from './scope.ts';
import { tradersDaily, tradersOf } from './trader-counts.ts';

/** Figures of a scope under this product's own rule, of a day or (`day` null) of the whole window. */
export interface OwnFigures {
  day: string | null;
  volumeUsd: string;
  /** Every ticker counting its own side. */
  perTickerUsd: string;
  adjustedUsd: string;
  trades: number;
  traders: number;
}

/** The rollups' answer for every day with a trade and for the whole window. */
export async function ownFigures(
  scope: AdjustedScope & Pick<Scope, 'pools'>,
  context: ApiContext,
): Promise<OwnFigures[]> {
  return scope.pools ? ofPools({ ...scope, pools: scope.pools }, context) : ofTokens(scope, context);
}

async function ofTokens(scope: AdjustedScope, context: ApiContext): Promise<OwnFigures[]> {
  const { loaders, reader } = context;
  const { window, tokenKeys, counted } = scope;
  const keys = [...tokenKeys];
  const [rows, total, traders, perDay] = await Promise.all([
    loaders.daily(window, keys),
    scopeStats(reader, window, keys),
    tradersOf(scope, loaders),
    tradersDaily(scope, loaders),
  ]);
  const entries = [
    { day: null, row: total, traders },
    ...rows.map((row) => ({ day: row.day, row, traders: perDay.get(row.day)?.traders ?? 0 })),
  ];
  return Promise.all(
    entries.map(async ({ day, row, traders }) => {
      const volumeUsd = counted === 'total' ? row.volumeInTotalUsd : row.volumeUsd;
      const adjustedUsd = await adjustedVolume(scope, volumeUsd, day ?? undefined)({}, context);
      return { day, volumeUsd, perTickerUsd: row.volumeUsd, adjustedUsd, trades: row.trades, traders };
    }),
  );
}

async function ofPools(scope: Parameters<typeof poolStats>[0], context: ApiContext): Promise<OwnFigures[]> {
  const [total, days] = await Promise.all([poolStats(scope, context), poolDaily(scope, context)]);
  const whole = { ...total, day: null, traders: await total.traders() };
  return Promise.all(
    [whole, ...days].map(async ({ day, buyUsd, sellUsd, trades, traders, adjustedVolumeUsd }) => {
      const volumeUsd = sum([buyUsd, sellUsd]);
      const adjustedUsd = await adjustedVolumeUsd({}, context);
      return { day, volumeUsd, perTickerUsd: volumeUsd, adjustedUsd, trades, traders };
    }),
  );
}
