import { swapConcentrated } from '@tokentape/core/curves/concentrated.ts';
import type { ConcentratedPool } from '@tokentape/core/curves/concentrated-pool.ts';
import { sqrtPriceAtTick, tickAtSqrtPrice } from '@tokentape/core/curves/tick-math.ts';
import type { BlockRef } from '@tokentape/core/facts/chain.ts';
import type { CurveState, Fact, TransactionRef } from '@tokentape/core/facts/facts.ts';
import { getChain, tokensOf } from '@tokentape/core/registry/registry.ts';
import type { FactBatch } from '../batch.ts';

export interface SyntheticOptions {
  blocks: number;
  seed?: number;
  chain?: 'arbitrum' | 'base';
  secondsPerBlock?: number;
  fillsPerBlock?: number;
  traders?: number;
}

/** A seeded generator of numbers in [0, 1): mulberry32, by Tommy Ettinger, public domain. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const hex = (prefix: string, n: number, width: number): string =>
  `0x${prefix}${n.toString(16).padStart(width - prefix.length, '0')}`;

interface Venue {
  address: string;
  token0: string;
  token1: string;
  pool: ConcentratedPool;
}

const START = Date.UTC(2025, 5, 30, 22) / 1_000;
const RANGE: [number, number] = [-887_220, 887_220];

/**
 * Facts for tests of the store: a handful of concentrated pools on an EVM chain (stock–dollar, stock–native, native–dollar,
 * stock–stock), fills that follow their curves, liquidity that comes and goes, mints, burns, a multiplier, orders and answers, failed
 * transactions. One batch of one block each; deterministic by seed.
 */
export function syntheticBlocks(options: SyntheticOptions): FactBatch[] {
  const { blocks, seed = 1, chain = 'arbitrum', secondsPerBlock = 60, fillsPerBlock = 3, traders = 20 } = options;
  const random = randomOf(seed);
  const pick = (n: number): number => Math.floor(random() * n);
  const { quotes, wrappedNative } = getChain(chain);
  const dollar = quotes.find((quote) => quote.peg === 'usd')!.address;
  const stocks = tokensOf(chain)
    .filter(({ token }) => token.decimals !== null)
    .slice(0, 3);
  const pairs = stocks.map(({ token }): [string, string] => [token.address, dollar]);
  pairs.push(
    [wrappedNative!, dollar],
    [stocks[0]!.token.address, wrappedNative!],
    [stocks[0]!.token.address, stocks[1]!.token.address],
  );
  const venues = pairs.map((pair, i) => newVenue(pair, i));
  const batches: FactBatch[] = [];
  for (let n = 0; n < blocks; n++) {
    const block: BlockRef = { height: 1_000 + n * 2, hash: hex('b', n, 64), time: START + n * secondsPerBlock };
    const facts: Fact[] = [];
    let txIndex = 0;
    const next = (trader: number, failed = false): TransactionRef => {
      const wallet = hex('a', trader, 40);
      txIndex += 1;
      return {
        chain,
        block,
        txIndex,
        txId: hex('f', block.height * 1_000 + txIndex, 64),
        signer: wallet,
        feePayer: wallet,
        failed,
      };
    };
    if (n === 0) for (const venue of venues) facts.push(...birth(venue, next(0)));
    for (let i = 0; i < fillsPerBlock; i++) {
      const tx = next(1 + pick(traders));
      const first = swapIn(venues[pick(venues.length)]!, pick(2) as 0 | 1, tx, 0, 1 + pick(1_000));
      facts.push(...first);
      if (pick(4) === 0) facts.push(...swapIn(venues[pick(venues.length)]!, pick(2) as 0 | 1, tx, 5, 1 + pick(1_000)));
    }
    if (pick(5) === 0) facts.push(move(venues[pick(venues.length)]!, next(0), pick(2) === 0));
    const token = stocks[pick(stocks.length)]!.token.address;
    // On both sides of what counts as dust.
    if (pick(4) === 0) facts.push(mint(token, next(0), pick(2) === 0, BigInt(1 + pick(1_000_000)) * 10n ** 8n));
    if (n === 5) {
      const effectiveTime = block.time + 4_000;
      facts.push({ kind: 'multiplier', tx: next(0), index: 0, token, value: '1.0125', effectiveTime });
    }
    if (n % 12 === 3) facts.push(...issuerFacts(token, dollar, next(1), n));
    const failed = pick(6) === 0 ? [next(1 + pick(traders), true)] : [];
    batches.push({
      chain,
      fromBlock: n === 0 ? block.height : block.height - 1,
      to: block,
      finalized: block,
      facts,
      failed,
      unrecognised: [],
    });
  }
  return batches;
}

/** Joins batches that follow each other. */
export function joinBatches(batches: FactBatch[]): FactBatch {
  const last = batches.at(-1)!;
  return {
    ...last,
    fromBlock: batches[0]!.fromBlock,
    facts: batches.flatMap((batch) => batch.facts),
    failed: batches.flatMap((batch) => batch.failed),
    unrecognised: batches.flatMap((batch) => batch.unrecognised),
  };
}

