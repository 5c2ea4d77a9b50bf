import { type ConcentratedPool, swapConcentrated } from '@tokentape/core/curves/concentrated.ts';
import * as fc from 'fast-check';

export type Trade = { sell: 0 | 1; amount: bigint; exact: 'in' | 'out' };
export type Step =
  | { do: 'add'; from: number; width: number; liquidity: bigint }
  | { do: 'remove'; position: number; hundredths: bigint }
  | { do: 'swap'; wait: number; trades: Trade[] }
  | { do: 'fee'; least: number };

const trade: fc.Arbitrary<Trade> = fc.record({
  sell: fc.constantFrom<0 | 1>(0, 1),
  amount: fc.oneof(fc.bigInt(1n, 10n ** 6n), fc.bigInt(10n ** 15n, 10n ** 19n)),
  exact: fc.constantFrom<'in' | 'out'>('in', 'out'),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('add' as const),
      from: fc.integer({ min: -400, max: 400 }),
      width: fc.integer({ min: 1, max: 500 }),
      liquidity: fc.bigInt(10n ** 15n, 10n ** 20n),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('remove' as const),
      position: fc.nat({ max: 20 }),
      hundredths: fc.constantFrom(0n, 37n, 100n),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('swap' as const),
      wait: fc.integer({ min: 0, max: 20_000 }),
      trades: fc.array(trade, { minLength: 1, maxLength: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('fee' as const), least: fc.integer({ min: 1, max: 30_000 }) }) },
);
/** What happens in a pool of a fork of Uniswap v3; ranges and widths in spacings from the first price. */
export const forkHistory = fc.record({
  tick: fc.integer({ min: -20_000, max: 20_000 }),
  steps: fc.array(step, { minLength: 10, maxLength: 20 }),
});

/** What the caller asks of the pool: paid above zero, received below. */
export const signed = ({ amount, exact }: Trade) => (exact === 'in' ? amount : -amount);
export const asked = ({ sell, amount, exact }: Trade) => ({ sell, [exact === 'in' ? 'exactIn' : 'exactOut']: amount });

/** Those that the pool holds enough for, one after the other; whatever the fee. */
export function fillable(curve: ConcentratedPool, trades: readonly Trade[]): Trade[] {
  let now = curve;
  return trades.filter((own) => {
    const {
      partial,
      sqrtPriceAfter: sqrtPrice,
      tickAfter: tick,
      liquidityAfter: liquidity,
    } = swapConcentrated(now, asked(own));
    if (!partial) now = { ...now, sqrtPrice, tick, liquidity };
    return !partial;
  });
}
