import { existsSync, readFileSync } from 'node:fs';
import { base58 } from '@scure/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BinFee, binFeeAt, binFeeRate } from './bin-fee.ts';
import { binPrice } from './bin-price.ts';
import { type BinPool, type BinQuote, swapBins } from './bins.ts';
import { depthAt } from './depth.ts';
import { liquiditySnapshot } from './liquidity-snapshot.ts';
import { fillable, slippageAt } from './slippage.ts';

const still: BinFee = {
  baseFactor: 10_000,
  baseFeePowerFactor: 0,
  variableFeeControl: 0,
  maxVolatilityAccumulator: 0,
  volatilityReference: 0,
  indexReference: 0,
};
const free: BinFee = { ...still, baseFactor: 0 };

describe('bin prices', () => {
  it('are one at bin 0 and mirror each other', () => {
    expect(binPrice(0, 25)).toBe(1n << 64n);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), fc.constantFrom(1, 10, 25, 100), (id, step) => {
        const product = binPrice(id, step) * binPrice(-id, step);
        const off = (1n << 128n) - product;
        // Each factor is cut at 64 bits: what is lost stays below a few units of the larger price.
        return off >= 0n && off <= binPrice(id, step) * 2n;
      }),
    );
  });

  it('follow (1 + step)^id to within the cuts of 64 bits', () => {
    fc.assert(
      fc.property(fc.integer({ min: -3_000, max: 3_000 }), fc.constantFrom(1, 10, 25), (id, step) => {
        const exact = powerOf(10_000n + BigInt(step), 10_000n, id);
        const off = binPrice(id, step) - exact;
        return (off < 0n ? -off : off) <= (exact >> 40n) + 2n;
      }),
    );
  });

  it('rise with the bin', () => {
    fc.assert(fc.property(fc.integer({ min: -30_000, max: 30_000 }), (id) => binPrice(id, 10) < binPrice(id + 1, 10)));
  });

  it('end where the format ends', () => {
    expect(() => binPrice(443_637, 1)).toThrow(expect.objectContaining({ code: 'tick-out-of-range' }));
    expect(() => binPrice(-443_636, 400)).toThrow(expect.objectContaining({ code: 'price-out-of-range' }));
  });
});

/** (numerator ÷ denominator)^exponent in Q64.64, with 400 bits on the way. */
function powerOf(numerator: bigint, denominator: bigint, exponent: number): bigint {
  const [above, below] = exponent < 0 ? [denominator, numerator] : [numerator, denominator];
  const steps = BigInt(Math.abs(exponent));
  return ((above ** steps) << 64n) / below ** steps;
}

describe('fees', () => {
  it('are the base rate when nothing varies, at most a tenth', () => {
    expect(binFeeRate(still, 25, 7)).toBe(2_500_000n);
    expect(binFeeRate({ ...still, baseFeePowerFactor: 3 }, 25, 7)).toBe(100_000_000n);
  });

  it('grow with the square of the distance, up to the cap, rounded up', () => {
    const lively = { ...still, variableFeeControl: 40_000, maxVolatilityAccumulator: 350_000, indexReference: 10 };
    const at = (id: number) => binFeeRate(lively, 25, id) - 2_500_000n;
    expect(at(10)).toBe(0n);
    // 40,000 · (10,000 · 25)² ÷ 10^11
    expect(at(11)).toBe(25_000n);
    expect(at(8)).toBe(100_000n);
    expect(at(500)).toBe(at(45));
    expect(binFeeRate({ ...lively, variableFeeControl: 1 }, 1, 11) - 100_000n).toBe(1n);
  });

  it('forget as time passes', () => {
    const moved = { ...still, indexReference: 3, volatilityReference: 7 };
    const clock = {
      filterPeriod: 30,
      decayPeriod: 600,
      reductionFactor: 5_000,
      volatilityAccumulator: 21,
      lastUpdate: 1_000,
    };
    expect(binFeeAt(moved, clock, 9, 1_029)).toEqual(moved);
    expect(binFeeAt(moved, clock, 9, 1_030)).toEqual({ ...moved, indexReference: 9, volatilityReference: 10 });
    expect(binFeeAt(moved, clock, 9, 1_600)).toEqual({ ...moved, indexReference: 9, volatilityReference: 0 });
  });
});

