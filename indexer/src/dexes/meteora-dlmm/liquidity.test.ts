import type { LiquidityChange } from '@tokentape/core/facts/facts.ts';
import { describe, expect, it } from 'vitest';
import { address, bytes, keyHex, transactionAnswer } from '../../testing/solana-fixtures.ts';
import { accountsWith } from '../../testing/venue-call.ts';
import { decodeSolanaTransaction, parseSolanaTransaction } from '../solana.ts';

const PROGRAM = 'LBUZKhRxPF3XUpBCjp4YzTKgLccjZhTSDM9YuVaPwxo';
const POOL = address('pair');
const USER = address('user');
const TOKENS = [0, 1].map((nth) => ({
  mint: address(`mint ${nth}`),
  own: address(`own ${nth}`),
  reserve: address(`reserve ${nth}`),
}));
const ADDED = '1f5e7d5ae3343dba';
const REMOVED = '74f461e8671f983a';
const ACTIVE = 100;
const HEAD = 'e445a52e51cb9a1d';

type Amounts = readonly [bigint | number, bigint | number];

function event(kind: string, [x, y]: Amounts, active = ACTIVE): Uint8Array {
  const keys = [POOL, USER, address('position')].map(keyHex).join('');
  return bytes(HEAD, kind, keys, ['u64', x], ['u64', y], ['i32', active]);
}

const compositionFee = (fee: Amounts, protocol: Amounts) =>
  bytes(HEAD, '80977b6a1166718e', keyHex(USER), '6400', ...[...fee, ...protocol].map((raw) => ['u64', raw] as const));

/** The call with its transfers into the reserves (negative: out of them) and the events that the program sends to itself. */
function decode(data: Uint8Array, events: readonly Uint8Array[], moved: Amounts, alone?: 0 | 1) {
  const reserves = alone === undefined ? { 5: 0, 6: 1 } : { 4: alone };
  const named = Object.entries(reserves).map(([position, nth]) => [position, TOKENS[nth]!.reserve] as const);
  const accounts = accountsWith(16, { 1: POOL, ...Object.fromEntries(named) });
  const transfers = moved.map(BigInt).flatMap((raw, nth) => {
    const { own, mint, reserve } = TOKENS[nth]!;
    const [from, to, authority] = raw > 0n ? [own, reserve, USER] : [reserve, own, POOL];
    const data = bytes(['u8', 12], ['u64', raw > 0n ? raw : -raw], ['u8', 6]);
    const program = 'TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA';
    return raw === 0n ? [] : [{ program, accounts: [from, mint, to, authority], data, height: 2 }];
  });
  const sent = events.map((each) => ({ program: PROGRAM, accounts: [address('authority')], data: each, height: 2 }));
  const call = { outer: { program: PROGRAM, accounts, data, height: 1 }, inner: [...transfers, ...sent] };
  const balances = TOKENS.flatMap(({ own, mint, reserve }, nth) => [
    { account: own, mint, owner: USER, before: '10000', after: String(10_000n - BigInt(moved[nth]!)) },
    { account: reserve, mint, owner: POOL, before: '10000', after: String(10_000n + BigInt(moved[nth]!)) },
  ]);
  const tx = parseSolanaTransaction(transactionAnswer({ signers: [USER], calls: [call], balances }));
  const { facts, unrecognised } = decodeSolanaTransaction(tx, { chain: 'solana', txIndex: 0, hash: 'hash' });
  const liquidity = facts.filter((fact): fact is LiquidityChange => fact.kind === 'liquidity');
  const changes = liquidity.map(({ lower, upper, amount0Raw, amount1Raw }) => [lower, upper, amount0Raw, amount1Raw]);
  return { facts, liquidity, changes, reasons: unrecognised.map(({ reason }) => reason) };
}

const bin = (id: number, ...shares: number[]) =>
  Buffer.concat([bytes(['i32', id]), ...shares.map((share) => bytes(['u32', share]).subarray(0, 2))]).toString('hex');
const shared = (amounts: Amounts, ...bins: string[]) =>
  bytes('b59d59438fb63448', ['u64', amounts[0]], ['u64', amounts[1]], ['u32', bins.length], ...bins);
const strategy = (
  discriminator: string,
  amounts: readonly (bigint | number)[],
  range: Amounts,
  type: number,
  flag = 0,
) =>
  bytes(
    discriminator,
    ...amounts.map((raw) => ['u64', raw] as const),
    ['i32', 97],
    ['i32', 3],
    ['i32', range[0]],
    ['i32', range[1]],
    ['u8', type],
    ['u8', flag],
    '00'.repeat(63),
  );
