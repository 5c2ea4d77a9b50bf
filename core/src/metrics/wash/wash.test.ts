import { describe, expect, it } from 'vitest';
import { atomicRoundTrips } from './atomic-round-trips.ts';
import { concentratedPoolDay } from './concentrated-pool-day.ts';

describe('W2', () => {
  it.each([
    ['500 trades by 5 wallets', { trades: 500, wallets: 5, usd: '25000' }, ['trades-per-wallet']],
    ['499 trades by one wallet', { trades: 499, wallets: 1, usd: '999999' }, []],
    ['500 trades by 6 wallets', { trades: 500, wallets: 6, usd: '25000' }, []],
    ['a busy day below the floor', { trades: 5_000, wallets: 1, usd: '24999.99' }, []],
    ['a million by two wallets in 60 trades', { trades: 60, wallets: 2, usd: '1000000' }, ['usd-per-wallet']],
    ['a million by two wallets in 59 trades', { trades: 59, wallets: 2, usd: '1000000' }, []],
    ['a million by three wallets', { trades: 90, wallets: 3, usd: '1000000' }, []],
    [
      'two millions by two wallets in 1,000 trades',
      { trades: 1_000, wallets: 2, usd: '2000000' },
      ['trades-per-wallet', 'usd-per-wallet'],
    ],
    ['nobody', { trades: 0, wallets: 0, usd: '0' }, []],
  ] as const)('judges %s', (_, day, reasons) => {
    expect(concentratedPoolDay(day)).toEqual(reasons);
  });
});

describe('W3', () => {
  const fill = (txId: string, pool: string, token: string, side: 'buy' | 'sell', usd: string | null) => ({
    txId,
    pool,
    token,
    side,
    usd,
  });

  it('flags a transaction that buys and sells one token in one pool, and nothing else', () => {
    expect(
      atomicRoundTrips([
        fill('t1', 'p', 'TSLAx', 'buy', '100.5'),
        fill('t1', 'p', 'TSLAx', 'sell', '100'),
        fill('t1', 'p', 'TSLAx', 'sell', null),
        // Two pools: arbitrage, not a round trip in one pool.
        fill('t2', 'p', 'TSLAx', 'buy', '50'),
        fill('t2', 'q', 'TSLAx', 'sell', '51'),
        // Two transactions.
        fill('t3', 'p', 'TSLAx', 'buy', '10'),
        fill('t4', 'p', 'TSLAx', 'sell', '10'),
        // Two tokens of a stock–stock pool.
        fill('t5', 'r', 'TSLAx', 'sell', '10'),
        fill('t5', 'r', 'SPYx', 'buy', '10'),
      ]),
    ).toEqual([{ txId: 't1', pool: 'p', token: 'TSLAx', buys: 1, sells: 2, usd: '200.5' }]);
  });
});
