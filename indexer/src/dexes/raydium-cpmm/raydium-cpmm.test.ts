import { describe, expect, it } from 'vitest';
import { fillsOf, parseReal } from '../../testing/decode-real.ts';
import { hasRealSolana } from '../../testing/real-solana.ts';
import { address, bytes, keyHex } from '../../testing/solana-fixtures.ts';
import { accountsWith, decodeCall } from '../../testing/venue-call.ts';

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

const PROGRAM = 'CPMMoo8L3F4NbTegBCKVNunggL7H1ZpdTHKxQB5qKP1C';
const POOL = address('pool');

describe('Raydium CPMM: pools and liquidity', () => {
  it('initialize gives the first reserves', () => {
    const config = 'D4FPEruKEHrG5TenZ2mpDGEfu1iUvTiqBxvpU8HLBvC2';
    const data = bytes('afaf6d1f0d989bed', ['u64', 5_000], ['u64', 9_000], ['u64', 0]);
    const places = {
      1: config,
      3: POOL,
      4: address('mint0'),
      5: address('mint1'),
      10: address('vault0'),
      11: address('vault1'),
    };
    expect(decodeCall(PROGRAM, accountsWith(20, places), data).facts).toMatchObject([
      { kind: 'pool', pool: POOL, token0: address('mint0'), feePips: 2500, vault1: address('vault1'), created: true },
      { kind: 'pool-state', source: 'initialize', state: { reserve0: 5_000n, reserve1: 9_000n } },
    ]);
  });

  it('initialize_with_permission: its accounts stand one later, and the fee is not the configuration alone', () => {
    const data = bytes('3f37fe4131b25979', ['u64', 5_000], ['u64', 9_000], ['u64', 0], ['u8', 1]);
    const config = 'D4FPEruKEHrG5TenZ2mpDGEfu1iUvTiqBxvpU8HLBvC2';
    const mints = { 5: address('mint0'), 6: address('mint1') };
    const places = { 2: config, 4: POOL, ...mints, 11: address('vault0'), 12: address('vault1') };
    expect(decodeCall(PROGRAM, accountsWith(21, places), data).facts).toMatchObject([
      { kind: 'pool', pool: POOL, token0: address('mint0'), feePips: null, vault1: address('vault1'), created: true },
      { kind: 'pool-state', source: 'initialize', state: { reserve0: 5_000n, reserve1: 9_000n } },
    ]);
  });

  it.each([
    ['deposit', 'f223c68952e1f2b6', 0, 5_100n, 9_200n],
    ['withdraw', 'b712469c946da122', 1, 4_900n, 8_800n],
  ])('%s gives the reserves after', (_name, instruction, kind, reserve0, reserve1) => {
    const event = bytes(
      '79a3cdc939da753c',
      keyHex(POOL),
      ['u64', 1],
      ['u64', 5_000],
      ['u64', 9_000],
      ['u64', 100],
      ['u64', 200],
      ['u64', 0],
      ['u64', 0],
      ['u8', kind],
    );
    const data = bytes(instruction, ['u64', 7], ['u64', 100], ['u64', 200]);
    expect(decodeCall(PROGRAM, accountsWith(13, { 2: POOL }), data, [event]).facts).toMatchObject([
      { kind: 'pool-state', pool: POOL, source: 'sync', state: { reserve0, reserve1 } },
    ]);
  });
});
