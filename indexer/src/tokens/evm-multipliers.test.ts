import { describe, expect, it } from 'vitest';
import { testAddress, testLog } from '../testing/evm-fixtures.ts';
import { fixedPoint, readMultiplier } from './evm-multipliers.ts';

const token = testAddress(0x51);
const NOW = 1_751_241_600;
const units = { decimals: 18, unitRule: 'raw-stable', wrappedDecimals: null } as const;
const E18 = 10n ** 18n;

const updated = (newMultiplier: bigint, effectiveAt: bigint) =>
  testLog(token, 'UIMultiplierUpdated(uint256 oldMultiplier, uint256 newMultiplier, uint256 effectiveAt)', {
    oldMultiplier: E18,
    newMultiplier,
    effectiveAt,
  });
const place = (log: ReturnType<typeof testLog>) => ({ ...log, logIndex: 0 });

describe('multipliers of EVM tokens', () => {
  it('ERC-8056 turns at its effective time, without a transaction then', () => {
    const later = place(updated(10n * E18, BigInt(NOW + 86_400)));
    expect(readMultiplier(later, units, NOW)).toEqual({ value: '10', effectiveTime: NOW + 86_400 });
  });

  it('ERC-8056 counts from its block when the effective time is zero or past', () => {
    for (const at of [0n, BigInt(NOW - 5)]) {
      expect(readMultiplier(place(updated(E18 + 1n, at)), units, NOW)).toEqual({
        value: '1.000000000000000001',
        effectiveTime: NOW,
      });
    }
  });

  it('an activation beyond all calendars, and a multiplier of zero, are never in force', () => {
    expect(readMultiplier(place(updated(E18, 2n ** 256n - 1n)), units, NOW)).toBeNull();
    expect(readMultiplier(place(updated(0n, 0n)), units, NOW)).toBeNull();
  });

  it.each([
    ['MultiplierUpdated(uint256 value)', { value: 2n * E18 }, { value: '2', effectiveTime: NOW }],
    [
      'BalancePerShareSet(uint256 balancePerShare)',
      { balancePerShare: E18 / 2n },
      { value: '0.5', effectiveTime: NOW },
    ],
    [
      'MultiplierScheduled(uint256 newMultiplier, uint256 activationTime)',
      { newMultiplier: 3n * E18, activationTime: BigInt(NOW + 60) },
      { value: '3', effectiveTime: NOW + 60 },
    ],
  ])('reads %s', (signature, args, expected) => {
    const log = place(testLog(token, signature, args));
    expect(readMultiplier(log, { ...units, unitRule: 'rebasing' }, NOW)).toEqual(expected);
  });

  const deposit = (assets: bigint, shares: bigint) =>
    place(
      testLog(token, 'Deposit(address indexed sender, address indexed owner, uint256 assets, uint256 shares)', {
        sender: token,
        owner: token,
        assets,
        shares,
      }),
    );

  it('the rate of a wrapper is assets per share, whatever the decimals', () => {
    const wrapper = { decimals: 18, unitRule: 'wrapper', wrappedDecimals: 8 } as const;
    expect(readMultiplier(deposit(105_000_000n, E18), wrapper, NOW)).toEqual({ value: '1.05', effectiveTime: NOW });
  });

  it('a wrapper names no rate by dust, and a deposit into anything else names none', () => {
    expect(readMultiplier(deposit(3n, 2n), { ...units, unitRule: 'wrapper' }, NOW)).toBeNull();
    expect(readMultiplier(deposit(E18, E18), units, NOW)).toBeNull();
  });

  it('leaves other events alone', () => {
    expect(
      readMultiplier(place(testLog(token, 'Paused(address account)', { account: token })), units, NOW),
    ).toBeUndefined();
  });

  it('writes fixed-point numbers exactly', () => {
    expect([fixedPoint(0n, 18), fixedPoint(123n, 2), fixedPoint(100n, 2), fixedPoint(5n, 2)]).toEqual([
      '0',
      '1.23',
      '1',
      '0.05',
    ]);
  });
});