const BY_STRATEGY = '0703967f94283dc8';
const ONE_SIDE = '2905eeaf64e106cd';

describe('deposits whose data names what every bin takes', () => {
  it('add_liquidity: every bin takes its share, rounded down, and counts as one place in the transaction', () => {
    const data = shared([1_000, 601], bin(99, 0, 5_000), bin(100, 3_333, 4_991), bin(101, 6_666, 0));
    const { facts, changes, reasons } = decode(data, [event(ADDED, [999, 599])], [999, 599]);
    // 601 × 0.5 = 300.5 and 601 × 0.4991 = 299.96; 1000 × 0.3333 = 333.3 and 1000 × 0.6666 = 666.6.
    expect(changes).toEqual([
      [99, 99, 0n, 300n],
      [100, 100, 333n, 299n],
      [101, 101, 666n, 0n],
    ]);
    expect(facts.map(({ kind, index }) => [kind, index])).toEqual([
      ['liquidity', 0],
      ['liquidity', 1],
      ['liquidity', 2],
      ['transfer', 3],
      ['transfer', 4],
    ]);
    expect(reasons).toEqual([]);
  });

  it("the protocol's part of a composition fee does not stay in the active bin, and the rest is not the depositor's", () => {
    const data = shared([0, 600], bin(99, 0, 5_000), bin(100, 0, 5_000));
    const events = [compositionFee([0, 20], [0, 4]), event(ADDED, [0, 600])];
    const { changes, liquidity } = decode(data, events, [0, 600]);
    expect(changes).toEqual([
      [99, 99, 0n, 300n],
      [100, 100, 0n, 296n],
    ]);
    const composition = { kept: [0n, 16n], taken: [0n, 4n] };
    expect(liquidity.map(({ terms }) => terms)).toEqual([undefined, { composition }]);
  });

  it.each([0, 1] as const)(
    'add_liquidity_one_side_precise of token %i: amounts as stated, times their unit',
    (token) => {
      const list = [bytes(['i32', 99], ['u32', 2]), bytes(['i32', 100], ['u32', 4])].map((each) =>
        each.toString('hex'),
      );
      const data = bytes('a1c26754ab47fa9a', ['u32', 2], ...list, ['u64', 100]);
      const amounts = token === 0 ? ([600, 0] as const) : ([0, 600] as const);
      const { changes } = decode(data, [event(ADDED, amounts)], amounts, token);
      const of = (raw: bigint) => (token === 0 ? [raw, 0n] : [0n, raw]);
      expect(changes).toEqual([
        [99, 99, ...of(200n)],
        [100, 100, ...of(400n)],
      ]);
    },
  );
});

