import { TOKEN_PROGRAM } from '@tokentape/replay/encode/solana/programs.ts';
import { raydiumRouterBaseIn } from '@tokentape/replay/encode/solana/raydium-clmm.ts';
import { SolanaTransactionBuilder } from '@tokentape/replay/encode/solana/transaction-builder.ts';
import { describe, expect, it } from 'vitest';
import { factsOf, fillsOf, parseReal } from '../../testing/decode-real.ts';
import { hasRealSolana } from '../../testing/real-solana.ts';
import { address, bytes, keyHex, transactionAnswer } from '../../testing/solana-fixtures.ts';
import { decodeSolanaTransaction, parseSolanaTransaction } from '../solana.ts';

const CLMM = 'CAMMCzo5YL8w4VFF8KVHrK22GGUsp5VTaW7grrKgrWqK';
const E64N = 'E64NGkDLLCdQ2yFNPcavaKptrEgmiQaNykUuLC1Qgwyp';
const USDC = 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v';
const TSLAX = 'XsDoVfqeBukxuZHWhdvWHBhgEHjGNst4MLodqsJHzoB';

describe.skipIf(!hasRealSolana)('Raydium CLMM on recorded transactions', () => {
  it('reads fill, price after and first sight of the TSLAx pool', () => {
    const [pool, fill] = factsOf(parseReal('tslax-raydium-clmm-buy')).filter(({ kind }) => kind !== 'transfer');
    expect(pool).toMatchObject({
      kind: 'pool',
      token0: TSLAX,
      token1: USDC,
      feePips: 2500,
      tickSpacing: 60,
      vault0: 'D2JXvYgyqo2CktPN4aNfdmHn8mK2vrF9essKdH8M4wn7',
      vault1: '3h7wgb4hzxjM2F7fmLgwuzZxzuztUvUMdThnrmy9bTdF',
      created: false,
    });
    expect(fill).toMatchObject({
      kind: 'fill',
      soldRaw: 20_000_000n,
      boughtRaw: 4_466_643n,
      // By hand: (38985329641219490714 / 2^64)^2 * 10^(8-6) = 446.6 USDC for one TSLAx before the fee of 0.25 %.
      after: { sqrtPrice: 38_985_329_641_219_490_714n, tick: 14_966, liquidity: 3_081_223_142_227n },
      feeRaw: null,
      flags: [],
    });
  });

  it('reads two hops of one route through two of its pools', () => {
    expect(fillsOf(parseReal('jupiter-exact-out-v2-byreal-clmm'), 'raydium-clmm')).toMatchObject([
      {
        pool: '3nMFwZXwY1s1M5s8vYAHqd4wGs4iSxXE4LRoUMMYqEgF',
        soldRaw: 27_859_855n,
        boughtRaw: 179_601_400n,
        flags: [],
      },
      {
        pool: 'BdYa48bZuSCzdPkkGRyNHCeMQ61e4JAfG5i8k5jWZQ3P',
        soldRaw: 179_601_400n,
        boughtRaw: 10_000_000_000n,
        flags: [],
      },
    ]);
  });

  it('reads Byreal, a fork, by the same tables under its own slug', () => {
    expect(fillsOf(parseReal('jupiter-exact-out-v2-byreal-clmm'), 'byreal')).toMatchObject([
      { pool: '23XoPQqGw9WMsLoqTu8HMzJLD6RnXsufbKyWPLJywsCT', soldRaw: 27_853_252n, boughtRaw: 27_859_855n, flags: [] },
    ]);
  });

  it('without its log line the fill stands, without price and flagged', () => {
    const tx = parseReal('tslax-raydium-clmm-buy');
    tx.logs = ['Log truncated'];
    expect(fillsOf(tx)).toMatchObject([
      { soldRaw: 20_000_000n, boughtRaw: 4_466_643n, after: null, flags: ['no-event'] },
    ]);
  });

  it('flags a vault whose balance the transfers do not explain', () => {
    const tx = parseReal('tslax-raydium-clmm-buy');
    const vault = tx.tokenAccounts.find((account) => account?.after === '839888098130');
    if (vault !== undefined) vault.after = '839888098129';
    expect(fillsOf(tx)).toMatchObject([{ soldRaw: 20_000_000n, flags: ['vault-delta-mismatch'] }]);
  });
});

const POOL = address('pool');
const OWNER = address('owner');
const [V0, V1] = [address('vault0'), address('vault1')];
// Price 9: 2 * ln 3 / ln 1.0001 = 21973.4.
const PRICE = 3n << 64n;

