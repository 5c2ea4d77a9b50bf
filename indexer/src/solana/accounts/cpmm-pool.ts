import { AccountData } from './account-data.ts';

/** What the curve and the vaults of a Raydium CPMM pool need of its account. */
export interface CpmmPool {
  config: string;
  vault0: string;
  vault1: string;
  mint0: string;
  mint1: string;
  /** Raw amounts that lie in the vaults for protocol, fund and creator, and are no part of the curve. */
  apart0: bigint;
  apart1: bigint;
  /** Whether the pool's creator takes a fee besides. */
  creatorFee: boolean;
}

/** PoolState. Layout: raydium-io/raydium-cp-swap programs/cp-swap/src/states/pool.rs. @throws CodedError `ACCOUNT_INVALID` */
export function readCpmmPool(bytes: Uint8Array): CpmmPool {
  const data = new AccountData('Raydium CPMM pool', bytes, 'f7ede3f5d7c3de46', 637);
  return {
    config: data.key(8),
    vault0: data.key(72),
    vault1: data.key(104),
    mint0: data.key(168),
    mint1: data.key(200),
    apart0: data.u64(341) + data.u64(357) + data.u64(397),
    apart1: data.u64(349) + data.u64(365) + data.u64(405),
    creatorFee: data.u8(390) === 1,
  };
}
