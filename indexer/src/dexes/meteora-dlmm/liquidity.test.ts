import { describe, expect, it } from 'vitest';
import { address, bytes, keyHex, transactionAnswer } from '../../testing/solana-fixtures.ts';
import { accountsWith } from '../../testing/venue-call.ts';
import { decodeSolanaTransaction, parseSolanaTransaction } from '../solana.ts';

const PROGRAM = 'LBUZKhRxPF3XUpBCjp4YzTKgLccjZhTSDM9YuVaPwxo';
const POOL = address('pair');
const MINT = address('mint');
const [USER, OWN, RESERVE] = ['user', 'own', 'reserve'].map(address) as [string, string, string];
const ADDED = '1f5e7d5ae3343dba';
const REMOVED = '74f461e8671f983a';
const ACTIVE = 100;

type Amounts = readonly [bigint | number, bigint | number];

function event(kind: string, [x, y]: Amounts, active = ACTIVE): Uint8Array {
  const keys = [POOL, USER, address('position')].map(keyHex).join('');
  return bytes('e445a52e51cb9a1d', kind, keys, ['u64', x], ['u64', y], ['i32', active]);
}

/** The call with its transfer of token 1 and the events that the program sends to itself. */
function decode(data: Uint8Array, events: readonly Uint8Array[]) {
  const accounts = accountsWith(16, { 1: POOL, 6: RESERVE });
  const transfer = {
    program: 'TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA',
    accounts: [OWN, MINT, RESERVE, USER],
    data: bytes(['u8', 12], ['u64', 600], ['u8', 6]),
    height: 2,
  };
  const sent = events.map((each) => ({ program: PROGRAM, accounts: [address('authority')], data: each, height: 2 }));
  const call = { outer: { program: PROGRAM, accounts, data, height: 1 }, inner: [transfer, ...sent] };
  const balances = [
    { account: OWN, mint: MINT, owner: USER, before: '600', after: '0' },
    { account: RESERVE, mint: MINT, owner: POOL, before: '0', after: '600' },
  ];
  const tx = parseSolanaTransaction(transactionAnswer({ signers: [USER], calls: [call], balances }));
  const { facts, unrecognised } = decodeSolanaTransaction(tx, { chain: 'solana', txIndex: 0, hash: 'hash' });
  const changes = facts.flatMap((fact) =>
    fact.kind === 'liquidity' ? [[fact.lower, fact.upper, fact.amount0Raw, fact.amount1Raw]] : [],
  );
  return { facts, changes, reasons: unrecognised.map(({ reason }) => reason) };
}

const bin = (id: number, ...shares: number[]) =>
  Buffer.concat([bytes(['i32', id]), ...shares.map((share) => bytes(['u32', share]).subarray(0, 2))]).toString('hex');
const shared = (amounts: Amounts, ...bins: string[]) =>
  bytes('b59d59438fb63448', ['u64', amounts[0]], ['u64', amounts[1]], ['u32', bins.length], ...bins);
const strategy = (discriminator: string, amounts: Amounts, range: Amounts, type: number) =>
  bytes(
    discriminator,
    ['u64', amounts[0]],
    ['u64', amounts[1]],
    ['i32', ACTIVE],
    ['i32', 3],
    ['i32', range[0]],
    ['i32', range[1]],
    ['u8', type],
    '00'.repeat(64),
  );
const BY_STRATEGY = '0703967f94283dc8';

