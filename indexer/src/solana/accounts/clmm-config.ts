import { AccountData } from './account-data.ts';

/** AmmConfig of a Raydium CLMM (or a fork's); rates in 1e-6, the shares of protocol and fund as parts of the trade fee. */
export interface ClmmConfig {
  index: number;
  protocolShare: number;
  feePips: number;
  tickSpacing: number;
  fundShare: number;
}

/** Layout: raydium-io/raydium-clmm programs/amm/src/states/config.rs. @throws CodedError `ACCOUNT_INVALID` */
export function readClmmConfig(bytes: Uint8Array): ClmmConfig {
  const data = new AccountData('Raydium CLMM configuration', bytes, 'daf42168cbcb2b6f', 57);
  return {
    index: data.u16(9),
    protocolShare: data.u32(43),
    feePips: data.u32(47),
    tickSpacing: data.u16(51),
    fundShare: data.u32(53),
  };
}
