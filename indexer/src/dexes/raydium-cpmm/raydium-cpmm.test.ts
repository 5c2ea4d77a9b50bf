import { describe, expect, it } from 'vitest';
import { fillsOf, parseReal } from '../../testing/decode-real.ts';
import { hasRealSolana } from '../../testing/real-solana.ts';

describe.skipIf(!hasRealSolana)('Raydium CPMM on a recorded transaction', () => {
  it('reads the fill of a token with a transfer fee: sold is what was sent, the event and the vault have 4 % less', () => {
    expect(fillsOf(parseReal('okx-swap-cpmm-clmm'), 'raydium-cpmm')).toMatchObject([
      {
        pool: '8THC7UQN8zPXRL61o75fP4gcwRyB5W3o74yHyqarkqZ9',
        trader: 'E8oVrS4Pk74ouemj4t6grJ6w5Ah7SFLYa8VoRtvtWpnw',
        soldRaw: 358_800n,
        boughtRaw: 15_742n,
        // 0.25 % of the 344,448 that arrived, rounded up.
        feeRaw: 862n,
        flags: [],
      },
    ]);
  });

  it('gives the reserves of the curve after the fill, without the fees that lie in the vaults apart', () => {
    const [fill] = fillsOf(parseReal('okx-swap-cpmm-clmm'), 'raydium-cpmm');
    // By hand from the event: before 14,700,939,435,598 and 673,588,140,414; of the fee 862, 103 and 34 stay apart.
    expect(fill?.after).toMatchObject({ reserve0: 673_588_124_672n, reserve1: 14_700_939_779_909n });
  });
});
