import type { CurveState } from '@tokentape/core/facts/facts.ts';
import type { PricedPool, PricedToken } from '@tokentape/core/pricing/priced-pool.ts';
import { STALE_AFTER_SECONDS } from '@tokentape/core/pricing/quote-prices.ts';
import { FEED_HEARTBEAT_SECONDS } from '@tokentape/core/pricing/reference.ts';
import { describe, expect, it } from 'vitest';
import { Pricer, quoteSide } from './pricer.ts';

const token = (
  key: number,
  role: PricedToken['role'],
  decimals: number | null,
  peg: PricedToken['peg'] = null,
): PricedToken => ({
  ...{ key, role, decimals, peg },
});
const usdc = token(1, 'quote', 6, 'usd');
const usdt = token(2, 'quote', 6, 'usd');
const eth = token(3, 'quote', 18, 'native');
const [tsla, spy] = [token(10, 'stock', 8), token(11, 'stock', 18)];
const junk = token(20, 'other', null);

const pool = (key: number, token0: PricedToken, token1: PricedToken): PricedPool => ({
  key,
  token0,
  token1,
  resolution: 96,
});
const reserves = (reserve0: bigint, reserve1: bigint): CurveState => ({
  sqrtPrice: null,
  tick: null,
  liquidity: null,
  reserve0,
  reserve1,
});
const E18 = 10n ** 18n;
const ethUsdc = pool(100, eth, usdc);
const T = 1_751_241_600;

const sell = (sold: PricedToken, soldRaw: bigint, boughtRaw: bigint, after: CurveState | null = null) => ({
  ...{ soldKey: sold.key, soldRaw, boughtRaw, after },
});