describe('deposits whose data names a rule', () => {
  const spread = (rule: object, offered: Amounts) => ({ active: ACTIVE, offered: offered.map(BigInt), rule });

  it.each([
    [3, 0, 'spot', 'balanced'],
    [4, 0, 'curve', 'balanced'],
    [5, 1, 'bid-ask', 'balanced'],
    [6, 0, 'spot', 'imbalanced'],
    [7, 0, 'curve', 'imbalanced'],
    [8, 1, 'bid-ask', 'imbalanced-token0'],
  ])('by strategy %i with flag %i: %s, %s', (type, flag, shape, way) => {
    for (const discriminator of [BY_STRATEGY, '03dd95da6f8d76d5']) {
      const data = strategy(discriminator, [1_000, 700], [98, 105], type, flag);
      const { liquidity, changes, reasons } = decode(data, [event(ADDED, [990, 600])], [990, 600]);
      expect(changes).toEqual([[98, 105, 990n, 600n]]);
      expect(liquidity[0]?.terms).toEqual({ spread: spread({ shape, way }, [1_000, 700]) });
      expect([liquidity[0]?.liquidityDelta, liquidity[0]?.owner]).toEqual([0n, address('filler 0')]);
      expect(reasons).toEqual([]);
    }
  });

  it.each([0, 1] as const)('by strategy, one side of token %i', (token) => {
    const amounts = token === 0 ? ([600, 0] as const) : ([0, 600] as const);
    const data = strategy(ONE_SIDE, [601], [98, 105], 2);
    const { liquidity, changes } = decode(data, [event(ADDED, amounts)], amounts, token);
    expect(changes).toEqual([[98, 105, ...amounts.map(BigInt)]]);
    const offered = token === 0 ? ([601, 0] as const) : ([0, 601] as const);
    expect(liquidity[0]?.terms).toEqual({ spread: spread({ shape: 'bid-ask', way: `token${token}` }, offered) });
  });

  it('by weights of both tokens, or of one', () => {
    const head = (discriminator: string, ...amounts: number[]) =>
      bytes(discriminator, ...amounts.map((raw) => ['u64', raw] as const), ['i32', 97], ['i32', 3], ['u32', 2]);
    const weights = [
      [97, 1],
      [101, 65_535],
    ];
    for (const discriminator of ['1c8cee63e7a21595', 'd13b3f5b6fc899e4']) {
      const data = bytes(head(discriminator, 5, 600).toString('hex'), bin(97, 1), bin(101, 65_535));
      const { liquidity, changes } = decode(data, [event(ADDED, [4, 599])], [4, 599]);
      expect(changes).toEqual([[97, 101, 4n, 599n]]);
      expect(liquidity[0]?.terms).toEqual({ spread: spread({ weights, token: null }, [5, 600]) });
    }
    const data = bytes(head('5e9b6797465fdca5', 700).toString('hex'), bin(97, 1), bin(101, 65_535));
    const { liquidity } = decode(data, [event(ADDED, [0, 699])], [0, 699], 1);
    expect(liquidity[0]?.terms).toEqual({ spread: spread({ weights, token: 1 }, [0, 700]) });
  });

  it('with a composition fee: what stays in the bins, and what the fee was', () => {
    const events = [compositionFee([9, 0], [1, 0]), event(ADDED, [990, 600])];
    const { liquidity } = decode(strategy(BY_STRATEGY, [1_000, 700], [98, 105], 6), events, [990, 600]);
    expect(liquidity).toMatchObject([
      { amount0Raw: 989n, amount1Raw: 600n, terms: { composition: { kept: [8n, 0n], taken: [1n, 0n] } } },
    ]);
  });
});

describe('withdrawals from a liquidity book', () => {
  it.each([
    ['remove_liquidity_by_range', bytes('1a526698f04a691a', ['i32', 90], ['i32', 110], '1027'), [90, 110], 10_000n],
    ['remove_all_liquidity', bytes('0a333d2370691855'), [-443_636, 443_636], 10_000n],
  ] as const)('%s: the part of a position that left every bin of a range', (_name, data, range, bps) => {
    const { facts, changes, reasons } = decode(data, [event(REMOVED, [7, 8])], [-7, -8]);
    expect(changes).toEqual([[...range, -7n, -8n]]);
    expect(facts[0]).toMatchObject({ liquidityDelta: -bps, owner: address('filler 0') });
    expect(reasons).toEqual([]);
    expect(decode(data, [event(REMOVED, [0, 0])], [0, 0])).toMatchObject({ changes: [], reasons: [] });
  });

  it('remove_liquidity: the part of each bin', () => {
    const data = bytes('5055d14818ceb16c', ['u32', 2], bin(98, 10_000), bin(100, 5_000));
    const { liquidity, changes, reasons } = decode(data, [event(REMOVED, [7, 8])], [-7, -8]);
    expect(changes).toEqual([[98, 100, -7n, -8n]]);
    expect(liquidity[0]).toMatchObject({
      liquidityDelta: 0n,
      terms: {
        parts: [
          [98, 98, 10_000],
          [100, 100, 5_000],
        ],
      },
    });
    expect(reasons).toEqual([]);
  });
});