describe('a book of three bins, by hand', () => {
  const pool: BinPool = {
    activeId: 0,
    binStep: 100,
    bins: [
      { id: -2, amount0: 0n, amount1: 1_000n },
      { id: 0, amount0: 500n, amount1: 700n },
      { id: 1, amount0: 1_000n, amount1: 0n },
    ],
    fee: free,
  };

  it('trades one for one inside bin 0', () => {
    expect(swapBins(pool, { sell: 0, exactIn: 700n })).toEqual({
      amountIn: 700n,
      amountOut: 700n,
      feeRaw: 0n,
      activeIdAfter: 0,
      touched: [{ id: 0, amount0: 1_200n, amount1: 0n }],
      partial: false,
    });
  });

  it('goes on at 1.01, rounding against the taker', () => {
    const quote = swapBins(pool, { sell: 1, exactIn: 600n });
    expect(quote).toMatchObject({ amountOut: 500n + 99n, activeIdAfter: 1, partial: false });
    expect(swapBins(pool, { sell: 1, exactOut: 600n })).toMatchObject({ amountIn: 500n + 101n, amountOut: 600n });
  });

  it('gives all it has and says so', () => {
    expect(swapBins(pool, { sell: 0, exactIn: 10_000n })).toMatchObject({ amountOut: 1_700n, partial: true });
    expect(fillable(pool, 1, 'sell')).toBe(swapBins(pool, { sell: 0, exactIn: 10_000n }).amountIn);
  });

  it('stops at a bin limit', () => {
    expect(swapBins(pool, { sell: 1, exactIn: 10_000n, binLimit: 0 })).toMatchObject({ amountIn: 500n, partial: true });
    expect(() => swapBins(pool, { sell: 1, exactIn: 1n, binLimit: -1 })).toThrow(
      expect.objectContaining({ code: 'limit-wrong-side' }),
    );
  });

  it('has the reserves inside δ as depth, the active bin in part', () => {
    // Bin 1 lies at +1 %, bin −2 at −1.97 %; 1,000 of token 0 at 1.01 cost 1,010.
    expect(depthAt(pool, 1, [50, 100, 200])).toEqual({ ask: [500n, 1_510n, 1_510n], bid: [700n, 700n, 1_700n] });
    // Seen from the other token: bin −2 asks +2.01 %, bin 1 bids −0.99 %; 1,000 of token 1 at 0.9803 cost 1,021.
    expect(depthAt(pool, 0, [50, 100, 200, 202])).toEqual({
      ask: [700n, 700n, 700n, 1_721n],
      bid: [500n, 1_500n, 1_500n, 1_500n],
    });
  });

  it('has slippage against the price of the active bin', () => {
    expect(slippageAt(pool, 1, 'buy', 400n)).toMatchObject({ slippage: '0.000000000000' });
    expect(slippageAt(pool, 1, 'buy', 1_510n)!.slippage).toBe('0.006666666667');
    expect(slippageAt(pool, 1, 'buy', 1_512n)).toBeNull();
  });
});

it('an empty book has no liquidity, and one far away is out of range', () => {
  const terms = { quote: 1, sizesQuoteRaw: [100n], deltasBps: [100] } as const;
  const empty: BinPool = { activeId: 0, binStep: 100, bins: [], fee: still };
  const far = { ...empty, bins: [{ id: 30, amount0: 10n ** 6n, amount1: 0n }] };
  expect(liquiditySnapshot(empty, terms).state).toBe('zero_liquidity');
  expect(liquiditySnapshot(far, terms).state).toBe('out_of_range');
});

