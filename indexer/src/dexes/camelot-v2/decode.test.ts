import { describe, expect, it } from 'vitest';
import { blockOf, decodeAfterCreation, openPools } from '../../testing/evm-venue-fixture.ts';
import { decodeEvmBlock } from '../evm.ts';
import { fixture } from './fixture.ts';

describe('camelot-v2', () => {
  it('claims neither curve nor fee of a pair that may be turned into a stable one', () => {
    const { facts } = decodeEvmBlock(blockOf(1, fixture.created), openPools(fixture));
    expect(facts[0]).toMatchObject({ curve: 'unknown', feePips: null });
  });

  it('states the reserves all the same', () => {
    expect(decodeAfterCreation(fixture, fixture.buy)).toMatchObject([
      { kind: 'fill', feeRaw: null, after: { reserve0: 99_500n, reserve1: 100_510n } },
    ]);
  });
});
