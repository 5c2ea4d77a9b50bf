/** A fee in 1e-6 of the amount paid, and that of those who sell token 1 at venues whose fee depends on the direction. */
export interface DirectedFee {
  feePips: number;
  feePips1?: number;
}

/** Fee in 1e-6 for those who sell this token. */
export const feeFor = ({ feePips, feePips1 = feePips }: DirectedFee, sell: 0 | 1): number =>
  sell === 0 ? feePips : feePips1;
