import { CurveError } from './curve-error.ts';

/** What a taker asks of a pool: which token is sold, and one of the two amounts (raw units). */
export interface Swap {
  sell: 0 | 1;
  exactIn?: bigint;
  exactOut?: bigint;
  /** The swap stops when the square-root price gets here; in the pool's own resolution. */
  sqrtPriceLimit?: bigint;
}

/** What a pool answers, in raw units. */
export interface Quote {
  /** Paid by the taker, fee included. */
  amountIn: bigint;
  amountOut: bigint;
  /** Part of `amountIn` that is fee. */
  feeRaw: bigint;
  sqrtPriceAfter: bigint;
  tickAfter: number;
  liquidityAfter: bigint;
  /** The limit or the liquidity ended the swap before the amount was filled. */
  partial: boolean;
}

/**
 * The amount of a swap and which side it fixes.
 * @throws CurveError when neither, both, or a non-positive amount is given
 */
export function swapAmount(swap: Pick<Swap, 'exactIn' | 'exactOut'>): { amount: bigint; exactIn: boolean } {
  const { exactIn, exactOut } = swap;
  if (exactIn !== undefined && exactOut !== undefined) {
    throw new CurveError('amount-both', 'Give either the exact amount in or the exact amount out, not both.');
  }
  const amount = exactIn ?? exactOut;
  if (amount === undefined) throw new CurveError('amount-missing', 'Give the exact amount in or the exact amount out.');
  if (amount <= 0n) throw new CurveError('amount-not-positive', `The amount must be above zero, not ${amount}.`);
  return { amount, exactIn: exactIn !== undefined };
}
