import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ConstantProductPool, swapConstantProduct } from './constant-product.ts';
import { floorSqrt } from './integer.ts';

const pool: ConstantProductPool = { reserve0: 1_000_000n, reserve1: 300_000_000n, feePips: 3_000 };

describe('Uniswap V2 arithmetic, by hand', () => {
  it('exact in: 997·x·Y ÷ (1000·X + 997·x)', () => {
    const quote = swapConstantProduct(pool, { sell: 0, exactIn: 1_000n });
    expect(quote).toEqual({
      amountIn: 1_000n,
      amountOut: (997_000n * 300_000_000n) / (1_000_000n * 1_000n + 997_000n),
      feeRaw: 3n,
      reserve0: 1_001_000n,
      reserve1: 300_000_000n - 298_802n,
      partial: false,
    });
  });

  it('exact out: X·y·1000 ÷ ((Y − y)·997) + 1', () => {
    const quote = swapConstantProduct(pool, { sell: 1, exactOut: 1_000n });
    expect(quote.amountIn).toBe((300_000_000n * 1_000n * 1_000n) / (999_000n * 997n) + 1n);
  });

  it('gives all but the last unit, and says so, when the reserve is asked for', () => {
    expect(swapConstantProduct(pool, { sell: 0, exactOut: 300_000_000n })).toMatchObject({
      amountOut: 299_999_999n,
      reserve1: 1n,
      partial: true,
    });
  });

  it.each([
    [{ sell: 0 }, 'amount-missing'],
    [{ sell: 0, exactIn: 1n, exactOut: 1n }, 'amount-both'],
    [{ sell: 0, exactIn: 0n }, 'amount-not-positive'],
    [{ sell: 0, exactIn: 1n, sqrtPriceLimit: 18n << 96n }, 'limit-wrong-side'],
    [{ sell: 1, exactIn: 1n, sqrtPriceLimit: 16n << 96n }, 'limit-wrong-side'],
    [{ sell: 0, exactIn: 1n, sqrtPriceLimit: 0n }, 'limit-wrong-side'],
  ] as const)('refuses %o', (swap, code) => {
    expect(() => swapConstantProduct(pool, swap)).toThrow(expect.objectContaining({ code }));
  });

  it('refuses an empty reserve', () => {
    expect(() => swapConstantProduct({ ...pool, reserve0: 0n }, { sell: 0, exactIn: 1n })).toThrow(
      expect.objectContaining({ code: 'reserve-empty' }),
    );
  });
});

describe('other fee rules, by hand', () => {
  it('Raydium CPMM takes a whole fee first, rounded up', () => {
    const cpmm = { ...pool, feeRule: 'ceiling' } as const;
    // Fee of 1,001 at 0.3 %: ⌈3.003⌉ = 4, so 997 reach the curve.
    expect(swapConstantProduct(cpmm, { sell: 0, exactIn: 1_001n })).toMatchObject({
      amountOut: (997n * 300_000_000n) / (1_000_000n + 997n),
      feeRaw: 4n,
      reserve0: 1_001_001n,
    });
    // ⌈⌈1,000,000 · 298,802 ÷ 299,701,198⌉ ÷ 0.997⌉ = ⌈997 ÷ 0.997⌉.
    expect(swapConstantProduct(cpmm, { sell: 0, exactOut: 298_802n })).toMatchObject({ amountIn: 1_000n, feeRaw: 3n });
  });

  it('Solidly takes a whole fee first, rounded down, out of the reserves', () => {
    const volatile = { ...pool, feeRule: 'floor' } as const;
    expect(swapConstantProduct(volatile, { sell: 0, exactIn: 1_001n })).toMatchObject({
      amountOut: (998n * 300_000_000n) / (1_000_000n + 998n),
      feeRaw: 3n,
      reserve0: 1_000_998n,
    });
  });
});

const anyPool = fc.record({
  reserve0: fc.bigInt({ min: 1n, max: 10n ** 24n }),
  reserve1: fc.bigInt({ min: 1n, max: 10n ** 24n }),
  feePips: fc.integer({ min: 0, max: 100_000 }),
  feeRule: fc.constantFrom('product' as const, 'ceiling' as const, 'floor' as const),
});
const sell = fc.constantFrom(0 as const, 1 as const);

it('k never falls, under any fee rule', () => {
  fc.assert(
    fc.property(anyPool, sell, fc.bigInt({ min: 1n, max: 10n ** 24n }), (pool, sell, exactIn) => {
      const after = swapConstantProduct(pool, { sell, exactIn });
      return after.reserve0 * after.reserve1 >= pool.reserve0 * pool.reserve1;
    }),
  );
});

it('what exact out asks for is enough to get it, and one fifth less is not', () => {
  fc.assert(
    fc.property(anyPool, sell, fc.bigInt({ min: 1n, max: 10n ** 24n }), (pool, sell, wanted) => {
      const quote = swapConstantProduct(pool, { sell, exactOut: wanted });
      if (quote.partial) return;
      expect(swapConstantProduct(pool, { sell, exactIn: quote.amountIn }).amountOut).toBeGreaterThanOrEqual(wanted);
      const less = (quote.amountIn * 4n) / 5n;
      if (less > 5n) expect(swapConstantProduct(pool, { sell, exactIn: less }).amountOut).toBeLessThanOrEqual(wanted);
    }),
  );
});

it('stops where one more unit would pass the price limit', () => {
  const anyLimit = fc.integer({ min: 1, max: 5_000 });
  fc.assert(
    fc.property(anyPool, sell, anyLimit, fc.boolean(), (pool, sell, bps, exactIn) => {
      // √price · (1 ∓ bps), from the reserves by integers.
      const price = floorSqrt((pool.reserve1 << 192n) / pool.reserve0);
      const limit =
        sell === 0 ? (price * BigInt(10_000 - bps)) / 10_000n : (price * BigInt(10_000 + bps)) / 10_000n + 2n;
      if (limit === 0n) return;
      const ask = (amount: bigint) => (exactIn ? { sell, exactIn: amount } : { sell, exactOut: amount });
      const stopped = swapConstantProduct(pool, { ...ask(10n ** 30n), sqrtPriceLimit: limit });
      expect(stopped.partial).toBe(true);
      const passed = ({ reserve0, reserve1 }: { reserve0: bigint; reserve1: bigint }) =>
        sell === 0 ? reserve1 << 192n < limit * limit * reserve0 : reserve1 << 192n > limit * limit * reserve0;
      expect(passed(stopped)).toBe(false);
      const amount = (exactIn ? stopped.amountIn : stopped.amountOut) + 1n;
      const reserve = sell === 0 ? pool.reserve1 : pool.reserve0;
      if (exactIn || amount < reserve) expect(passed(swapConstantProduct(pool, ask(amount)))).toBe(true);
    }),
  );
});
