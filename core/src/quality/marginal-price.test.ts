import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StablePool } from '../curves/stable.ts';
import { swapStable } from '../curves/swap-stable.ts';
import type { CurveState } from '../facts/facts.ts';
import { marginalPrice, type PriceTerms } from './marginal-price.ts';

const none: CurveState = { sqrtPrice: null, tick: null, liquidity: null, reserve0: null, reserve1: null };
const terms: PriceTerms = { curve: 'stable', resolution: 96, tickSpacing: null, stock: 0, decimals: [18, 6] };
const reserves = { ...none, reserve0: 2n * 10n ** 18n, reserve1: 3n * 10n ** 6n };

describe('the marginal price of a state', () => {
  it('is that of the curve’s own shape', () => {
    expect(marginalPrice({ ...none, sqrtPrice: 3n << 96n }, { ...terms, curve: 'concentrated' })).toEqual({
      ...{ numerator: 9n << 192n, denominator: 1n << 192n },
    });
    const product = { ...terms, curve: 'constant-product' };
    expect(marginalPrice(reserves, product)).toEqual({ numerator: 3n * 10n ** 6n, denominator: 2n * 10n ** 18n });
    // (3 · 2² · 3 + 3³) ÷ (2³ + 3 · 2 · 3²) = 63 ÷ 62 dollars a share, in raw units.
    const stable = marginalPrice(reserves, terms)!;
    expect(stable.numerator * 62n * 10n ** 18n).toBe(stable.denominator * 63n * 10n ** 6n);
  });

  it('turns round where the stock is token 1', () => {
    const [there, back] = [marginalPrice(reserves, terms)!, marginalPrice(reserves, { ...terms, stock: 1 })!];
    expect([back.numerator, back.denominator]).toEqual([there.denominator, there.numerator]);
  });

  it('of a stable pool lies between what a small sale gives and what a small purchase costs', () => {
    const anyPool = fc.record({
      reserve0: fc.bigInt({ min: 10n ** 22n, max: 10n ** 25n }),
      reserve1: fc.bigInt({ min: 10n ** 22n, max: 10n ** 25n }),
    });
    fc.assert(
      fc.property(anyPool, (pair) => {
        const pool: StablePool = { ...pair, decimals0: 18, decimals1: 18, feePips: 0 };
        const { numerator, denominator } = marginalPrice({ ...none, ...pair }, { ...terms, decimals: [18, 18] })!;
        const sold = swapStable(pool, { sell: 0, exactIn: 10n ** 18n });
        const bought = swapStable(pool, { sell: 1, exactOut: 10n ** 18n });
        expect(sold.amountOut * denominator <= sold.amountIn * numerator).toBe(true);
        expect(bought.amountIn * denominator >= bought.amountOut * numerator).toBe(true);
      }),
    );
  });

  it('is not known without reserves, decimals or a shape', () => {
    expect(marginalPrice(none, terms)).toBeNull();
    expect(marginalPrice(reserves, { ...terms, decimals: [18, null] })).toBeNull();
    expect(marginalPrice(reserves, { ...terms, curve: 'unknown' })).toBeNull();
  });
});
