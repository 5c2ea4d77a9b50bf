import { describe, expect, it } from 'vitest';
import { camelotAnswers } from './camelot-quotes.test-data.ts';
import { quotePoolFile } from './quote-file.ts';

const reserves = { kind: 'constant-product', reserve0: '1000000', reserve1: 300_000_000, fee: 3_000 };
const pool = {
  kind: 'concentrated',
  sqrtPriceX96: '79228162514264337593543950336',
  liquidity: '2000000000000000000',
  tick: 0,
  fee: 3_000,
  tickSpacing: 60,
  ticks: [
    { index: 887_220, liquidityNet: '-2000000000000000000' },
    { index: -887_220, liquidityNet: '2000000000000000000' },
  ],
};

describe('a concentrated pool', () => {
  // Figures of v3-core's UniswapV3Pool swap tests.
  const expected = {
    amountIn: '1000000000000000000',
    amountOut: '665331998665331998',
    feeRaw: '3000000000000000',
    sqrtPriceX96After: '52871646656165724119815782674',
    tickAfter: -8_090,
    liquidityAfter: '2000000000000000000',
    partial: false,
  };

  it('is quoted from text, from an object, and with its ticks in any order', () => {
    const options = { sell: '0', exactIn: '1000000000000000000' };
    expect(quotePoolFile(JSON.stringify(pool), options)).toEqual(expected);
    expect(quotePoolFile(pool, options)).toEqual(expected);
    expect(quotePoolFile({ ...pool, ticks: pool.ticks.toReversed() }, options)).toEqual(expected);
  });

  it('keeps numbers above 2^53 exact when they stand as numbers in the text', () => {
    const text = JSON.stringify(pool)
      .replace('"79228162514264337593543950336"', '79228162514264337593543950336')
      .replace('"2000000000000000000"', '2e18')
      .replace('"-2000000000000000000"', '-2000000000000000000');
    expect(quotePoolFile(text, { sell: 0, exactIn: 10n ** 18n })).toEqual(expected);
    const odd = text.replace('2e18', '2000000000000000001');
    expect(quotePoolFile(odd, { sell: 0, exactIn: 1n }).liquidityAfter).toBe('2000000000000000001');
  });

  it('stops at the limit and says that it is partial', () => {
    const limit = '70000000000000000000000000000';
    const quote = quotePoolFile(pool, { sell: 0, exactIn: '1000000000000000000', limit });
    expect(quote).toMatchObject({ sqrtPriceX96After: limit, partial: true });
    expect(BigInt(quote.amountIn)).toBeLessThan(10n ** 18n);
    const out = quotePoolFile(pool, { sell: 0, exactOut: '1000000000000000000', limit });
    expect(out).toMatchObject({ amountIn: quote.amountIn, amountOut: quote.amountOut, partial: true });
  });

  it('gives all that there is when the liquidity ends, and says so', () => {
    const narrow = { ...pool, ticks: pool.ticks.map((tick) => ({ ...tick, index: Math.sign(tick.index) * 60 })) };
    const quote = quotePoolFile(narrow, { sell: 1, exactOut: '1000000000000000000' });
    expect(quote).toMatchObject({ liquidityAfter: '0', partial: true, tickAfter: 887_271 });
    expect(quote.amountOut).toBe('5990709911821561');
  });

  it('tells of ticks that do not sum to zero, or not to the liquidity', () => {
    const notes: string[] = [];
    const note = (text: string) => notes.push(text);
    const options = { sell: 0, exactIn: 1 };
    quotePoolFile(pool, options, note);
    expect(notes).toEqual([]);
    quotePoolFile({ ...pool, ticks: pool.ticks.slice(1) }, options, note);
    quotePoolFile({ ...pool, liquidity: '3000000000000000000' }, options, note);
    expect(notes).toEqual([expect.stringContaining('sum to zero'), expect.stringContaining('not to the liquidity')]);
  });

  it('accepts a pool that stands on a tick and came from above', () => {
    expect(quotePoolFile({ ...pool, tick: -1 }, { sell: 1, exactIn: 1_000 }).tickAfter).toBe(0);
  });
});

describe('a constant product', () => {
  it('prints price and √k of the reserves after, and no tick', () => {
    expect(quotePoolFile(reserves, { sell: 0, exactIn: 1_000 })).toEqual({
      amountIn: '1000',
      amountOut: '298802',
      feeRaw: '3',
      sqrtPriceX96After: '1370903182040489130502221104339',
      tickAfter: null,
      liquidityAfter: '17320534',
      partial: false,
    });
  });

  it('stops at a limit', () => {
    const limit = (79228162514264337593543950336n * 17n).toString();
    const quote = quotePoolFile(reserves, { sell: 0, exactIn: 1_000_000, limit });
    expect(quote.partial).toBe(true);
    expect(BigInt(quote.sqrtPriceX96After)).toBeGreaterThanOrEqual(BigInt(limit));
  });
});

