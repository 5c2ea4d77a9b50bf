import { base58 } from '@scure/base';
import { binPrice } from '@tokentape/core/curves/bin-price.ts';
import { spreadOver } from '@tokentape/core/curves/bin-spread.ts';
import { type BinPool, swapBins } from '@tokentape/core/curves/bins.ts';
import { applyLiquidity, swapConcentrated } from '@tokentape/core/curves/concentrated.ts';
import { swapConstantProduct } from '@tokentape/core/curves/constant-product.ts';
import { swapRange } from '@tokentape/core/curves/range.ts';
import { tickAtSqrtPrice } from '@tokentape/core/curves/tick-math.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SolanaTokenBalance, SolanaTransaction } from '../../chains/solana-chain.ts';
import { isBins, isRange } from '../curves.ts';
import { concentrated, type MarketPool, type Venue } from '../pool.ts';
import { SAMPLE_SEED } from '../sample-market.ts';
import { inventedAddress } from './addresses.ts';
import { playSolanaWeek, type SolanaWeek } from './solana-week.ts';

let week: SolanaWeek;
beforeAll(() => {
  week = playSolanaWeek(SAMPLE_SEED);
});

function poolsOf(venue: Venue): MarketPool[] {
  return week.pools.filter((pool) => pool.venue === venue);
}

/** Successful transactions that name a pool, in order. */
function transactionsOf({ address }: MarketPool): SolanaTransaction[] {
  const all = Array.from(week.chain.ordinalsOf(address, false), (ordinal) => week.chain.transaction(ordinal));
  return all.filter(({ meta }) => meta!.err === null);
}

const DATA = 'Program data: ';
const SELF_EVENT = 'e445a52e51cb9a1d';

/** Events of a kind for a pool: from the log, and from programs that call themselves. */
function events(pool: MarketPool, kind: string): Buffer[] {
  return transactionsOf(pool)
    .flatMap(({ meta }) => [
      ...meta!
        .logMessages!.filter((line) => line.startsWith(DATA))
        .map((line) => Buffer.from(line.slice(DATA.length), 'base64')),
      ...instructionData(meta!.innerInstructions!.flatMap(({ instructions }) => instructions))
        .filter((data) => data.toString('hex', 0, 8) === SELF_EVENT)
        .map((data) => data.subarray(8)),
    ])
    .filter((event) => event.toString('hex', 0, 8) === kind && base58.encode(event.subarray(8, 40)) === pool.address);
}

function instructionData(list: { data: string }[]): Buffer[] {
  return list.map(({ data }) => Buffer.from(base58.decode(data)));
}

function u128(bytes: Buffer, at: number): bigint {
  return bytes.readBigUInt64LE(at) | (bytes.readBigUInt64LE(at + 8) << 64n);
}