describe('deposits into a liquidity book', () => {
  it('add_liquidity: every bin takes its share, rounded down, and counts as one place in the transaction', () => {
    const data = shared([1_000, 601], bin(99, 0, 5_000), bin(100, 3_333, 4_991), bin(101, 6_666, 0));
    const { facts, changes, reasons } = decode(data, [event(ADDED, [999, 599])]);
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
    ]);
    expect(reasons).toEqual([]);
  });

  it("the protocol's part of a composition fee does not stay in the active bin", () => {
    const fee = bytes(
      'e445a52e51cb9a1d',
      '80977b6a1166718e',
      keyHex(USER),
      '6400',
      ['u64', 0],
      ['u64', 20],
      ['u64', 0],
      ['u64', 4],
    );
    const data = shared([0, 600], bin(99, 0, 5_000), bin(100, 0, 5_000));
    expect(decode(data, [fee, event(ADDED, [0, 600])]).changes).toEqual([
      [99, 99, 0n, 300n],
      [100, 100, 0n, 296n],
    ]);
  });

  it('add_liquidity_one_side_precise: amounts as stated, times their unit', () => {
    const list = [bytes(['i32', 99], ['u32', 2]), bytes(['i32', 100], ['u32', 4])].map((each) => each.toString('hex'));
    const data = bytes('a1c26754ab47fa9a', ['u32', 2], ...list, ['u64', 100]);
    expect(decode(data, [event(ADDED, [0, 600])]).changes).toEqual([
      [99, 99, 0n, 200n],
      [100, 100, 0n, 400n],
    ]);
  });

  it.each([
    ['spot', 6, [200n, 200n, 200n]],
    ['curve', 7, [100n, 200n, 300n]],
    ['bid-ask', 8, [300n, 200n, 100n]],
  ])('by strategy %s: token 1 alone lies up to the active bin by its weights', (_name, type, amounts) => {
    const { changes, reasons } = decode(strategy(BY_STRATEGY, [0, 600], [98, 105], type), [event(ADDED, [0, 600])]);
    expect(changes).toEqual(amounts.map((amount, nth) => [98 + nth, 98 + nth, 0n, amount]));
    expect(reasons).toEqual([]);
  });

  it('by weight below the active bin', () => {
    const head = bytes('1c8cee63e7a21595', ['u64', 0], ['u64', 600], ['i32', ACTIVE], ['i32', 3], ['u32', 2]);
    const data = bytes(head.toString('hex'), bin(97, 1), bin(98, 2));
    expect(decode(data, [event(ADDED, [0, 600])]).changes).toEqual([
      [97, 97, 0n, 200n],
      [98, 98, 0n, 400n],
    ]);
  });
});

describe('withdrawals from a liquidity book', () => {
  it.each([
    ['remove_liquidity', bytes('5055d14818ceb16c', ['u32', 2], bin(98, 2_500), bin(99, 2_500)), [98, 99], 2_500n],
    ['remove_liquidity_by_range', bytes('1a526698f04a691a', ['i32', 90], ['i32', 110], '1027'), [90, 110], 10_000n],
    ['remove_all_liquidity', bytes('0a333d2370691855'), [-443_636, 443_636], 10_000n],
  ] as const)('%s: the part of a position that left every bin of a range', (_name, data, range, bps) => {
    const { facts, changes, reasons } = decode(data, [event(REMOVED, [7, 8])]);
    expect(changes).toEqual([[...range, -7n, -8n]]);
    expect(facts[0]).toMatchObject({ liquidityDelta: -bps, owner: address('filler 0') });
    expect(reasons).toEqual([]);
    expect(decode(data, [event(REMOVED, [0, 0])])).toMatchObject({ changes: [], reasons: [] });
  });
});

describe('what depends on accounts is listed, and no bin is guessed', () => {
  it.each([
    ['token 0 needs the bin step', strategy(BY_STRATEGY, [5, 600], [98, 105], 6), [5, 600], [98, 105]],
    [
      'a balanced deposit needs what the active bin holds',
      strategy(BY_STRATEGY, [0, 600], [98, 105], 3),
      [0, 600],
      [98, 105],
    ],
    ['the event states another sum', shared([0, 600], bin(99, 0, 5_000), bin(100, 0, 4_000)), [0, 600], [99, 100]],
    ['a range of one bin', strategy(BY_STRATEGY, [600, 0], [101, 101], 6), [600, 0], [101, 102]],
    [
      'a count that the data does not hold',
      bytes('b59d59438fb63448', ['u64', 0], ['u64', 600], 'ffffffff'),
      [0, 600],
      [-443_636, 443_636],
    ],
  ] as const)('%s', (_name, data, amounts, range) => {
    const { changes, reasons } = decode(data, [event(ADDED, amounts)]);
    expect(changes).toEqual([[...range, BigInt(amounts[0]), BigInt(amounts[1])]]);
    expect(reasons).toEqual([expect.stringContaining('spreads by accounts')]);
  });

  it('remove_liquidity with different parts by bin', () => {
    const data = bytes('5055d14818ceb16c', ['u32', 2], bin(98, 10_000), bin(99, 5_000));
    const { changes, reasons } = decode(data, [event(REMOVED, [7, 8])]);
    expect(changes).toEqual([[-443_636, 443_636, -7n, -8n]]);
    expect(reasons).toEqual([expect.stringContaining('takes different shares of bins')]);
  });

  it('rebalance_liquidity: only what moved at the reserves is known', () => {
    const { changes, reasons } = decode(bytes('5c04b0c177b95309'), []);
    expect(changes).toEqual([[-443_636, 443_636, 600n, 0n]]);
    expect(reasons).toEqual([expect.stringContaining('moves liquidity between bins')]);
  });

  it('a deposit without its event', () => {
    const { changes, reasons } = decode(shared([0, 600], bin(99, 0, 10_000)), []);
    expect([changes, reasons]).toEqual([[], ['add_liquidity: no liquidity event']]);
  });
});
