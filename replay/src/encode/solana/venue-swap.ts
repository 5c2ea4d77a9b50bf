import type { MintRef } from './token-instructions.ts';

/** The accounts of a pool that instructions name, whichever venue it is of. */
export interface SolanaPoolRef {
  address: string;
  /** Fee tier, configuration or preset account. */
  config: string;
  mint0: MintRef;
  mint1: MintRef;
  vault0: string;
  vault1: string;
  /** Observation or oracle account. */
  observation: string;
  /** Tick or bin array that the instruction names. */
  tickArray: string;
  tickSpacing: number;
  /** The program: the venue's own unless the pool is of a fork. */
  program?: string;
}

/** What every venue's swap needs to be written down; amounts raw, exact input. */
export interface VenueSwap {
  pool: SolanaPoolRef;
  user: string;
  /** The user's token accounts of token 0 and token 1. */
  userAccount0: string;
  userAccount1: string;
  sell: 0 | 1;
  amountIn: bigint;
  amountOut: bigint;
  minimumOut: bigint;
}

/** The accounts of a swap by direction. */
export function directed({ pool, userAccount0, userAccount1, sell }: VenueSwap) {
  const first = { mint: pool.mint0, vault: pool.vault0, user: userAccount0 };
  const second = { mint: pool.mint1, vault: pool.vault1, user: userAccount1 };
  return sell === 0 ? { paid: first, got: second } : { paid: second, got: first };
}