describe('pools of other designs move along their own curves', () => {
  it('Whirlpools: price before, price after, amounts and fee of every Traded event', () => {
    expect(poolsOf('orca-whirlpool')).toHaveLength(4);
    for (const pool of poolsOf('orca-whirlpool')) {
      const last = concentrated(pool.curve);
      let curve = { ...last, ticks: [], liquidity: 0n, sqrtPrice: 0n } as typeof last;
      for (const change of events(pool, '1e0790b566fe9ba1')) {
        curve = applyLiquidity(curve, change.readInt32LE(72), change.readInt32LE(76), u128(change, 80));
      }
      const traded = events(pool, 'e1ca49af932ba096');
      expect(traded.length).toBeGreaterThan(100);
      curve = { ...curve, ...startOf(curve, u128(traded[0]!, 41), last) };
      for (const event of traded) {
        expect(u128(event, 41)).toBe(curve.sqrtPrice);
        const quote = swapConcentrated(curve, { sell: event[40] === 1 ? 0 : 1, exactIn: event.readBigUInt64LE(73) });
        const fee = event.readBigUInt64LE(105) + event.readBigUInt64LE(113);
        expect([u128(event, 57), event.readBigUInt64LE(81), fee]).toEqual([
          quote.sqrtPriceAfter,
          quote.amountOut,
          quote.feeRaw,
        ]);
        curve = { ...curve, sqrtPrice: quote.sqrtPriceAfter, tick: quote.tickAfter, liquidity: quote.liquidityAfter };
      }
      expect(curve).toEqual(last);
    }
  });

  it('CPMM pools: reserves without the collected fees before every swap, and what it gave', () => {
    expect(poolsOf('raydium-cpmm')).toHaveLength(2);
    for (const pool of poolsOf('raydium-cpmm')) {
      const swaps = events(pool, '40c6cde8260871e2');
      expect(swaps.length).toBeGreaterThan(50);
      let expected: bigint[] | undefined;
      for (const event of swaps) {
        const [from, to] = [event.readBigUInt64LE(40), event.readBigUInt64LE(48)];
        if (expected !== undefined) expect([from, to].sort()).toEqual([...expected].sort());
        const amountIn = event.readBigUInt64LE(56);
        const terms = { reserve0: from, reserve1: to, feePips: 2500, feeRule: 'ceiling' as const };
        const quote = swapConstantProduct(terms, { sell: 0, exactIn: amountIn });
        expect(event.readBigUInt64LE(64)).toBe(quote.amountOut);
        const apart = (quote.feeRaw * 120_000n) / 1_000_000n + (quote.feeRaw * 40_000n) / 1_000_000n;
        expected = [from + amountIn - apart, to - quote.amountOut];
      }
      const { reserve0, reserve1 } = pool.curve as { reserve0: bigint; reserve1: bigint };
      expect([...expected!].sort()).toEqual([reserve0, reserve1].sort());
    }
  });

  it('DAMM v2 pools: output, fee and price after of every EvtSwap2, from the opening on', () => {
    expect(poolsOf('meteora-damm-v2')).toHaveLength(1);
    for (const pool of poolsOf('meteora-damm-v2')) {
      const last = pool.curve;
      if (!isRange(last)) throw new Error('A DAMM v2 pool has one range.');
      const [opening] = events(pool, 'e432f655cb428625') as [Buffer];
      let curve = { ...last, sqrtPrice: u128(opening, opening.length - 59) };
      expect(u128(opening, opening.length - 75)).toBe(last.liquidity);
      const swaps = events(pool, 'bd4233a826507599');
      expect(swaps.length).toBeGreaterThan(50);
      for (const event of swaps) {
        const amountIn = event.readBigUInt64LE(60);
        const { amountOut, sqrtPriceAfter } = swapRange(curve, event[40] === 0 ? 0 : 1, amountIn);
        expect([event.readBigUInt64LE(84), u128(event, 92)]).toEqual([amountOut, sqrtPriceAfter]);
        curve = { ...curve, sqrtPrice: sqrtPriceAfter };
      }
      expect(curve).toEqual(last);
    }
  });

  it('liquidity books: bins as deposited, start and end bin, fee and output of every swap', () => {
    expect(poolsOf('meteora-dlmm')).toHaveLength(2);
    for (const pool of poolsOf('meteora-dlmm')) {
      const last = pool.curve;
      if (!isBins(last)) throw new Error('A liquidity book has bins.');
      let book = deposited(pool, last);
      const changes: string[] = [];
      for (const event of bookEvents(pool)) {
        const kind = event.toString('hex', 0, 8);
        if (kind !== SWAPPED) {
          changes.push(kind);
          if (kind === REMOVED) book = withdrawal(pool, book, deposited(pool, last), event);
          // The first deposit is where the book begins.
          else if (changes.length > 1) book = addition(pool, book, event);
          continue;
        }
        expect(event.readInt32LE(72)).toBe(book.activeId);
        const quote = swapBins(book, { sell: event[96] === 1 ? 0 : 1, exactIn: event.readBigUInt64LE(80) });
        const stated = [event.readInt32LE(76), event.readBigUInt64LE(88), event.readBigUInt64LE(97)];
        expect(stated).toEqual([quote.activeIdAfter, quote.amountOut, quote.feeRaw]);
        const bins = book.bins.map((bin) => quote.touched.find(({ id }) => id === bin.id) ?? bin);
        book = { ...book, activeId: quote.activeIdAfter, bins };
      }
      expect(changes).toEqual([ADDED, REMOVED, ADDED]);
      expect(bookEvents(pool).length).toBeGreaterThan(50);
      expect(book).toEqual(last);
    }
  });
});

/** Tick and liquidity at a first price, by the positions. */
function startOf(curve: ReturnType<typeof concentrated>, sqrtPrice: bigint, last: ReturnType<typeof concentrated>) {
  const tick = tickAtSqrtPrice(sqrtPrice, 64, last.program);
  const liquidity = curve.ticks
    .filter(({ index }) => index <= tick)
    .reduce((sum, { liquidityNet }) => sum + liquidityNet, 0n);
  return { sqrtPrice, tick, liquidity };
}

/** The book after its deposit, read from the add_liquidity instruction alone. */
function deposited(pool: MarketPool, last: BinPool): BinPool {
  const data = transactionsOf(pool)
    .flatMap(({ transaction }) => instructionData(transaction.message.instructions))
    .find((each) => each.toString('hex', 0, 8) === 'b59d59438fb63448')!;
  const [amount0, amount1] = [data.readBigUInt64LE(8), data.readBigUInt64LE(16)];
  const bins = Array.from({ length: data.readUInt32LE(24) }, (_, step) => {
    const at = 28 + 8 * step;
    return {
      id: data.readInt32LE(at),
      amount0: (amount0 * BigInt(data.readUInt16LE(at + 4))) / 10_000n,
      amount1: (amount1 * BigInt(data.readUInt16LE(at + 6))) / 10_000n,
    };
  });
  return { ...last, activeId: last.fee.indexReference, bins };
}

const [SWAPPED, REMOVED, ADDED] = ['516ce3becdd00ac4', '74f461e8671f983a', '1f5e7d5ae3343dba'] as const;

