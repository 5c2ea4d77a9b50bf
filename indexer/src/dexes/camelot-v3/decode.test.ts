import { describe, expect, it } from 'vitest';
import { blockOf, decodeAfterCreation, openPools } from '../../testing/evm-venue-fixture.ts';
import { decodeEvmBlock } from '../evm.ts';
import { feeChanged, fixture } from './fixture.ts';

describe('camelot-v3', () => {
  it('announces no fee and no spacing, since both may change', () => {
    const { facts } = decodeEvmBlock(blockOf(1, fixture.created), openPools(fixture));
    expect(facts[0]).toMatchObject({ feePips: null, tickSpacing: null });
  });

  it('takes the latest fee of the swap’s own direction', () => {
    const [, sell] = fixture.sell;
    const facts = decodeAfterCreation(fixture, [feeChanged(1, 2), feeChanged(50_000, 3), sell!]);
    expect(facts).toMatchObject([
      { kind: 'pool-state', source: 'fee', terms: { fee: { pips: 1, pips1: 2 } } },
      { kind: 'pool-state', source: 'fee', terms: { fee: { pips: 50_000, pips1: 3 } } },
      { kind: 'fill', feeRaw: 50n },
    ]);
  });

  it('knows no fee when the transaction announces none, nor by a later announcement', () => {
    const [, sell] = fixture.sell;
    const [fill] = decodeAfterCreation(fixture, [sell!, feeChanged(1, 1)]);
    expect(fill).toMatchObject({ kind: 'fill', feeRaw: null });
  });
});
