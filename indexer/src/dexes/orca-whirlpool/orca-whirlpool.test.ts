import { describe, expect, it } from 'vitest';
import { fillsOf, parseReal } from '../../testing/decode-real.ts';
import { hasRealSolana } from '../../testing/real-solana.ts';

describe.skipIf(!hasRealSolana)('Whirlpools on recorded transactions', () => {
  it('reads a sale of token A: fill, fee and price after', () => {
    expect(fillsOf(parseReal('jupiter-route-v2-whirlpool'))).toMatchObject([
      {
        pool: '3ndjN1nJVUKGrJBc1hhVpER6kWTZKHdyDrPyCJyX3CXK',
        soldRaw: 1_984_309_890n,
        boughtRaw: 171_477_013n,
        // 1 bp of what was sold.
        feeRaw: 198_431n,
        after: { sqrtPrice: 5_422_841_602_873_680_432n, tick: null },
        flags: [],
      },
    ]);
  });

  it('reads a sale of token B inside a route', () => {
    expect(fillsOf(parseReal('jupiter-route-v2-humidifi-dlmm-whirlpool-pumpswap'), 'orca-whirlpool')).toMatchObject([
      { soldRaw: 1_867_189_866n, boughtRaw: 1_458_716n, feeRaw: 933_595n, flags: [] },
    ]);
  });
});
