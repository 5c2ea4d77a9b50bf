import type { BinFee, VolatilityClock } from '@tokentape/core/curves/bin-fee.ts';
import { AccountData } from './account-data.ts';

/** What the curve and the vaults of a Meteora liquidity book need of its account. */
export interface DlmmPair {
  mint0: string;
  mint1: string;
  vault0: string;
  vault1: string;
  activeId: number;
  binStep: number;
  fee: BinFee;
  clock: VolatilityClock;
  /** Share of the fee that goes to the protocol, in basis points. */
  protocolShareBps: number;
}

/** LbPair. Layout: MeteoraAg/dlmm-sdk idls/dlmm.json. @throws CodedError `ACCOUNT_INVALID` */
export function readDlmmPair(bytes: Uint8Array): DlmmPair {
  const data = new AccountData('Meteora DLMM pair', bytes, '210b3162b565b10d', 904);
  return {
    mint0: data.key(88),
    mint1: data.key(120),
    vault0: data.key(152),
    vault1: data.key(184),
    activeId: data.i32(76),
    binStep: data.u16(80),
    fee: {
      baseFactor: data.u16(8),
      baseFeePowerFactor: data.u8(34),
      variableFeeControl: data.u32(16),
      maxVolatilityAccumulator: data.u32(20),
      volatilityReference: data.u32(44),
      indexReference: data.i32(48),
    },
    clock: {
      filterPeriod: data.u16(10),
      decayPeriod: data.u16(12),
      reductionFactor: data.u16(14),
      volatilityAccumulator: data.u32(40),
      lastUpdate: Number(data.i64(56)),
    },
    protocolShareBps: data.u16(32),
  };
}
