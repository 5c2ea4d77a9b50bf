import { type RangePool, rangeAmount0, rangeAmount1, swapRange } from '@tokentape/core/curves/range.ts';
import type { Fact } from '@tokentape/core/facts/facts.ts';
import { PoolCurve } from '@tokentape/core/liquidity/pool-curve.ts';
import { dammPoolAccount } from '@tokentape/replay/encode/solana/accounts/damm-accounts.ts';
import {
  DAMM_V2_PROGRAM,
  type DammSchedule,
  dammChangeLiquidity,
  dammInitialize,
  dammSwap,
} from '@tokentape/replay/encode/solana/meteora-damm-v2.ts';
import { TOKEN_PROGRAM } from '@tokentape/replay/encode/solana/programs.ts';
import { SolanaTransactionBuilder } from '@tokentape/replay/encode/solana/transaction-builder.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDammPool } from '../../solana/accounts/damm-pool.ts';
import { address, bytes, keyHex, transactionAnswer } from '../../testing/solana-fixtures.ts';
import { accountsWith } from '../../testing/venue-call.ts';
import { decodeSolanaTransaction, parseSolanaTransaction } from '../solana.ts';

const mint = (name: string) => ({ address: address(name), decimals: 6, program: TOKEN_PROGRAM });
const pool = {
  address: address('pool'),
  config: address('config'),
  mint0: mint('mint 0'),
  mint1: mint('mint 1'),
  vault0: address('vault 0'),
  vault1: address('vault 1'),
  observation: address('observation'),
  tickArray: address('array'),
  tickSpacing: 0,
};
const owner = {
  owner: address('owner'),
  ownerAccount0: address('own 0'),
  ownerAccount1: address('own 1'),
  position: address('position'),
  nftMint: address('nft'),
  nftAccount: address('nft account'),
};

type Write = (builder: SolanaTransactionBuilder) => void;

/** What a transaction decodes to, the token balances of both vaults and accounts as given. */
function decode(write: Write, reserves: readonly [bigint, bigint], moved: readonly [bigint, bigint]): Fact[] {
  const builder = new SolanaTransactionBuilder({
    slot: 7,
    blockTime: 1_751_241_600,
    transactionIndex: 0,
    feePayer: owner.owner,
    fee: 5_000,
    signature: () => address('signature'),
    recentBlockhash: () => address('hash'),
  });
  write(builder);
  const held = 1n << 60n;
  const sides = [
    [pool.mint0, pool.vault0, owner.ownerAccount0, 0],
    [pool.mint1, pool.vault1, owner.ownerAccount1, 1],
  ] as const;
  for (const [{ address: token, decimals, program }, vault, account, nth] of sides) {
    const terms = { mint: token, decimals, program };
    const [before, delta] = [reserves[nth] as bigint, moved[nth] as bigint];
    builder.tokenBalance({ account: vault, owner: address('authority'), ...terms, before, after: before + delta });
    builder.tokenBalance({ account, owner: owner.owner, ...terms, before: held, after: held - delta });
  }
  const { facts, unrecognised } = decodeSolanaTransaction(parseSolanaTransaction(builder.build()), {
    ...{ chain: 'solana', txIndex: 0, hash: 'hash' },
  });
  expect(unrecognised).toEqual([]);
  return facts.filter((fact) => 'pool' in fact);
}

function follow(curve: PoolCurve, facts: readonly Fact[]): void {
  for (const fact of facts) {
    if (fact.kind === 'liquidity') curve.change(fact);
    else if (fact.kind === 'pool-state') curve.setState(fact.state, fact.terms);
    else if (fact.kind === 'fill') curve.fill({ ...fact, sell: fact.soldToken === pool.mint0.address ? 0 : 1 });
  }
}

const terms = {
  curve: 'concentrated',
  dex: 'meteora-damm-v2',
  resolution: 64,
  feePips: null,
  tickSpacing: null,
} as const;
const steps = fc.array(
  fc.record({
    kind: fc.constantFrom('add', 'remove', 'sell 0', 'sell 1'),
    size: fc.bigInt({ min: 1n, max: 1_000_000n }),
  }),
  { maxLength: 12 },
);
const prices = fc.bigInt({ min: 1n << 60n, max: 1n << 68n });

