import type { Tick } from '@tokentape/core/curves/concentrated-pool.ts';

/** The addresses that a pool's account names. */
export interface PoolKeys {
  config: string;
  mint0: string;
  mint1: string;
  vault0: string;
  vault1: string;
}

/** Gross liquidity of a tick; where a curve does not keep it, the least that its net allows. */
export const grossOf = ({ liquidityNet, liquidityGross }: Tick): bigint =>
  liquidityGross ?? (liquidityNet < 0n ? -liquidityNet : liquidityNet);