const anyBins: fc.Arbitrary<BinPool> = fc
  .record({
    activeId: fc.integer({ min: -200, max: 200 }),
    binStep: fc.constantFrom(1, 10, 25, 100),
    held: fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 20 }),
    active: fc.bigInt({ min: 0n, max: 10n ** 12n }),
    variableFeeControl: fc.constantFrom(0, 40_000),
    baseFactor: fc.integer({ min: 0, max: 20_000 }),
  })
  .map(({ activeId, binStep, held, active, variableFeeControl, baseFactor }) => {
    const first = activeId - Math.floor(held.length / 2);
    const bins = held.map((amount, i) => ({
      id: first + i,
      amount0: first + i > activeId ? amount : first + i === activeId ? active : 0n,
      amount1: first + i <= activeId ? amount : 0n,
    }));
    const fee = {
      ...still,
      baseFactor,
      variableFeeControl,
      maxVolatilityAccumulator: 350_000,
      indexReference: activeId,
    };
    return { activeId, binStep, bins, fee };
  });
const side = fc.constantFrom(0 as const, 1 as const);
const amount = fc.bigInt({ min: 1n, max: 10n ** 13n });

function after(pool: BinPool, quote: BinQuote): BinPool {
  const touched = new Map(quote.touched.map((bin) => [bin.id, bin]));
  return { ...pool, activeId: quote.activeIdAfter, bins: pool.bins.map((bin) => touched.get(bin.id) ?? bin) };
}

describe('any book', () => {
  it('keeps every unit: what comes in less the fee is in the bins, what goes out is not', () => {
    fc.assert(
      fc.property(anyBins, side, amount, fc.boolean(), (pool, sell, raw, exactIn) => {
        const quote = swapBins(pool, exactIn ? { sell, exactIn: raw } : { sell, exactOut: raw });
        const next = after(pool, quote);
        const sum = (bins: BinPool, token: 'amount0' | 'amount1') =>
          bins.bins.reduce((total, bin) => total + bin[token], 0n);
        const [paid, got] = sell === 0 ? (['amount0', 'amount1'] as const) : (['amount1', 'amount0'] as const);
        expect(sum(next, paid) - sum(pool, paid)).toBe(quote.amountIn - quote.feeRaw);
        expect(sum(pool, got) - sum(next, got)).toBe(quote.amountOut);
        const filled = exactIn ? quote.amountIn : quote.amountOut;
        expect(quote.partial ? filled < raw : filled === raw).toBe(true);
      }),
    );
  });

  it('asks no more for an amount out than it took to get it', () => {
    fc.assert(
      fc.property(anyBins, side, amount, (pool, sell, exactIn) => {
        const paid = swapBins(pool, { sell, exactIn });
        if (paid.amountOut === 0n || paid.partial) return;
        const asked = swapBins(pool, { sell, exactOut: paid.amountOut });
        expect(asked.partial).toBe(false);
        expect(asked.amountIn).toBeLessThanOrEqual(paid.amountIn);
      }),
    );
  });

  it('gives no less for more, and no more for the same in two parts', () => {
    fc.assert(
      fc.property(anyBins, side, amount, amount, (pool, sell, first, second) => {
        const one = swapBins(pool, { sell, exactIn: first });
        const whole = swapBins(pool, { sell, exactIn: first + second });
        expect(whole.amountOut).toBeGreaterThanOrEqual(one.amountOut);
        if (one.partial) return;
        const two = swapBins(after(pool, one), { sell, exactIn: second });
        expect(one.amountOut + two.amountOut).toBeLessThanOrEqual(whole.amountOut);
      }),
    );
  });

  it('has as depth what a swap without fee to the last bin inside gives', () => {
    fc.assert(
      fc.property(anyBins, side, fc.constantFrom(10, 100, 500), (pool, quote, delta) => {
        const nofee = { ...pool, fee: free };
        const { ask, bid } = depthAt(pool, quote, [delta]);
        const bought = swapBins(nofee, {
          sell: quote,
          exactIn: 10n ** 30n,
          binLimit: lastInside(pool, quote, 'ask', delta),
        });
        const stock = quote === 0 ? 1 : 0;
        const sold = swapBins(nofee, {
          sell: stock,
          exactIn: 10n ** 30n,
          binLimit: lastInside(pool, quote, 'bid', delta),
        });
        expect([ask[0], bid[0]]).toEqual([bought.amountIn, sold.amountOut]);
      }),
    );
  });
});

