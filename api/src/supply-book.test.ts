import { describe, expect, test } from 'vitest';
import type { TokenRow } from './queries/catalogue-rows.ts';
import { supplyOn, type TokenSupply, tickerSupplyOn } from './supply-book.ts';

const token = (key: number, own: Partial<TokenRow> = {}): TokenRow => ({
  ...{ id: `arbitrum:0x${key}`, key, chainKey: 2, assetKey: 1, role: 'stock', symbol: 'T', decimals: 2 },
  ...{ unitRule: 'plain', wrapsKey: null, ...own },
});
const supply = (of: TokenRow, own: Partial<TokenSupply> = {}): TokenSupply => ({
  ...{ token: of, seen: true, whole: true, multipliers: [] },
  days: [
    { day: '2025-07-01', total: '10000', issuer: '4000', destroyed: '0' },
    { day: '2025-07-03', total: '9000', issuer: '1000', destroyed: '500' },
  ],
  ...own,
});
const nothing = { totalShares: null, issuerHeldShares: null, circulatingShares: null };

describe('supply of a token', () => {
  test('holds between its changes, and is nothing before the first', () => {
    const own = supply(token(1));
    expect(supplyOn(own, '2025-06-30')).toEqual({ totalShares: '0', issuerHeldShares: '0', circulatingShares: '0' });
    expect(supplyOn(own, '2025-07-02')).toEqual({
      totalShares: '100',
      issuerHeldShares: '40',
      circulatingShares: '60',
    });
    // What was sent where nothing leaves exists no more.
    expect(supplyOn(own, '2025-07-09')).toEqual({ totalShares: '85', issuerHeldShares: '10', circulatingShares: '75' });
  });

  test('is in shares by the multiplier of the day’s end, of rebasing tokens too', () => {
    const since = new Date('2025-07-02T23:59:59Z');
    const multipliers = [{ tokenKey: 1, value: '3', since }];
    for (const unitRule of ['raw-stable', 'rebasing'] as const) {
      const own = supply(token(1, { unitRule }), { multipliers });
      expect(supplyOn(own, '2025-07-01').totalShares).toBe('100');
      expect(supplyOn(own, '2025-07-02').totalShares).toBe('300');
    }
  });

  test('is not known where the history, the unit rule or the decimals are not', () => {
    expect(supplyOn(supply(token(1), { whole: false }), '2025-07-02')).toEqual(nothing);
    expect(supplyOn(supply(token(1, { unitRule: 'unknown' })), '2025-07-02')).toEqual(nothing);
    expect(supplyOn(supply(token(1, { decimals: null })), '2025-07-02')).toEqual(nothing);
  });
});

describe('supply of a ticker', () => {
  const base = supply(token(1));
  const wrapper = token(2, { unitRule: 'wrapper', wrapsKey: 1 });

  test('a wrapper adds nothing to what it wraps, but stands for itself where that is not registered', () => {
    expect(tickerSupplyOn([base, supply(wrapper)], '2025-07-02').totalShares).toBe('100');
    const rate = [{ tokenKey: 2, value: '1.5', since: new Date('2025-06-30T00:00:00Z') }];
    expect(tickerSupplyOn([supply(wrapper, { multipliers: rate })], '2025-07-02').totalShares).toBe('150');
  });

  test('adds its chains up, leaves out tokens that nothing was read of, and is null when one is not known', () => {
    const other = supply(token(3));
    const silent = supply(token(4), { seen: false, whole: false, days: [] });
    expect(tickerSupplyOn([base, other, silent], '2025-07-02').totalShares).toBe('200');
    expect(tickerSupplyOn([base, { ...other, whole: false }], '2025-07-02')).toEqual(nothing);
    expect(tickerSupplyOn([silent], '2025-07-02')).toEqual(nothing);
  });
});
