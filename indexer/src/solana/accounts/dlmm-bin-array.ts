import type { Bin } from '@tokentape/core/curves/bins.ts';
import { AccountData } from './account-data.ts';

/** The bins of one array that hold something. */
export interface DlmmBinArray {
  /** Address of the pair. */
  pair: string;
  index: number;
  bins: Bin[];
}

const BINS = 70;
const FIRST = 56;
const SIZE = 144;

/** BinArray. Layout: MeteoraAg/dlmm-sdk idls/dlmm.json. @throws CodedError `ACCOUNT_INVALID` */
export function readDlmmBinArray(bytes: Uint8Array): DlmmBinArray {
  const data = new AccountData('Meteora DLMM bin array', bytes, '5c8e5cdc059446b5', FIRST + BINS * SIZE);
  const index = Number(data.i64(8));
  const bins = Array.from({ length: BINS }, (_, nth): Bin => {
    const at = FIRST + nth * SIZE;
    return { id: index * BINS + nth, amount0: data.u64(at), amount1: data.u64(at + 8) };
  });
  return { pair: data.key(24), index, bins: bins.filter(({ amount0, amount1 }) => amount0 > 0n || amount1 > 0n) };
}
