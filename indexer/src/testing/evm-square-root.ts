import { integerRoot } from '../dexes/evm-pair.ts';

/** √(numerator / denominator) in Q64.96, rounded down. */
export const sqrtPriceX96 = (numerator: bigint, denominator: bigint): bigint =>
  integerRoot((numerator << 192n) / denominator);
