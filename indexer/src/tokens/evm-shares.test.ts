import { describe, expect, it } from 'vitest';
import { decodeEvmBlock } from '../dexes/evm.ts';
import { KnownPools } from '../dexes/known-pools.ts';
import { testAddress, testBlock, testLog, testRegistry } from '../testing/evm-fixtures.ts';

const token = testAddress(0x51);
const [alice, bob] = [testAddress(1), testAddress(2)];
const transfer = (from: string, to: string, value: bigint) =>
  testLog(token, 'Transfer(address indexed from, address indexed to, uint256 value)', { from, to, value });
const shares = (from: string, to: string, value: bigint) =>
  testLog(token, 'TransferShares(address indexed from, address indexed to, uint256 value)', { from, to, value });

function unitsOf(logs: ReturnType<typeof transfer>[], unitRule: 'rebasing' | 'plain' = 'rebasing') {
  const tokens = new Map([[token, { decimals: 18, unitRule, wrappedDecimals: null }]]);
  const pools = new KnownPools(testRegistry([], [], { tokens }));
  const { facts } = decodeEvmBlock(testBlock(1, [{ from: alice, logs }]), pools);
  return facts.map((fact) => (fact.kind === 'transfer' ? [fact.raw, fact.units] : fact.kind));
}

describe('the shares behind a transfer', () => {
  it('are what the token says right after it', () => {
    expect(
      unitsOf([transfer(alice, bob, 150n), shares(alice, bob, 101n), transfer(bob, alice, 3n), shares(bob, alice, 2n)]),
    ).toEqual([
      [150n, 101n],
      [3n, 2n],
    ]);
  });

  it('are not said by an event of another transfer, of another kind of token, or of none', () => {
    expect(unitsOf([transfer(alice, bob, 150n), shares(bob, alice, 101n)])).toEqual([[150n, undefined]]);
    expect(unitsOf([transfer(alice, bob, 150n), transfer(alice, bob, 1n), shares(alice, bob, 9n)])).toEqual([
      [150n, undefined],
      [1n, 9n],
    ]);
    expect(unitsOf([transfer(alice, bob, 150n), shares(alice, bob, 101n)], 'plain')).toEqual([[150n, undefined]]);
    expect(unitsOf([shares(alice, bob, 101n)])).toEqual([]);
  });
});
