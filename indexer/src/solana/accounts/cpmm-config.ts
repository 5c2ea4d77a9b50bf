import { AccountData } from './account-data.ts';

/** AmmConfig of the Raydium CPMM; rates in 1e-6, the shares of protocol and fund as parts of the trade fee. */
export interface CpmmConfig {
  index: number;
  feePips: number;
  protocolShare: bigint;
  fundShare: bigint;
  /** Of the amount traded, besides the trade fee, in pools whose creator takes one. */
  creatorFeePips: number;
}

/** Layout: raydium-io/raydium-cp-swap programs/cp-swap/src/states/config.rs. @throws CodedError `ACCOUNT_INVALID` */
export function readCpmmConfig(bytes: Uint8Array): CpmmConfig {
  const data = new AccountData('Raydium CPMM configuration', bytes, 'daf42168cbcb2b6f', 116);
  return {
    index: data.u16(10),
    feePips: Number(data.u64(12)),
    protocolShare: data.u64(20),
    fundShare: data.u64(28),
    creatorFeePips: Number(data.u64(108)),
  };
}
