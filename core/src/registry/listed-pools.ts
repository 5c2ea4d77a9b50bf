import type { Address, ChainId } from '../facts/chain.ts';

/** A pool that is followed though no factory's event names it. `token0` and `token1` stand in the pool's own order. */
export interface ListedPool {
  chain: ChainId;
  /** Slug of the venue. */
  dex: string;
  pool: Address;
  token0: Address;
  token1: Address;
  curve: 'unknown';
  feePips: number | null;
  tickSpacing: null;
  source: string;
}

/**
 * Curve's stable pools come into being without an event that names them: one with a stock token needs a row here, lower-case.
 * None is known as of the newest public material (2026-11-11).
 */
export const listedPools: readonly ListedPool[] = [];
