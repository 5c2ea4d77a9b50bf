import { describe, expect, it } from 'vitest';
import { applyLiquidity, type ConcentratedPool } from './concentrated.ts';
import type { ConstantProductPool } from './constant-product.ts';
import { fillable, slippageAt } from './slippage.ts';
import { sqrtPriceAtTick } from './tick-math.ts';

/** METRICS.md's checkpoint, in units of 10^-18 so that rounding to whole units stays out of sight. */
const unit = 10n ** 18n;
const checkpoint: ConstantProductPool = { reserve0: 1_000n * unit, reserve1: 300_000n * unit, feePips: 2_500 };

function narrow(spacing = 10): ConcentratedPool {
  const empty: ConcentratedPool = {
    sqrtPrice: 1n << 96n,
    liquidity: 0n,
    tick: 0,
    feePips: 3_000,
    tickSpacing: spacing,
    ticks: [],
    resolution: 96,
  };
  return applyLiquidity(empty, -100, 100, 10n ** 15n);
}

describe('the checkpoint of METRICS.md', () => {
  it('is 3.584 % with the fee inside; the curve itself moves 3.325 %', () => {
    const at = slippageAt(checkpoint, 1, 'buy', 10_000n * unit)!;
    // 10,000 ÷ (1,000 · 9,975 ÷ 309,975) ÷ 300 − 1, and 309,975 ÷ 300,000 − 1.
    expect(at).toEqual({ slippage: '0.035839598997', impact: '0.033250000000', fee: '0.002589598997' });
  });

  it('reads the same with the tokens the other way round', () => {
    const turned = { ...checkpoint, reserve0: checkpoint.reserve1, reserve1: checkpoint.reserve0 };
    for (const side of ['buy', 'sell'] as const) {
      expect(slippageAt(turned, 0, side, 10_000n * unit)).toEqual(slippageAt(checkpoint, 1, side, 10_000n * unit));
    }
  });

  it('sells the stock that is worth the size at the mid', () => {
    const at = slippageAt(checkpoint, 1, 'sell', 10_000n * unit)!;
    // 33.333… stock in, 0.25 % off: out = 300,000 · 33.25 ÷ 1,033.25, against 10,000.
    expect(at.slippage).toBe('0.034599564481');
    expect(at.impact).toBe('0.032180014517');
  });
});

describe('what cannot be filled', () => {
  it('is null beyond the largest fillable size, and filled at it', () => {
    for (const side of ['buy', 'sell'] as const) {
      const most = fillable(narrow(), 1, side)!;
      expect(most).toBeGreaterThan(0n);
      expect(slippageAt(narrow(), 1, side, most)).not.toBeNull();
      expect(slippageAt(narrow(), 1, side, most + 10n)).toBeNull();
    }
  });

  it('is null for a size below one unit of stock', () => {
    const dear: ConstantProductPool = { reserve0: 10n, reserve1: 10_000n, feePips: 0 };
    expect(slippageAt(dear, 1, 'sell', 999n)).toBeNull();
    expect(slippageAt(dear, 1, 'buy', 999n)).toBeNull();
    expect(slippageAt(dear, 1, 'sell', 1_000n)).not.toBeNull();
  });

  it('has no bound on a constant product, and is zero on an empty one', () => {
    expect(fillable(checkpoint, 1, 'buy')).toBeNull();
    const empty = { ...checkpoint, reserve0: 0n, reserve1: 0n };
    expect(fillable(empty, 1, 'sell')).toBe(0n);
    expect(slippageAt(empty, 1, 'sell', unit)).toBeNull();
  });

  it('is null, not an error, for a pool whose price stands at the end of the range', () => {
    const dead = { ...narrow(), sqrtPrice: 4295128740n, tick: -887_272, liquidity: 0n, ticks: [] };
    expect(slippageAt(dead, 1, 'sell', 1_000n)).toBeNull();
    expect(fillable(dead, 1, 'sell')).toBe(0n);
    expect(slippageAt({ ...dead, sqrtPrice: 0n }, 1, 'buy', 1_000n)).toBeNull();
  });
});

it('splits into impact and fee that add up, the fee near the rate', () => {
  const at = slippageAt(narrow(), 1, 'buy', 10n ** 12n)!;
  const digits = (text: string) => BigInt(text.replace('.', ''));
  expect(digits(at.impact) + digits(at.fee)).toBe(digits(at.slippage));
  expect(digits(at.fee)).toBeGreaterThan(3_009_000_000n);
  expect(digits(at.fee)).toBeLessThan(3_020_000_000n);
});

it('does not depend on which token is the quote, at a mirrored price', () => {
  const pool = { ...narrow(), sqrtPrice: sqrtPriceAtTick(0, 96) };
  expect(slippageAt(pool, 0, 'buy', 10n ** 12n)).toEqual(slippageAt(pool, 1, 'buy', 10n ** 12n));
});
