/** Moves of the marginal price at which depth is stated, in basis points: 0.1, 0.5, 1, 2, 5 and 10 %. */
export const DEPTH_DELTAS_BPS = [10, 50, 100, 200, 500, 1_000] as const;

/** Order sizes at which slippage is stated, in USD. */
export const SLIPPAGE_SIZES_USD = [100, 1_000, 10_000, 50_000, 100_000] as const;
