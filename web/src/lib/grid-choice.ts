import { ratio } from '@tokentape/core/decimal.ts';
import { DEPTH_DELTAS_BPS, SLIPPAGE_SIZES_USD } from '@tokentape/core/metrics/liquidity-grid.ts';

/** Which δ and which size the charts over time show. */
export interface GridChoice {
  /** Such as "0.02". */
  delta: string;
  sizeUsd: number;
}

/** Every δ as a share, as the API writes it. */
export const DELTAS: string[] = DEPTH_DELTAS_BPS.map((bps) => ratio(String(bps), '10000') as string);
export const SIZES: readonly number[] = SLIPPAGE_SIZES_USD;

/** What `?delta=` and `?size=` choose; ±2 % and 10,000 dollars for anything else. */
export function readGridChoice(search: URLSearchParams): GridChoice {
  const delta = DELTAS.find((each) => each === search.get('delta'));
  const size = SIZES.find((each) => String(each) === search.get('size'));
  return { delta: delta ?? '0.02', sizeUsd: size ?? 10_000 };
}