describe('Meteora DAMM v2', () => {
  it('is followed from its opening through deposits, withdrawals and swaps, and ends as its account has it', () => {
    fc.assert(
      fc.property(prices, fc.constantFrom<'bought' | 'token1'>('bought', 'token1'), steps, (sqrtPrice, on, acts) => {
        const range = { sqrtLow: sqrtPrice / 3n, sqrtHigh: sqrtPrice * 2n };
        const liquidity = (50_000_000n << 128n) / sqrtPrice;
        let model: RangePool = { sqrtPrice, liquidity, ...range, fee: { nano: 2_500_000, on } };
        const sides = (delta: bigint, up: boolean) => {
          const { sqrtPrice: now, sqrtLow, sqrtHigh } = model;
          return [rangeAmount0(now, sqrtHigh, delta, up), rangeAmount1(sqrtLow, now, delta, up)] as [bigint, bigint];
        };
        let reserves = sides(liquidity, true);
        const curve = new PoolCurve(terms);
        const [amount0, amount1] = reserves;
        const opening = decode(
          (builder) => dammInitialize(builder, { pool, ...owner, amount0, amount1 }, model),
          [0n, 0n],
          reserves,
        );
        expect(opening).toMatchObject([
          { kind: 'pool', pool: pool.address, feePips: 2_500, vault0: pool.vault0, vault1: pool.vault1, created: true },
          { kind: 'pool-state', source: 'initialize', state: { sqrtPrice } },
          {
            kind: 'liquidity',
            owner: owner.owner,
            liquidityDelta: liquidity,
            amount0Raw: amount0,
            amount1Raw: amount1,
          },
        ]);
        follow(curve, opening);
        for (const { kind, size } of acts) {
          const [reserve0, reserve1] = reserves;
          if (kind === 'add' || kind === 'remove') {
            const delta = (model.liquidity * size) / (kind === 'add' ? 500_000n : 1_100_000n);
            const [raw0, raw1] = sides(delta, kind === 'add');
            const sign = kind === 'add' ? 1n : -1n;
            const after = { reserve0: reserve0 + sign * raw0, reserve1: reserve1 + sign * raw1 };
            const change = { pool, ...owner, amount0: raw0, amount1: raw1, liquidityDelta: sign * delta, ...after };
            follow(
              curve,
              decode((builder) => dammChangeLiquidity(builder, change), reserves, [sign * raw0, sign * raw1]),
            );
            reserves = [after.reserve0, after.reserve1];
            model = { ...model, liquidity: model.liquidity + sign * delta };
            continue;
          }
          const sell = kind === 'sell 0' ? 0 : 1;
          const { amountIn, amountOut, partial, sqrtPriceAfter, feePaid } = swapRange(model, sell, size * 10n);
          if (partial || amountOut === 0n) continue;
          const moved: [bigint, bigint] = sell === 0 ? [amountIn, -amountOut] : [-amountOut, amountIn];
          const after: [bigint, bigint] = [reserve0 + moved[0], reserve1 + moved[1]];
          const accounts = { user: owner.owner, userAccount0: owner.ownerAccount0, userAccount1: owner.ownerAccount1 };
          const stated = { fee: feePaid, onInput: on === 'token1' && sell === 1, sqrtPriceAfter };
          const swap = { pool, ...accounts, sell, amountIn, amountOut, minimumOut: 0n, ...stated } as const;
          const facts = decode(
            (builder) => dammSwap(builder, { ...swap, reserve0: after[0], reserve1: after[1] }),
            reserves,
            moved,
          );
          expect(facts.at(-1)).toMatchObject({ kind: 'fill', soldRaw: amountIn, boughtRaw: amountOut, flags: [] });
          follow(curve, facts);
          reserves = after;
          model = { ...model, sqrtPrice: sqrtPriceAfter };
        }
        const account = readDammPool(
          dammPoolAccount(
            { mint0: pool.mint0.address, mint1: pool.mint1.address, vault0: pool.vault0, vault1: pool.vault1 },
            model,
          ),
        );
        expect(account).toMatchObject({ curve: model, fee: model.fee, mint0: pool.mint0.address, vault1: pool.vault1 });
        expect(curve.toCurve()).toEqual(model);
        expect(curve.feeKnown).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  const event = (kind: string, ...fields: Parameters<typeof bytes>) =>
    bytes('e445a52e51cb9a1d', kind, ...[pool.address, owner.position, owner.owner].map(keyHex), ...fields);
  const call = (data: string, sent: Uint8Array) => {
    const accounts = accountsWith(14, { 0: pool.address });
    const inner = [{ program: DAMM_V2_PROGRAM, accounts: [address('authority')], data: sent, height: 2 }];
    const outer = { program: DAMM_V2_PROGRAM, accounts, data, height: 1 };
    const answer = transactionAnswer({ signers: [owner.owner], calls: [{ outer, inner }] });
    return decodeSolanaTransaction(parseSolanaTransaction(answer), { chain: 'solana', txIndex: 0, hash: 'hash' });
  };

  it.each([
    ['add_liquidity with the amounts of 2025', 'b59d59438fb63448', 'aff2089d1ef7b9a9', 4, 1n],
    ['add_liquidity as first deployed', 'b59d59438fb63448', 'aff2089d1ef7b9a9', 2, 1n],
    ['remove_all_liquidity', '0a333d2370691855', '572e5862af60225b', 2, -1n],
  ] as const)('%s', (_name, instruction, kind, amounts, sign) => {
    const list = [300, 400, 300, 400].slice(0, amounts).map((amount) => ['u64', amount] as const);
    const { facts } = call(instruction, event(kind, ['u128', 7_000_000], ['u64', 0], ['u64', 0], ...list));
    expect(facts).toMatchObject([
      {
        ...{ kind: 'liquidity', pool: pool.address, owner: owner.owner, lower: -443_636, upper: 443_636 },
        ...{ liquidityDelta: sign * 7_000_000n, amount0Raw: sign * 300n, amount1Raw: sign * 400n },
      },
    ]);
  });

  it('lists a liquidity call without its event, and states no curve of a pool that it did not see from its opening', () => {
    const { facts, unrecognised } = call('b59d59438fb63448', event('0000000000000000'));
    expect(facts).toEqual([]);
    expect(unrecognised).toMatchObject([{ reason: 'add_liquidity: no liquidity event' }]);
    const curve = new PoolCurve({ ...terms, creationSeen: false });
    curve.change({ lower: -443_636, upper: 443_636, liquidityDelta: 5n, amount0Raw: 1n, amount1Raw: 1n });
    curve.setState({ sqrtPrice: 1n << 64n, tick: null, liquidity: null, reserve0: null, reserve1: null });
    expect(curve.toCurve()).toBeNull();
  });

  const range = { sqrtPrice: 1n << 64n, liquidity: 5n << 64n, sqrtLow: 1n << 63n, sqrtHigh: 1n << 65n };
  const names = { mint0: pool.mint0.address, mint1: pool.mint1.address, vault0: pool.vault0, vault1: pool.vault1 };
  const START = 1_751_241_600;
  const falling: DammSchedule = {
    ...{ periods: 10, frequency: 60n, reduction: 20_000_000n, mode: 0 },
    ...{ activation: BigInt(START), seconds: true },
  };
  const opened = (schedule: DammSchedule) => {
    const model: RangePool = { ...range, fee: { nano: 500_000_000, on: 'token1' } };
    const deposit = { pool, ...owner, amount0: 9n, amount1: 9n };
    const facts = decode((builder) => dammInitialize(builder, deposit, model, schedule), [0n, 0n], [9n, 9n]);
    const curve = new PoolCurve(terms);
    follow(curve, facts);
    return { facts, curve, account: readDammPool(dammPoolAccount(names, model, schedule)) };
  };
  const nanoAt = (curve: PoolCurve, time?: number) => (curve.toCurve(time) as RangePool).fee.nano;

  it('a fee that falls by a schedule in seconds is known at every moment, from the opening as from the account', () => {
    const { facts, curve, account } = opened(falling);
    expect(facts[0]).toMatchObject({ kind: 'pool', feePips: null });
    expect(curve.feeKnown).toBe(true);
    const times = [START, START + 59, START + 60, START + 599, START + 600, START + 9_999];
    const fees = [500, 500, 480, 320, 300, 300].map((thousandths) => thousandths * 1_000_000);
    expect(times.map((time) => nanoAt(curve, time))).toEqual(fees);
    const read = new PoolCurve({ ...terms, creationSeen: false });
    const { liquidity, sqrtLow, sqrtHigh, sqrtPrice } = account.curve;
    const ends = [
      [-443_636, liquidity],
      [443_636, -liquidity],
    ] as const;
    const state = { sqrtPrice, tick: null, liquidity: null, reserve0: null, reserve1: null };
    read.setState(state, { ticks: ends, range: [sqrtLow, sqrtHigh], fee: account.fee! });
    expect(times.map((time) => nanoAt(read, time))).toEqual(fees);
    expect(curve.hasFee(account.fee!)).toBe(true);
    expect(curve.hasFee({ nano: 500_000_000, on: 'token1' })).toBe(false);
    expect(curve.hasFee(opened({ ...falling, periods: 11 }).account.fee!)).toBe(false);
  });

  it('a fee that falls by shares is that of the program, too', () => {
    const { curve } = opened({ ...falling, reduction: 417n, mode: 1 });
    expect([0, 60, 420].map((after) => nanoAt(curve, START + after))).toEqual([500_000_000, 479_150_000, 371_090_999]);
  });

  it('a fee by slots, or one that moves, is not stated, and a pool that compounds has no curve', () => {
    const bySlots = opened({ ...falling, seconds: false });
    expect([bySlots.curve.feeKnown, nanoAt(bySlots.curve, START), bySlots.account.fee]).toEqual([false, 0, null]);
    const account = () => dammPoolAccount(names, { ...range, fee: { nano: 2_500_000, on: 'bought' } });
    const with1 = (...places: number[]) => {
      const data = account();
      for (const place of places) data[place] = 1;
      return readDammPool(data);
    };
    expect(with1(56).fee).toBeNull();
    expect(with1(22).fee).toEqual({ nano: 2_500_000, on: 'bought' });
    const limited = account();
    limited[16] = 2;
    expect(readDammPool(limited).fee).toBeNull();
    const compounding = account();
    compounding[484] = 2;
    expect(() => readDammPool(compounding)).toThrow(expect.objectContaining({ code: 'ACCOUNT_INVALID' }));
  });
});