/** The farthest bin whose price is within δ, counted one by one. */
function lastInside(pool: BinPool, quote: 0 | 1, direction: 'ask' | 'bid', delta: number): number {
  const mid = binPrice(pool.activeId, pool.binStep);
  const moved = BigInt(direction === 'ask' ? 10_000 + delta : 10_000 - delta);
  const up = (direction === 'ask') === (quote === 1);
  let id = pool.activeId;
  for (;;) {
    const next = binPrice(id + (up ? 1 : -1), pool.binStep);
    const [now, limit] = quote === 1 ? [next * 10_000n, mid * moved] : [mid * 10_000n, next * moved];
    if (direction === 'ask' ? now > limit : now < limit) return id;
    id += up ? 1 : -1;
  }
}

const folder = new URL('../../../../shared/real/solana/', import.meta.url);
if (!existsSync(folder)) console.info('bins.test.ts: recorded swaps skipped, they are not beside the repository');

/** The Swap events of Meteora's DLMM among the inner instructions of a recorded transaction. */
function swapEvents(file: string) {
  const recorded = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
  const inner: { instructions: { data: string }[] }[] = (recorded.result ?? recorded).meta.innerInstructions;
  return inner
    .flatMap(({ instructions }) => instructions.map(({ data }) => Buffer.from(base58.decode(data))))
    .filter((data) => data.toString('hex').startsWith('e445a52e51cb9a1d516ce3becdd00ac4'))
    .map((data) => ({
      startBin: data.readInt32LE(80),
      endBin: data.readInt32LE(84),
      amountIn: data.readBigUInt64LE(88),
      amountOut: data.readBigUInt64LE(96),
      sell: data[104] === 1 ? (0 as const) : (1 as const),
      feeRaw: data.readBigUInt64LE(105),
      feeRate: data.readBigUInt64LE(121),
    }));
}

describe.skipIf(!existsSync(folder))('recorded swaps inside one bin', () => {
  it.each([
    ['jupiter-shared-accounts-route-1.json', 0, 20],
    ['jupiter-shared-accounts-route-1.json', 1, 150],
    ['jupiter-shared-accounts-v2-zerofi-dlmm-clmm.json', 0, 1],
  ])('%s, event %i, bin step %i: amount out and fee to the unit', (file, position, binStep) => {
    const event = swapEvents(file)[position]!;
    expect(event.startBin).toBe(event.endBin);
    const bin = { id: event.startBin, amount0: 10n ** 18n, amount1: 10n ** 18n };
    const pool: BinPool = { activeId: event.startBin, binStep, bins: [bin], fee: feeOfRate(event.feeRate, binStep) };
    const quote = swapBins(pool, { sell: event.sell, exactIn: event.amountIn });
    expect(quote).toMatchObject({ amountOut: event.amountOut, feeRaw: event.feeRaw });
  });
});

/** Fee terms of a given rate: whole base factors, and the rest as a variable fee of constant volatility 1. */
function feeOfRate(rate: bigint, binStep: number): BinFee {
  const unit = BigInt(binStep) * 10n;
  const control = ((rate % unit) * 10n ** 11n) / BigInt(binStep) ** 2n;
  const volatility = { variableFeeControl: Number(control), maxVolatilityAccumulator: 1, volatilityReference: 1 };
  const fee = { ...still, ...volatility, baseFactor: Number(rate / unit) };
  expect(binFeeRate(fee, binStep, 0)).toBe(rate);
  return fee;
}
