import { AccountData } from './account-data.ts';

/** What the curve and the vaults of a Whirlpool need of its account. */
export interface Whirlpool {
  mint0: string;
  mint1: string;
  vault0: string;
  vault1: string;
  tickSpacing: number;
  /** In 1e-6; the least one where `adaptiveFee`. */
  feePips: number;
  /** The fee moves with volatility, which the pool's oracle account keeps. */
  adaptiveFee: boolean;
  liquidity: bigint;
  sqrtPrice: bigint;
  tick: number;
}

/** Layout: orca-so/whirlpools programs/whirlpool/src/state/whirlpool.rs. @throws CodedError `ACCOUNT_INVALID` */
export function readWhirlpool(bytes: Uint8Array): Whirlpool {
  const data = new AccountData('Whirlpool', bytes, '3f95d10ce1806309', 653);
  const tickSpacing = data.u16(41);
  return {
    mint0: data.key(101),
    vault0: data.key(133),
    mint1: data.key(181),
    vault1: data.key(213),
    tickSpacing,
    feePips: data.u16(45),
    // A plain fee tier is seeded by its tick spacing, an adaptive one by another number.
    adaptiveFee: data.u16(43) !== tickSpacing,
    liquidity: data.u128(49),
    sqrtPrice: data.u128(65),
    tick: data.i32(81),
  };
}
