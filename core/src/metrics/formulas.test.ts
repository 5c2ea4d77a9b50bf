import { describe, expect, it } from 'vitest';
import { adjustedVolumeUsd } from './adjusted-volume.ts';
import { averageTradeUsd } from './average-trade.ts';
import { concentrationOf } from './hhi.ts';
import { medianTradeUsd } from './median-trade.ts';
import { netFlowUsd } from './net-flow.ts';
import { type PoolCondition, poolStateOf } from './pool-state.ts';
import { returningTraderCount } from './returning-traders.ts';
import { slippageShare } from './slippage.ts';
import { topShareOf } from './top-share.ts';
import { netTrades, type StockLeg } from './trades.ts';
import { turnoverOf } from './turnover.ts';
import { tvlUsd } from './tvl.ts';
import { unpricedShareOf } from './unpriced-share.ts';
import { volumeUsd } from './volume.ts';
import { volumeShareOf } from './volume-share.ts';

const leg = (txId: string, trader: string, token: string, raw: bigint, usd: string | null): StockLeg => ({
  txId,
  trader,
  token,
  raw,
  usd,
});

describe('netTrades', () => {
  it('nets the fills of one trader and one stock token in one transaction', () => {
    const { trades, passthroughs } = netTrades([
      // A split order: two pools, one trade.
      leg('t1', 'ann', 'TSLAx', 300n, '900.10'),
      leg('t1', 'ann', 'TSLAx', 100n, '300.05'),
      // The same transaction sells another stock token: a trade of its own.
      leg('t1', 'ann', 'SPYx', -2n, '1200.15'),
      // Arbitrage: bought and sold the same amount.
      leg('t2', 'bot', 'TSLAx', 50n, '150'),
      leg('t2', 'bot', 'TSLAx', -50n, '151'),
      // Bought ten, sold three of them in the same transaction.
      leg('t3', 'cai', 'TSLAx', 10n, '30'),
      leg('t3', 'cai', 'TSLAx', -3n, '9.3'),
      // One fill without a price leaves the trade without one.
      leg('t4', 'dee', 'TSLAx', 1n, '3'),
      leg('t4', 'dee', 'TSLAx', 1n, null),
    ]);
    expect(trades.map(({ trader, token, raw, usd, fills }) => [trader, token, raw, usd, fills])).toEqual([
      ['ann', 'TSLAx', 400n, '1200.15', 2],
      ['ann', 'SPYx', -2n, '1200.15', 1],
      ['cai', 'TSLAx', 7n, '20.7', 2],
      ['dee', 'TSLAx', 2n, null, 2],
    ]);
    expect(passthroughs.map(({ trader, usd }) => [trader, usd])).toEqual([['bot', '1']]);
    expect(volumeUsd(trades.map((trade) => trade.usd))).toBe('2421');
  });
});

describe('sums and ratios', () => {
  it('adds what is priced and counts what is not', () => {
    expect(volumeUsd(['0.1', null, '0.2'])).toBe('0.3');
    expect(volumeUsd([])).toBe('0');
    expect(unpricedShareOf(1, 8)).toBe('0.125');
    expect(unpricedShareOf(0, 0)).toBeNull();
  });

  it('divides volume by trades, by the whole and by TVL', () => {
    expect(averageTradeUsd('1338000', 2_510)).toBe('533.067729083665338645');
    expect(averageTradeUsd('0', 0)).toBeNull();
    expect(volumeShareOf('1710000', '6840000')).toBe('0.25');
    expect(volumeShareOf('0', '0')).toBeNull();
    expect(turnoverOf('93000000', '1500000')).toBe('62');
    expect([turnoverOf('5', null), turnoverOf('5', '0')]).toEqual([null, null]);
  });

  it('takes sells from buys and new traders from traders', () => {
    expect(netFlowUsd('100.25', '250')).toBe('-149.75');
    expect(returningTraderCount(1_225, 1_225)).toBe(0);
    expect(() => returningTraderCount(1, 2)).toThrow(/one scope/);
  });

  it('values both reserves, or neither', () => {
    const stock = { amount: '10.5', priceUsd: '300' };
    expect(tvlUsd([stock, { amount: '3150', priceUsd: '1' }])).toBe('6300');
    expect(tvlUsd([stock, { amount: '3150', priceUsd: null }])).toBeNull();
    expect(tvlUsd([stock, { amount: null, priceUsd: '1' }])).toBeNull();
  });
});

describe('slippageShare', () => {
  it('measures a buy above and a sale below the mid', () => {
    // 1,000 shares and 300,000 USD in a constant product; 10,000 USD buy 32.258064… shares: 310 a share.
    expect(slippageShare('buy', '310', '300')).toBe('0.033333333333333333');
    expect(slippageShare('sell', '291', '300')).toBe('0.03');
    expect(slippageShare('buy', '1', '0')).toBeNull();
  });
});

describe('poolStateOf', () => {
  const lively: PoolCondition = { empty: false, depthWithinTenPercentUsd: '9000', tvlUsd: '20000', tradesOfDay: 20 };

  it.each([
    ['active', lively],
    ['quiet', { ...lively, tradesOfDay: 19 }],
    ['dust', { ...lively, tvlUsd: '999.99' }],
    ['out_of_range', { ...lively, depthWithinTenPercentUsd: '0.00', tvlUsd: '10' }],
    ['zero_liquidity', { ...lively, empty: true, depthWithinTenPercentUsd: '0', tvlUsd: '0' }],
    ['active', { empty: null, depthWithinTenPercentUsd: null, tvlUsd: null, tradesOfDay: 20 }],
  ] as const)('is %s', (state, pool) => {
    expect(poolStateOf(pool)).toBe(state);
  });
});

describe('concentration', () => {
  it('takes the largest parts and the sum of squares', () => {
    const parts = ['10', '50', '30', '10'];
    expect(topShareOf(parts, 1)).toBe('0.5');
    expect(topShareOf(parts, 3)).toBe('0.9');
    expect(topShareOf(parts, 9)).toBe('1');
    // 0.25 + 0.09 + 0.01 + 0.01 = 0.36
    expect(concentrationOf(parts)).toEqual({ hhi: '3600', effectiveNumber: '2.777777777777777778' });
    expect(concentrationOf(['7'])).toEqual({ hhi: '10000', effectiveNumber: '1' });
    expect([topShareOf([], 5), concentrationOf(['0', '0'])]).toEqual([null, null]);
  });
});

describe('median and adjusted volume', () => {
  it('orders by value, not by text', () => {
    expect(medianTradeUsd(['9', '100', '20'])).toBe('20');
    expect(medianTradeUsd(['9', '100', '20', '21'])).toBe('20.5');
    expect(medianTradeUsd([])).toBeNull();
  });

  it('takes flagged dollars off once', () => {
    expect(adjustedVolumeUsd('1000', '357.9')).toBe('642.1');
    expect(() => adjustedVolumeUsd('1000', '1000.01')).toThrow(/once however many rules/);
  });
});
