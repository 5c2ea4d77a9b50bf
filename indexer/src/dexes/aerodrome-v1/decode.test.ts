import { describe, expect, it } from 'vitest';
import { testLog } from '../../testing/evm-fixtures.ts';
import { blockOf, decodeAfterCreation, openPools, pool, router, trader } from '../../testing/evm-venue-fixture.ts';
import { decodeEvmBlock } from '../evm.ts';
import { synced } from '../evm-pair.fixture.ts';
import { createdAs, customFee, fixture, SYNC, soldFor } from './fixture.ts';

describe('aerodrome-v1', () => {
  it('tells stable pools from volatile ones', () => {
    const curveOf = (stable: boolean) => decodeEvmBlock(blockOf(1, [createdAs(stable)]), openPools(fixture)).facts[0];
    expect(curveOf(true)).toMatchObject({ curve: 'stable', feePips: null });
    expect(curveOf(false)).toMatchObject({ curve: 'constant-product' });
  });

  it('gives each swap of a transaction the fees that it stated itself', () => {
    const facts = decodeAfterCreation(fixture, [...fixture.sell, ...fixture.sell, ...fixture.buy]);
    expect(facts.flatMap((fact) => (fact.kind === 'fill' ? [fact.feeRaw] : []))).toEqual([4n, 4n, 2n]);
  });

  it('states the pool’s rate when a swap large enough shows another than the one known', () => {
    const logs = [soldFor(19_999n, 59n), soldFor(333_333n, 999n), soldFor(500_000n, 1_500n), soldFor(500_000n, 1_000n)];
    const facts = decodeAfterCreation(fixture, logs.flat());
    expect(facts.map((fact) => (fact.kind === 'pool-state' ? [fact.source, fact.terms?.fee] : fact.kind))).toEqual([
      'fill',
      'fill',
      ['fee', { pips: 3_000 }],
      'fill',
      'fill',
      ['fee', { pips: 2_000 }],
    ]);
    // No whole number of basis points gives this fee.
    expect(decodeAfterCreation(fixture, soldFor(500_000n, 1_501n))).toHaveLength(1);
  });

  it('takes the fee that the factory gives one pool from that log on, without a swap that shows it', () => {
    const [state, ...rest] = decodeAfterCreation(fixture, [customFee(20n), ...soldFor(500_000n, 1_000n)]);
    expect(state).toMatchObject({ kind: 'pool-state', pool, source: 'fee', terms: { fee: { pips: 2_000 } } });
    expect(rest).toMatchObject([{ kind: 'fill', feeRaw: 1_000n }]);
    expect(decodeAfterCreation(fixture, [customFee(420n)])).toMatchObject([{ terms: { fee: { pips: 0 } } }]);
  });

  it('knows no fee of a pool that goes back to the general one, until a swap shows it', () => {
    const facts = decodeAfterCreation(fixture, [customFee(20n), customFee(0n), ...soldFor(500_000n, 1_000n)]);
    expect(facts.map((fact) => (fact.kind === 'pool-state' ? fact.terms?.fee : fact.kind))).toEqual([
      { pips: 2_000 },
      null,
      'fill',
      { pips: 2_000 },
    ]);
  });

  it('takes no fee from another contract, nor for a pool that is not followed', () => {
    const stranger = { ...customFee(20n), address: router };
    const strange = decodeAfterCreation(fixture, [
      stranger,
      customFee(20n, router),
      { ...customFee(20n), address: pool },
    ]);
    expect(strange).toEqual([]);
  });

  it('takes a swap without a Fees event for one without a fee, which shows the rate when it is large enough', () => {
    const [small] = decodeAfterCreation(fixture, fixture.sell.slice(1));
    expect(small).toMatchObject({ kind: 'fill', feeRaw: 0n });
    expect(decodeAfterCreation(fixture, soldFor(500_000n, 0n).slice(1))).toMatchObject([
      { kind: 'fill', feeRaw: 0n },
      { kind: 'pool-state', source: 'fee', terms: { fee: { pips: 0 } } },
    ]);
  });

  it('reads its own form of a burn', () => {
    const burn = testLog(pool, 'Burn(address indexed sender, address indexed to, uint256 amount0, uint256 amount1)', {
      sender: router,
      to: trader,
      amount0: 75n,
      amount1: 300n,
    });
    const facts = decodeAfterCreation(fixture, [synced(25n, 100n, SYNC), burn]);
    expect(facts[1]).toMatchObject({ kind: 'liquidity', liquidityDelta: -150n, amount0Raw: 75n, amount1Raw: 300n });
  });
});