describe('a stable pool', () => {
  const stable = { kind: 'stable', reserve0: '1000000000000', reserve1: '1100000000000', fee: 500 };
  const dollars = { ...stable, decimals0: 6, decimals1: 6 };

  it('gives what the contract gives', () => {
    const [, decimals0, decimals1, reserve0, reserve1, sell, feePercent, exactIn, amountOut] = camelotAnswers[0]!;
    const file = {
      kind: 'stable',
      reserve0,
      reserve1,
      decimals0,
      decimals1,
      fee: feePercent * 10,
      solver: 'within-one',
    };
    expect(quotePoolFile(file, { sell, exactIn })).toMatchObject({
      amountIn: `${exactIn}`,
      amountOut: `${amountOut}`,
      tickAfter: null,
      partial: false,
    });
  });

  it('needs a little more than it gives, and stands at a price near one', () => {
    const quote = quotePoolFile(JSON.stringify(dollars), { sell: 0, exactOut: 1_000_000_000 });
    expect(quote).toMatchObject({ amountOut: '1000000000', partial: false });
    const [paid, fee] = [BigInt(quote.amountIn), BigInt(quote.feeRaw)];
    expect(paid > 1_000_000_000n && paid < 1_001_000_000n).toBe(true);
    expect(fee).toBe((paid * 500n) / 1_000_000n);
    expect(Number(quote.sqrtPriceX96After) / 2 ** 96).toBeCloseTo(1.0001, 4);
  });

  it('stops at a limit, one unit before it', () => {
    const limit = 2n ** 96n;
    const asked = { sell: 0, exactIn: 10n ** 12n, limit };
    const quote = quotePoolFile(dollars, asked);
    expect(quote.partial).toBe(true);
    expect(BigInt(quote.sqrtPriceX96After)).toBeGreaterThanOrEqual(limit);
    const further = quotePoolFile(dollars, { sell: 0, exactIn: BigInt(quote.amountIn) + 2n });
    expect(BigInt(further.sqrtPriceX96After)).toBeLessThan(limit);
    expect(quotePoolFile(dollars, { sell: 0, exactOut: 10n ** 13n, limit })).toEqual(quote);
    const within = { sell: 0, exactIn: BigInt(quote.amountIn) / 2n };
    expect(quotePoolFile(dollars, { ...within, limit })).toEqual(quotePoolFile(dollars, within));
  });

  it('does not count without decimals, nor by steps that are not known', () => {
    const asked = { sell: 0, exactIn: 1 };
    expect(() => quotePoolFile(stable, asked)).toThrow(expect.objectContaining({ code: 'field-missing' }));
    const odd = { ...dollars, solver: 'newton' };
    expect(() => quotePoolFile(odd, asked)).toThrow(expect.objectContaining({ code: 'field-invalid' }));
    const wrong = { ...asked, limit: 2n ** 97n };
    expect(() => quotePoolFile(dollars, wrong)).toThrow(expect.objectContaining({ code: 'limit-wrong-side' }));
  });
});

describe('what is refused', () => {
  const without = (name: string) => Object.fromEntries(Object.entries(pool).filter(([key]) => key !== name));
  const options = { sell: 0, exactIn: '1' };

  it.each(['kind', 'sqrtPriceX96', 'liquidity', 'tick', 'fee', 'tickSpacing', 'ticks'])('a file without %s', (name) => {
    expect(() => quotePoolFile(without(name), options)).toThrow(
      expect.objectContaining({ code: 'field-missing', message: expect.stringContaining(`"${name}"`) }),
    );
  });

  it.each([
    ['text that is not JSON', '{', 'json-invalid'],
    ['a list', '[]', 'field-invalid'],
    ['another kind', { ...pool, kind: 'bins' }, 'kind-unknown'],
    ['a fraction', { ...pool, liquidity: '1.5' }, 'field-invalid'],
    ['a word', { ...pool, liquidity: 'much' }, 'field-invalid'],
    ['a number that was already rounded', { ...pool, liquidity: 2 ** 60 }, 'field-invalid'],
    ['negative liquidity', { ...pool, liquidity: -1 }, 'field-invalid'],
    ['a fee of all', { ...pool, fee: 1_000_000 }, 'field-invalid'],
    ['a price below the range', { ...pool, sqrtPriceX96: 1 }, 'field-invalid'],
    ['a tick that is not the price’s', { ...pool, tick: 5 }, 'field-invalid'],
    ['ticks that are no list', { ...pool, ticks: {} }, 'field-invalid'],
    ['a tick off the spacing', { ...pool, ticks: [{ index: 7, liquidityNet: 1 }] }, 'tick-not-spaced'],
    ['a tick without net', { ...pool, ticks: [{ index: 60 }] }, 'field-missing'],
    ['a tick twice', { ...pool, ticks: [...pool.ticks, pool.ticks[0]] }, 'tick-duplicate'],
    ['an empty reserve', { ...reserves, reserve0: 0 }, 'field-invalid'],
  ])('%s', (_what, file, code) => {
    expect(() => quotePoolFile(file, options)).toThrow(expect.objectContaining({ code }));
  });

  it.each([
    ['no amount', { sell: 0 }, 'amount-missing'],
    ['both amounts', { sell: 0, exactIn: 1, exactOut: 1 }, 'amount-both'],
    ['a negative amount', { sell: 0, exactIn: '-1' }, 'amount-not-positive'],
    ['no side', { sell: undefined, exactIn: 1 }, 'field-missing'],
    ['another side', { sell: 2, exactIn: 1 }, 'field-invalid'],
    [
      'a limit above when the price falls',
      { sell: 0, exactIn: 1, limit: '80000000000000000000000000000' },
      'limit-wrong-side',
    ],
    [
      'a limit below when the price rises',
      { sell: 1, exactIn: 1, limit: '70000000000000000000000000000' },
      'limit-wrong-side',
    ],
  ])('%s', (_what, asked, code) => {
    expect(() => quotePoolFile(pool, asked)).toThrow(expect.objectContaining({ code }));
  });
});