/** Swaps of a book, deposits into it and withdrawals from it, in order. */
function bookEvents(pool: MarketPool): Buffer[] {
  return transactionsOf(pool)
    .flatMap(({ meta }) => instructionData(meta!.innerInstructions!.flatMap(({ instructions }) => instructions)))
    .filter((data) => data.toString('hex', 0, 8) === SELF_EVENT)
    .map((data) => data.subarray(8))
    .filter((event) => [SWAPPED, REMOVED, ADDED].some((kind) => kind === event.toString('hex', 0, 8)))
    .filter((event) => base58.encode(event.subarray(8, 40)) === pool.address);
}

/** The book after a deposit by strategy, read from its instruction: balanced, in the shape of a curve. */
function addition(pool: MarketPool, book: BinPool, event: Buffer): BinPool {
  const data = transactionsOf(pool)
    .flatMap(({ transaction }) => instructionData(transaction.message.instructions))
    .find((each) => each.toString('hex', 0, 8) === '03dd95da6f8d76d5')!;
  expect([data.readInt32LE(24), data.readUInt8(40)]).toEqual([book.activeId, 4]);
  const offered = [data.readBigUInt64LE(8), data.readBigUInt64LE(16)] as const;
  const spread = { active: book.activeId, offered, rule: { shape: 'curve', way: 'balanced' } } as const;
  const active = book.bins.find(({ id }) => id === book.activeId)!;
  const added = spreadOver(spread, [data.readInt32LE(32), data.readInt32LE(36)], { binStep: book.binStep, active })!;
  const sum = (side: 'amount0' | 'amount1') => added.reduce((total, bin) => total + bin[side], 0n);
  expect([sum('amount0'), sum('amount1')]).toEqual([event.readBigUInt64LE(104), event.readBigUInt64LE(112)]);
  const bins = book.bins.map((bin) => {
    const { amount0, amount1 } = added.find(({ id }) => id === bin.id) ?? { amount0: 0n, amount1: 0n };
    return { id: bin.id, amount0: bin.amount0 + amount0, amount1: bin.amount1 + amount1 };
  });
  return { ...book, bins };
}

/** The book after a withdrawal by range: of every bin that part of its shares, which all are of one position. */
function withdrawal(pool: MarketPool, book: BinPool, first: BinPool, event: Buffer): BinPool {
  const data = transactionsOf(pool)
    .flatMap(({ transaction }) => instructionData(transaction.message.instructions))
    .find((each) => each.toString('hex', 0, 8) === '1a526698f04a691a')!;
  const [lower, upper, bps] = [data.readInt32LE(8), data.readInt32LE(12), BigInt(data.readUInt16LE(16))];
  const sums = [0n, 0n] as [bigint, bigint];
  const bins = book.bins.map((bin, nth) => {
    if (bin.id < lower || bin.id > upper) return bin;
    const { id, amount0, amount1 } = first.bins[nth]!;
    const supply = binPrice(id, book.binStep) * amount0 + (amount1 << 64n);
    const shares = (supply * bps) / 10_000n;
    const [out0, out1] = [(shares * bin.amount0) / supply, (shares * bin.amount1) / supply];
    [sums[0], sums[1]] = [sums[0] + out0, sums[1] + out1];
    return { id, amount0: bin.amount0 - out0, amount1: bin.amount1 - out1 };
  });
  expect(sums).toEqual([event.readBigUInt64LE(104), event.readBigUInt64LE(112)]);
  return { ...book, bins };
}

describe('what an index must not stumble over', () => {
  it('names impostor mints with markup, formulas, quotes and bidirectional controls', () => {
    const sent = transactionsOf({ address: inventedAddress('spammer') } as MarketPool);
    const memos = sent.flatMap(({ meta }) => meta!.logMessages!.filter((line) => line.startsWith('Program log: Memo')));
    for (const part of ['<img src=x', '=HYPERLINK', 'DROP TABLE', '\\u0000', '\u202e']) {
      expect(
        memos.some((line) => line.includes(part)),
        part,
      ).toBe(true);
    }
  });

  it('has round trips through two pools that net to nothing, and routes through Jupiter', () => {
    const mint = week.tickers.get('NVDAx')!.token.address;
    const routed = transactionsOf({ address: mint } as MarketPool).filter(({ meta }) =>
      meta!.logMessages!.includes('Program log: Instruction: Route'),
    );
    expect(routed.length).toBeGreaterThan(100);
    const unchanged = routed.filter(({ meta }) => {
      const held = (balances: SolanaTokenBalance[] | null) =>
        balances!.filter((each) => each.mint === mint && !week.pools.some(({ address }) => address === each.owner));
      return held(meta!.postTokenBalances).every(
        ({ uiTokenAmount, owner }) =>
          (held(meta!.preTokenBalances).find((before) => before.owner === owner)?.uiTokenAmount.amount ?? '0') ===
          uiTokenAmount.amount,
      );
    });
    expect(unchanged.length).toBeGreaterThan(3);
  });
});
