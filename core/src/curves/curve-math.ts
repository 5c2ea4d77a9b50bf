import type { Ratio } from './ratio.ts';

/** Raw quote amounts that a taker can trade before the marginal price has moved by each δ, before fees. */
export interface Depth {
  /** Paid to buy stock until the price is (1 + δ) times the mid. */
  ask: bigint[];
  /** Received for stock sold until the price is (1 − δ) times the mid. */
  bid: bigint[];
}

/** What an exact amount in gives, in raw units. */
export interface Filled {
  /** Fee included; less than asked when `partial`. */
  amountIn: bigint;
  amountOut: bigint;
  feeRaw: bigint;
  partial: boolean;
}

/** The fill of a pool that cannot give anything. */
export const nothing: Filled = { amountIn: 0n, amountOut: 0n, feeRaw: 0n, partial: true };

/** What depth and slippage need of a kind of pool. `quote` is the side that counts as money, the other side is the stock. */
export interface CurveMath<Pool> {
  /** Marginal price, raw quote per raw stock; null when the pool holds nothing to price. */
  mid(pool: Pool, quote: 0 | 1): Ratio | null;
  fill(pool: Pool, sell: 0 | 1, exactIn: bigint): Filled;
  /**
   * The fill that brings the marginal price to `limit` (raw token 1 per raw token 0) or as near as whole units allow, never past
   * it; nothing when the price already stands there or beyond.
   */
  fillTo(pool: Pool, sell: 0 | 1, limit: Ratio): Filled;
  /** Share of the amount paid, in token `sell`, that is fee at the current price. */
  feeShare(pool: Pool, sell: 0 | 1): Ratio;
  /** One amount per δ, in the given order. δ in basis points, 0 < δ < 10,000. */
  depth(pool: Pool, quote: 0 | 1, deltasBps: readonly number[]): Depth;
  /** The most of token `sell` that the pool takes, fee included; null when nothing bounds it. */
  capacity(pool: Pool, sell: 0 | 1): bigint | null;
}
