import { AccountData } from './account-data.ts';

/** What the curve and the vaults of a Raydium CLMM pool (or a fork's) need of its account. */
export interface ClmmPool {
  config: string;
  mint0: string;
  mint1: string;
  vault0: string;
  vault1: string;
  tickSpacing: number;
  liquidity: bigint;
  sqrtPrice: bigint;
  tick: number;
}

/** PoolState. Layout: raydium-io/raydium-clmm programs/amm/src/states/pool.rs. @throws CodedError `ACCOUNT_INVALID` */
export function readClmmPool(bytes: Uint8Array): ClmmPool {
  // The constant-product program's pools begin with the same discriminator and are shorter.
  const data = new AccountData('Raydium CLMM pool', bytes, 'f7ede3f5d7c3de46', 1544);
  return {
    config: data.key(9),
    mint0: data.key(73),
    mint1: data.key(105),
    vault0: data.key(137),
    vault1: data.key(169),
    tickSpacing: data.u16(235),
    liquidity: data.u128(237),
    sqrtPrice: data.u128(253),
    tick: data.i32(269),
  };
}
