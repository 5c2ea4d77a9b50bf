import { sum } from '@tokentape/core/decimal.ts';
import { adjustedVolumeUsd } from '@tokentape/core/metrics/adjusted-volume.ts';
import type { ApiContext } from '../context.ts';
import type { Window } from '../queries/stats.ts';

/** A scope whose volume is adjusted: its tokens, and which of the two volumes counts. */
export interface AdjustedScope {
  window: Window;
  tokenKeys: readonly number[];
  counted: 'ticker' | 'total';
}

/** Volume without what the wash rules flag over the window; `day` narrows it to one of its days. */
export function adjustedVolume({ window, tokenKeys, counted }: AdjustedScope, volumeUsd: string, day?: string) {
  return async (_: object, { loaders }: ApiContext): Promise<string> => {
    const tokens = new Set(tokenKeys);
    const { flagged } = await loaders.wash(window);
    const own = flagged.filter((row) => tokens.has(row.tokenKey) && (day === undefined || row.day === day));
    return adjustedVolumeUsd(volumeUsd, sum(own.map((row) => (counted === 'ticker' ? row.usd : row.inTotalUsd))));
  };
}
