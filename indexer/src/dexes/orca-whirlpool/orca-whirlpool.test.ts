import { describe, expect, it } from 'vitest';
import { fillsOf, parseReal } from '../../testing/decode-real.ts';
import { hasRealSolana } from '../../testing/real-solana.ts';
import { address, bytes, keyHex } from '../../testing/solana-fixtures.ts';
import { accountsWith, decodeCall } from '../../testing/venue-call.ts';

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

const PROGRAM = 'whirLbMiicVdio4qvUfM5KAg6Ct8VwpYzGff3uctyCc';
const [POOL, MINT_A, MINT_B, VAULT_A, VAULT_B] = ['pool', 'mint a', 'mint b', 'vault a', 'vault b'].map(address) as [
  string,
  string,
  string,
  string,
  string,
];
/** The square root of 4 as X64: tick 2 * ln 2 / ln 1.0001 = 13863.6. */
const PRICE = 2n << 64n;

describe('Whirlpools: pools and liquidity', () => {
  const created = {
    kind: 'pool',
    pool: POOL,
    token0: MINT_A,
    token1: MINT_B,
    vault0: VAULT_A,
    vault1: VAULT_B,
    created: true,
  };
  const state = { kind: 'pool-state', pool: POOL, state: { sqrtPrice: PRICE, tick: 13_863, liquidity: 0n } };

  it.each([
    [
      'initialize_pool',
      bytes('5fb40aac54aee828', '01', '4000', ['u128', PRICE]),
      { 4: POOL, 5: VAULT_A, 6: VAULT_B },
      64,
    ],
    ['initialize_pool_v2', bytes('cf2d57f21b3fcc43', '4000', ['u128', PRICE]), { 6: POOL, 7: VAULT_A, 8: VAULT_B }, 64],
    [
      'initialize_pool_with_adaptive_fee',
      bytes('8f5e604cac7c77c7', ['u128', PRICE], '00'),
      { 7: POOL, 9: VAULT_A, 10: VAULT_B },
      null,
    ],
  ])('%s', (_name, data, places, tickSpacing) => {
    const { facts } = decodeCall(PROGRAM, accountsWith(16, { 1: MINT_A, 2: MINT_B, ...places }), data);
    expect(facts).toMatchObject([{ ...created, tickSpacing }, state]);
  });

  it.each([
    ['increase_liquidity_v2', '851d59df45eeb00a', '1e0790b566fe9ba1', 777n],
    ['decrease_liquidity', 'a026d06f685b2c01', 'a601244770cab5ab', -777n],
  ])('%s by its event', (_name, instruction, event, liquidityDelta) => {
    const data = bytes(instruction, ['u128', 777], ['u64', 1], ['u64', 2]);
    const ticks = [
      ['i32', -128],
      ['i32', 64],
    ] as const;
    const stated = bytes(
      event,
      keyHex(POOL),
      keyHex(address('position')),
      ...ticks,
      ['u128', 777],
      ['u64', 11],
      ['u64', 22],
      ['u64', 0],
      ['u64', 0],
    );
    expect(decodeCall(PROGRAM, accountsWith(15, { 0: POOL }), data, [stated]).facts).toMatchObject([
      { kind: 'liquidity', pool: POOL, lower: -128, upper: 64, liquidityDelta, amount0Raw: 11n, amount1Raw: 22n },
    ]);
    const { facts, unrecognised } = decodeCall(PROGRAM, accountsWith(15, { 0: POOL }), data);
    expect([facts, unrecognised.length]).toEqual([[], 1]);
  });
});