function newVenue(pair: [string, string], i: number): Venue {
  const [token0, token1] = [...pair].sort() as [string, string];
  const sqrtPrice = sqrtPriceAtTick(i * 50 + 7, 96);
  const liquidity = 10n ** 24n;
  const ticks = [
    { index: RANGE[0], liquidityNet: liquidity },
    { index: RANGE[1], liquidityNet: -liquidity },
  ];
  const pool: ConcentratedPool = {
    sqrtPrice,
    liquidity,
    tick: i * 50 + 7,
    feePips: 3_000,
    tickSpacing: 60,
    ticks,
    resolution: 96,
  };
  return { address: hex('c', i, 40), token0, token1, pool };
}

const stateOf = ({ sqrtPrice, tick, liquidity }: ConcentratedPool): CurveState => ({
  sqrtPrice,
  tick,
  liquidity,
  reserve0: null,
  reserve1: null,
});

function birth(venue: Venue, tx: TransactionRef): Fact[] {
  const { address, token0, token1, pool } = venue;
  const of = { dex: 'uniswap-v3', pool: address, tx };
  const shape = {
    curve: 'concentrated' as const,
    feePips: 3_000,
    tickSpacing: 60,
    vault0: null,
    vault1: null,
    created: true,
  };
  return [
    { kind: 'pool', ...of, index: 0, token0, token1, ...shape },
    { kind: 'pool-state', ...of, index: 1, state: { ...stateOf(pool), liquidity: 0n }, source: 'initialize' },
    {
      ...{ kind: 'liquidity' as const, ...of, index: 2, owner: tx.signer, lower: RANGE[0], upper: RANGE[1] },
      ...{ liquidityDelta: pool.liquidity, amount0Raw: 1n, amount1Raw: 1n },
    },
  ];
}

function swapIn(venue: Venue, sell: 0 | 1, tx: TransactionRef, index: number, size: number): Fact[] {
  const { pool, token0, token1, address } = venue;
  const quote = swapConcentrated(pool, { sell, exactIn: BigInt(size) * 10n ** 18n });
  const tick = tickAtSqrtPrice(quote.sqrtPriceAfter, 96);
  venue.pool = { ...pool, sqrtPrice: quote.sqrtPriceAfter, tick, liquidity: quote.liquidityAfter };
  const [soldToken, boughtToken] = sell === 0 ? [token0, token1] : [token1, token0];
  const raw = { soldRaw: quote.amountIn, boughtRaw: quote.amountOut, feeRaw: quote.feeRaw, after: stateOf(venue.pool) };
  return [
    {
      kind: 'fill',
      dex: 'uniswap-v3',
      pool: address,
      tx,
      index,
      trader: tx.signer,
      soldToken,
      boughtToken,
      ...raw,
      flags: [],
    },
  ];
}

function move(venue: Venue, tx: TransactionRef, add: boolean): Fact {
  const { pool } = venue;
  const lower = Math.floor(pool.tick / 60) * 60 - 120;
  const upper = lower + 300;
  const known = pool.ticks.find(({ index }) => index === lower)?.liquidityNet ?? 0n;
  const delta = add || known <= 0n ? 5n * 10n ** 23n : -(known < 10n ** 23n ? known : 10n ** 23n);
  const net = new Map(pool.ticks.map(({ index, liquidityNet }) => [index, liquidityNet]));
  net.set(lower, (net.get(lower) ?? 0n) + delta);
  net.set(upper, (net.get(upper) ?? 0n) - delta);
  const ticks = [...net]
    .filter(([, n]) => n !== 0n)
    .map(([index, liquidityNet]) => ({ index, liquidityNet }))
    .sort((a, b) => a.index - b.index);
  venue.pool = { ...pool, ticks, liquidity: pool.liquidity + delta };
  const range = { lower, upper, liquidityDelta: delta, amount0Raw: 1n, amount1Raw: 1n };
  return { kind: 'liquidity', dex: 'uniswap-v3', pool: venue.address, tx, index: 0, owner: tx.signer, ...range };
}

const mint = (token: string, tx: TransactionRef, burn: boolean, raw: bigint): Fact => ({
  ...{ kind: 'transfer' as const, token, tx, index: 0, move: burn ? ('burn' as const) : ('mint' as const), raw },
  ...{ from: burn ? tx.signer : null, to: burn ? null : tx.signer, fromAccount: null, toAccount: null },
});

/** What an issuer and an oracle say of a token: an order, an answer and a pause. */
const issuerFacts = (token: string, dollar: string, tx: TransactionRef, n: number): Fact[] => [
  {
    ...{ kind: 'primary-order', tx, index: 0, venue: 'dinari', token, side: n % 24 === 3 ? 'mint' : 'redeem' },
    ...{ account: tx.signer, tokenRaw: BigInt(n + 1), paymentToken: dollar, paymentRaw: 250_000_000n, feeRaw: 1_000n },
  },
  {
    ...{ kind: 'feed-price', tx, index: 1, token, feed: hex('d', 1, 40), priceUsd: `${300 + n}.25` },
    updatedTime: tx.block.time - 30,
  },
  { kind: 'token-control', tx, index: 2, token, control: n % 24 === 3 ? 'pause' : 'resume', account: null, raw: null },
];
