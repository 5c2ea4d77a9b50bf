import { describe, expect, it } from 'vitest';
import { fillsOf, parseReal } from '../../testing/decode-real.ts';
import { hasRealSolana } from '../../testing/real-solana.ts';

describe.skipIf(!hasRealSolana)('Phoenix on a recorded transaction', () => {
  it('reads the fill of the taker, who is paid first and pays whole lots', () => {
    expect(fillsOf(parseReal('jupiter-shared-accounts-route-1'), 'phoenix')).toMatchObject([
      {
        pool: '5WyJr7R3aYpHTjSKXFmrgnVaRU987FoxgCkcELeAJqcm',
        soldRaw: 126_660_000n,
        boughtRaw: 580_838_181n,
        after: null,
        flags: [],
      },
    ]);
  });
});
