import type { CurveState } from '../facts/facts.ts';

/** Whether a state says where the price stands; one that does not leaves what was known before. */
export const statesPrice = ({ sqrtPrice, reserve0, reserve1 }: CurveState): boolean =>
  sqrtPrice !== null || (reserve0 !== null && reserve1 !== null);