describe('rebalance_liquidity', () => {
  const REBALANCE = '5c04b0c177b95309';
  const rebalanced = (x: readonly [out: number, into: number], y: readonly [number, number], fees: Amounts) =>
    bytes(
      HEAD,
      '006d75b33d5bc7c8',
      [POOL, address('position'), USER].map(keyHex).join(''),
      ['i32', ACTIVE],
      ...[...x, ...y, ...fees].map((raw) => ['u64', raw] as const),
      '00'.repeat(32),
    );
  const params = (...lists: readonly (string | readonly ['u32' | 'i32' | 'u64' | 'u8', bigint | number])[]) =>
    bytes(REBALANCE, ['i32', 97], '0300', '0100', '00'.repeat(32), ['u8', 3], '00'.repeat(31), ...lists);
  const removes = [['u32', 1], '01', ['i32', 90], '00', 'e803', '00'.repeat(16)] as const;
  const adds = [
    ...[['u32', 1] as const, ['i32', -2] as const, ['i32', 3] as const],
    ...[1_000, 700, 50, 90].map((raw) => ['u64', raw] as const),
    ...['0401', '00'.repeat(16)],
  ] as const;

  it('is a withdrawal and a deposit along lines, in two places of the transaction', () => {
    const data = params(...removes, ...adds);
    const { liquidity, facts, reasons } = decode(data, [rebalanced([500, 300], [10, 70], [3, 5])], [-203, 55]);
    const line = { lower: 98, upper: 103, base: [1_000n, 700n], slope: [-50n, 90n], activeToken: 0 };
    expect(liquidity).toMatchObject([
      {
        ...{ index: 0, lower: 90, upper: 100, amount0Raw: -500n, amount1Raw: -10n },
        terms: { parts: [[90, 100, 1_000]] },
      },
      {
        ...{ index: 1, lower: 98, upper: 103, amount0Raw: 300n, amount1Raw: 70n },
        terms: { spread: { active: ACTIVE, offered: [0n, 0n], rule: { lines: [line] } } },
      },
    ]);
    expect(facts.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
    expect(reasons).toEqual([]);
  });

  it('is told in as far as it withdrew or added', () => {
    const none = [['u32', 0]] as const;
    const only = (data: Uint8Array, events: readonly Uint8Array[], moved: Amounts) =>
      decode(data, events, moved).liquidity.map(({ index, amount0Raw }) => [index, amount0Raw]);
    expect(only(params(...removes, ...none), [rebalanced([500, 0], [10, 0], [0, 0])], [-500, -10])).toEqual([
      [0, -500n],
    ]);
    expect(only(params(...none, ...adds), [rebalanced([0, 300], [0, 70], [0, 0])], [300, 70])).toEqual([[1, 300n]]);
  });

  it.each([
    ['without its event', params(...removes, ...adds), [], 'without its event'],
    [
      'whose event states other sums than moved',
      params(...removes, ...adds),
      [rebalanced([500, 300], [10, 70], [3, 6])],
      'other amounts',
    ],
    ['cut off', params(...removes), [rebalanced([500, 300], [10, 70], [3, 5])], 'other amounts'],
  ] as const)('%s: only what moved at the reserves is known', (_name, data, events, reason) => {
    const { changes, reasons } = decode(data, events, [-203, 55]);
    expect(changes).toEqual([[-443_636, 443_636, -203n, 55n]]);
    expect(reasons).toEqual([expect.stringContaining(reason)]);
  });
});

describe('a deposit that does not say what its bins take is listed, and no bin is guessed', () => {
  it.each([
    ['bins that add up to another sum', shared([0, 600], bin(99, 0, 5_000), bin(100, 0, 4_000))],
    ['a count that the data does not hold', bytes('b59d59438fb63448', ['u64', 0], ['u64', 600], 'ffffffff')],
    ['a strategy of one token among those of two', strategy(BY_STRATEGY, [0, 600], [98, 105], 2)],
    ['a strategy that does not exist', strategy(BY_STRATEGY, [0, 600], [98, 105], 9)],
    ['a range that no position has', strategy(BY_STRATEGY, [0, 600], [98, 1_498], 6)],
    ['a range upside down', strategy(BY_STRATEGY, [0, 600], [98, 97], 6)],
  ] as const)('%s', (_name, data) => {
    const { changes, reasons } = decode(data, [event(ADDED, [0, 600])], [0, 600]);
    expect(changes).toEqual([[-443_636, 443_636, 0n, 600n]]);
    expect(reasons).toEqual([expect.stringContaining('does not say what its bins take')]);
  });

  it('whose event states other amounts than moved into the reserves', () => {
    const { changes, reasons } = decode(
      strategy(BY_STRATEGY, [0, 600], [98, 105], 6),
      [event(ADDED, [0, 600])],
      [0, 601],
    );
    expect(changes).toEqual([[-443_636, 443_636, 0n, 600n]]);
    expect(reasons).toEqual([expect.stringContaining('moved other amounts')]);
  });

  it('without its event', () => {
    const { changes, reasons } = decode(shared([0, 600], bin(99, 0, 10_000)), [], [0, 600]);
    expect([changes, reasons]).toEqual([[], ['add_liquidity: no liquidity event']]);
  });
});
