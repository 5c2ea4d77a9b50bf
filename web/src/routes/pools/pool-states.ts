import type { PoolState } from '#lib/api/types.ts';

export const poolStates: PoolState[] = ['ACTIVE', 'QUIET', 'DUST', 'OUT_OF_RANGE', 'ZERO_LIQUIDITY'];

/** `zero-liquidity`, as it stands in the address. */
export const stateSlug = (state: PoolState): string => state.toLowerCase().replaceAll('_', '-');

/** The state that `?state=` names, or undefined. */
export const readState = (slug: string | null): PoolState | undefined =>
  poolStates.find((state) => stateSlug(state) === slug);