/** A CLMM instruction with its log lines. */
function call(data: Uint8Array, accounts: string[], events: Uint8Array[]) {
  const logs = [
    `Program ${CLMM} invoke [1]`,
    ...events.map((event) => `Program data: ${Buffer.from(event).toString('base64')}`),
    `Program ${CLMM} success`,
  ];
  const tx = parseSolanaTransaction(
    transactionAnswer({ signers: [OWNER], calls: [{ outer: { program: CLMM, accounts, data } }], logs }),
  );
  return decodeSolanaTransaction(tx, { chain: 'solana', txIndex: 3, hash: 'hash' });
}

const filler = (count: number) => Array.from({ length: count }, (_, nth) => address(`filler${nth}`));

describe('Raydium CLMM pools and liquidity', () => {
  it.each(['e992d18ecf6840bc', '2b44d4a7592fa401'])('reads the creation of a pool (%s)', (discriminator) => {
    const { facts } = call(
      bytes(discriminator, ['u128', PRICE], ['u64', 0]),
      [OWNER, E64N, POOL, TSLAX, USDC, V0, V1, ...filler(6)],
      [],
    );
    expect(facts).toMatchObject([
      {
        kind: 'pool',
        pool: POOL,
        token0: TSLAX,
        token1: USDC,
        feePips: 2500,
        tickSpacing: 60,
        vault0: V0,
        created: true,
      },
      {
        kind: 'pool-state',
        pool: POOL,
        source: 'initialize',
        state: { sqrtPrice: PRICE, tick: 21_973, liquidity: 0n },
      },
    ]);
  });

  it.each([
    ['the fee on what is bought', 1, 0],
    ['a fee that moves with volatility', 0, 1],
  ])('a customizable pool with %s states no fee', (_name, side, moving) => {
    const data = bytes('2b44d4a7592fa401', ['u128', PRICE], ['u8', side], ['u8', moving]);
    const { facts } = call(data, [OWNER, E64N, POOL, TSLAX, USDC, V0, V1, ...filler(8)], []);
    expect(facts).toMatchObject([{ kind: 'pool', feePips: null, tickSpacing: 60 }, { kind: 'pool-state' }]);
  });

  it.each([0, 1, 3])('swap_router_base_in: every hop is a fill, with %i tick arrays after each', (arrays) => {
    const token = (name: string) => ({ address: address(name), decimals: 6, program: TOKEN_PROGRAM });
    const tokens = ['in', 'middle', 'out'].map(token);
    const poolOf = (nth: number, first: number, second: number) => ({
      ...{ address: address(`pool ${nth}`), config: E64N, mint0: tokens[first]!, mint1: tokens[second]! },
      ...{ vault0: address(`vault ${nth} 0`), vault1: address(`vault ${nth} 1`), tickSpacing: 60 },
      ...{ observation: address(`observation ${nth}`), tickArray: address(`array ${nth}`) },
    });
    const after = { sqrtPriceX64: PRICE, liquidity: 5n, tick: 21_973 };
    const own = (nth: number) => address(`own ${nth}`);
    // The second pool lists the tokens the other way around.
    const hops = [
      { pool: poolOf(0, 0, 1), sell: 0, userAccount0: own(0), userAccount1: own(1), amountIn: 1_000n, amountOut: 900n },
      { pool: poolOf(1, 2, 1), sell: 1, userAccount0: own(2), userAccount1: own(1), amountIn: 900n, amountOut: 70n },
    ].map((hop) => ({ ...hop, sell: hop.sell as 0 | 1, user: OWNER, minimumOut: 0n, after }));
    const builder = new SolanaTransactionBuilder({
      ...{ slot: 7, blockTime: 1_751_241_600, transactionIndex: 0, feePayer: OWNER, fee: 5_000 },
      ...{ signature: () => address('signature'), recentBlockhash: () => address('hash') },
    });
    raydiumRouterBaseIn(builder, hops, arrays);
    const deltas = [-1_000n, 0n, 70n];
    const balance = (account: string, holder: string, nth: number, delta: bigint) =>
      builder.tokenBalance({
        ...{ account, owner: holder, mint: tokens[nth]!.address, decimals: 6, program: TOKEN_PROGRAM },
        ...{ before: 5_000n, after: 5_000n + delta },
      });
    for (const [nth, delta] of deltas.entries()) balance(own(nth), OWNER, nth, delta);
    balance(address('vault 0 0'), address('pool 0'), 0, 1_000n);
    balance(address('vault 0 1'), address('pool 0'), 1, -900n);
    balance(address('vault 1 1'), address('pool 1'), 1, 900n);
    balance(address('vault 1 0'), address('pool 1'), 2, -70n);
    const tx = parseSolanaTransaction(builder.build());
    const { facts, unrecognised } = decodeSolanaTransaction(tx, { chain: 'solana', txIndex: 3, hash: 'hash' });
    const fill = { kind: 'fill', trader: OWNER, flags: [], after: { sqrtPrice: PRICE, liquidity: 5n } };
    expect(facts.filter(({ kind }) => kind === 'fill')).toMatchObject([
      { ...fill, pool: address('pool 0'), soldToken: address('in'), soldRaw: 1_000n, boughtRaw: 900n },
      { ...fill, pool: address('pool 1'), soldRaw: 900n, boughtToken: address('out'), boughtRaw: 70n },
    ]);
    expect(unrecognised).toEqual([]);
  });

  const range = [
    ['i32', -120],
    ['i32', 180],
  ] as const;
  const position = (liquidity: bigint) =>
    bytes(
      '641e57f9c4df9ace',
      keyHex(POOL),
      keyHex(OWNER),
      keyHex(OWNER),
      ...range,
      ['u128', liquidity],
      ['u64', 500],
      ['u64', 700],
      ['u64', 0],
      ['u64', 0],
    );
  const ranged = bytes('7ef0afce9e58996b', keyHex(POOL), ['i32', 5], ...range, ['u128', 1], ['u128', 2]);
  const changed = (kind: string, liquidity: bigint) =>
    bytes(
      kind,
      keyHex(address('nft')),
      ['u128', liquidity],
      ['u64', 500],
      ['u64', 700],
      ['u64', 9],
      ['u64', 9],
      ['u64', 0],
      ['u64', 0],
      ['u64', 0],
      ['u64', 0],
      ['u64', 0],
    );
  const expected = {
    kind: 'liquidity',
    pool: POOL,
    owner: OWNER,
    lower: -120,
    upper: 180,
    amount0Raw: 500n,
    amount1Raw: 700n,
  };

  it('reads an opening whose liquidity the program worked out from an amount', () => {
    const data = bytes(
      '4dffae527d1dc92e',
      ...range,
      ['i32', -3600],
      ['i32', 0],
      ['u128', 0],
      ['u64', 500],
      ['u64', 700],
      '0101',
    );
    const { facts } = call(
      data,
      [OWNER, OWNER, address('nft'), address('ata'), POOL, ...filler(15)],
      [ranged, position(12_345n)],
    );
    expect(facts).toEqual([expect.objectContaining({ ...expected, liquidityDelta: 12_345n })]);
  });

  it('reads the forms with a metadata account, where the pool stands one further', () => {
    const data = bytes(
      '4db84ad67056f1c7',
      ...range,
      ['i32', -3600],
      ['i32', 0],
      ['u128', 77],
      ['u64', 500],
      ['u64', 700],
      '0100',
    );
    const { facts } = call(
      data,
      [OWNER, OWNER, address('nft'), address('ata'), address('meta'), POOL, ...filler(15)],
      [ranged, position(77n)],
    );
    expect(facts).toEqual([expect.objectContaining({ ...expected, liquidityDelta: 77n })]);
  });

  it('reads an increase and a decrease by the range of their event', () => {
    const data = (kind: string) => bytes(kind, ['u128', 88], ['u64', 500], ['u64', 700]);
    const more = call(
      data('851d59df45eeb00a'),
      [OWNER, address('ata'), POOL, ...filler(12)],
      [ranged, changed('314f69d420221e54', 88n)],
    );
    expect(more.facts).toEqual([expect.objectContaining({ ...expected, liquidityDelta: 88n })]);
    const less = call(
      data('3a7fbc3e4f52c460'),
      [OWNER, address('ata'), address('position'), POOL, ...filler(12)],
      [ranged, changed('3ade563a44325538', 88n)],
    );
    expect(less.facts).toEqual([expect.objectContaining({ ...expected, liquidityDelta: -88n })]);
  });

  it('says so when the log is cut off, and takes a collection of fees for no change', () => {
    const data = (liquidity: number) => bytes('3a7fbc3e4f52c460', ['u128', liquidity], ['u64', 0], ['u64', 0]);
    const accounts = [OWNER, address('ata'), address('position'), POOL, ...filler(12)];
    expect(call(data(88), accounts, [])).toMatchObject({ facts: [], unrecognised: [{ program: CLMM }] });
    expect(call(data(0), accounts, [])).toMatchObject({ facts: [], unrecognised: [] });
  });
});
