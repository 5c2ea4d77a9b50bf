import { sum } from '@tokentape/core/decimal.ts';
import { adjustedVolumeUsd } from '@tokentape/core/metrics/adjusted-volume.ts';
import type { ApiContext } from '../context.ts';
import type { Window } from '../queries/stats.ts';
import type { PoolSide } from './scope.ts';

/** A scope whose volume is adjusted: its tokens, and which of the two volumes counts. */
export interface AdjustedScope {
  window: Window;
  tokenKeys: readonly number[];
  counted: 'ticker' | 'total';
  /** The pools that alone count; absent or null for all. */
  pools?: readonly PoolSide[] | null;
}

/** Volume without what the wash rules flag over the window; `day` narrows it to one of its days. */
export function adjustedVolume({ window, tokenKeys, counted, pools }: AdjustedScope, volumeUsd: string, day?: string) {
  return async (_: object, { loaders }: ApiContext): Promise<string> => {
    const { flagged, pools: judged } = await loaders.wash(window);
    if (pools) {
      const own = pools.map(({ poolKey }) => judged.get(poolKey));
      const usd = own.map((pool) => (day === undefined ? pool?.flaggedUsd : pool?.flaggedByDay.get(day)) ?? '0');
      return adjustedVolumeUsd(volumeUsd, sum(usd));
    }
    const tokens = new Set(tokenKeys);
    const own = flagged.filter((row) => tokens.has(row.tokenKey) && (day === undefined || row.day === day));
    return adjustedVolumeUsd(volumeUsd, sum(own.map((row) => (counted === 'ticker' ? row.usd : row.inTotalUsd))));
  };
}
