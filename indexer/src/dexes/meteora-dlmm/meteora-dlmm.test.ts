import { describe, expect, it } from 'vitest';
import { fillsOf, parseReal } from '../../testing/decode-real.ts';
import { hasRealSolana } from '../../testing/real-solana.ts';

describe.skipIf(!hasRealSolana)('Meteora DLMM on recorded transactions', () => {
  it('reads fills with fee and active bin after, whichever token is sold', () => {
    const [first, second] = fillsOf(parseReal('jupiter-shared-accounts-route-1'), 'meteora-dlmm');
    expect(first).toMatchObject({
      soldRaw: 80_000_000n,
      boughtRaw: 126_665_141n,
      feeRaw: 161_303n,
      after: { tick: -231 },
    });
    expect(second).toMatchObject({
      soldRaw: 580_838_181n,
      boughtRaw: 756_562_732n,
      feeRaw: 2_134_581n,
      after: { tick: -18 },
    });
    expect([first?.flags, second?.flags]).toEqual([[], []]);
  });
});