describe('pricing a fill', () => {
  it('takes a dollar coin at one: the recorded TSLAx purchase is worth 20 dollars', () => {
    const priced = new Pricer(usdc.key).price(pool(1, tsla, usdc), sell(usdc, 20_000_000n, 4_466_643n), T);
    expect(priced).toEqual({ amountUsd: '20', priceSource: 'stable', unpricedReason: null });
  });

  it('prices the native coin by the deepest pool against a dollar at that minute', () => {
    const pricer = new Pricer(usdc.key);
    pricer.observeState(ethUsdc, reserves(1_000n * E18, 2_500_000_000_000n), T);
    pricer.observeState(pool(101, usdc, eth), reserves(30_000_000_000n, 10n * E18), T);
    const ofStock = pool(2, tsla, eth);
    expect(pricer.price(ofStock, sell(eth, 2n * E18, 1_000n), T)).toMatchObject({
      amountUsd: '5000',
      priceSource: 'quote-pool',
    });
    // Within the minute the price stays; in the next one it is read again.
    pricer.observeState(ethUsdc, reserves(1_000n * E18, 2_600_000_000_000n), T + 20);
    expect(pricer.price(ofStock, sell(eth, 2n * E18, 1_000n), T + 59).amountUsd).toBe('5000');
    expect(pricer.price(ofStock, sell(eth, 2n * E18, 1_000n), T + 60).amountUsd).toBe('5200');
    expect(pricer.takeFixed()).toEqual([
      { token: eth.key, minute: T, priceUsd: '2500', source: 'quote-pool' },
      { token: eth.key, minute: T + 60, priceUsd: '2600', source: 'quote-pool' },
    ]);
    expect(pricer.takeFixed()).toEqual([]);
  });

  it('reads a square-root price exactly in both orders of the tokens', () => {
    const sqrtPrice = 3_961_408_125_713_216_879_677_197n; // 5e-5 in Q64.96: 2,500 dollars of 6 decimals for 18
    const state = { ...reserves(0n, 0n), sqrtPrice, liquidity: E18, reserve0: null, reserve1: null };
    const pricer = new Pricer(usdc.key);
    pricer.observeState(ethUsdc, state, T);
    const direct = pricer.quotes.priceAt(eth, T);
    const flipped = new Pricer(usdc.key);
    const inverse = (1n << 192n) / sqrtPrice;
    flipped.observeState(pool(101, usdc, eth), { ...state, sqrtPrice: inverse }, T);
    expect(Number(direct.price) / 1e12).toBeCloseTo(2_500, 6);
    expect(Number(flipped.quotes.priceAt(eth, T).price) / 1e12).toBeCloseTo(2_500, 6);
  });

  it('F34: says why there is no price: none, stale, thin, unknown', () => {
    const ofStock = pool(2, tsla, eth);
    const one = sell(eth, E18, 1n);
    const none = new Pricer(usdc.key);
    expect(none.price(ofStock, one, T)).toEqual({
      amountUsd: null,
      priceSource: null,
      unpricedReason: 'no-quote-pool',
    });
    none.observeState(ethUsdc, reserves(1_000n * E18, 2_500_000_000_000n), T);
    expect(none.price(ofStock, one, T + STALE_AFTER_SECONDS).amountUsd).toBe('2500');
    expect(none.price(ofStock, one, T + STALE_AFTER_SECONDS + 60).unpricedReason).toBe('stale-quote-price');
    const thin = new Pricer(usdc.key);
    thin.observeState(ethUsdc, reserves(E18, 2_500_000_000n), T);
    expect(thin.price(ofStock, one, T).unpricedReason).toBe('thin-quote-pool');
    expect(none.price(pool(3, tsla, junk), sell(junk, 5n, 5n), T).unpricedReason).toBe('quote-not-registered');
    expect(none.price(pool(4, tsla, token(9, 'quote', null, 'usd')), sell(tsla, 5n, 5n), T).unpricedReason).toBe(
      'decimals-unknown',
    );
  });

  it('takes the native coin’s feed where no deep pool trades it, within the heartbeat, and says so', () => {
    const pricer = new Pricer(usdc.key);
    const ofStock = pool(2, tsla, eth);
    const price = (time: number) => pricer.price(ofStock, sell(eth, E18, 1_000n), time);
    pricer.observeFeed(eth, '2512.123456789012345', T);
    expect(price(T)).toEqual({ amountUsd: '2512.123456789012', priceSource: 'feed', unpricedReason: null });
    pricer.observeFeed(eth, '2400', T - 60);
    pricer.observeFeed(tsla, '300', T);
    expect(price(T + 60).amountUsd).toBe('2512.123456789012');
    expect(price(T + FEED_HEARTBEAT_SECONDS)).toMatchObject({ priceSource: 'feed' });
    expect(price(T + FEED_HEARTBEAT_SECONDS + 60).unpricedReason).toBe('no-quote-pool');
    pricer.observeState(ethUsdc, reserves(1_000n * E18, 2_500_000_000_000n), T);
    expect(price(T + 120)).toMatchObject({ amountUsd: '2500', priceSource: 'quote-pool' });
  });

  it('takes a dollar coin that left its band at what it trades for, and only then', () => {
    const pricer = new Pricer(usdc.key);
    const coins = pool(102, usdt, usdc);
    const price = () => pricer.quotes.priceAt(usdt, T);
    pricer.observeState(coins, reserves(1_000_000_000_000n, 985_000_000_000n), T);
    expect(price()).toEqual({ price: 10n ** 12n, source: 'stable' });
    pricer.observeState(coins, reserves(1_000_000_000_000n, 900_000_000_000n), T);
    expect(price()).toEqual({ price: 9n * 10n ** 11n, source: 'stable-depegged' });
    expect(pricer.quotes.priceAt(usdc, T)).toEqual({ price: 10n ** 12n, source: 'stable' });
  });

  it('values stock for stock by the side whose last priced fill was in the deeper pool', () => {
    const pricer = new Pricer(usdc.key);
    const swap = pool(3, tsla, spy);
    const exchange = sell(tsla, 200_000_000n, E18);
    expect(pricer.price(swap, exchange, T).unpricedReason).toBe('no-stock-price');
    const [ofTsla, ofSpy] = [pool(1, tsla, usdc), pool(4, spy, usdc)];
    const buy = (of: PricedPool, quoteRaw: bigint, stockRaw: bigint, depth: bigint) => {
      const fill = sell(usdc, quoteRaw, stockRaw, reserves(1n, depth));
      pricer.observe(of, fill, pricer.price(of, fill, T), T);
    };
    buy(ofTsla, 300_000_000n, 100_000_000n, 10_000_000n);
    expect(pricer.price(swap, exchange, T)).toEqual({
      amountUsd: '600',
      priceSource: 'stock-pool',
      unpricedReason: null,
    });
    buy(ofSpy, 610_000_000n, E18, 90_000_000n);
    expect(pricer.price(swap, exchange, T).amountUsd).toBe('610');
  });

  it('lets the dollar side of a quote pool speak', () => {
    expect(quoteSide(ethUsdc)).toBe(1);
    expect(quoteSide(pool(1, usdc, eth))).toBe(0);
    expect(quoteSide(pool(1, usdt, usdc))).toBe(0);
    expect(quoteSide(pool(1, tsla, eth))).toBe(1);
    expect(quoteSide(pool(1, tsla, spy))).toBeNull();
  });
});
