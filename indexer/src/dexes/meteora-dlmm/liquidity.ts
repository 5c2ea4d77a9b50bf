import type { Fact, LiquidityChange } from '@tokentape/core/facts/facts.ts';
import { eventKind, isEvent, u64 } from '../../solana/event-bytes.ts';
import type { CallContext, MissingEvent } from '../../solana/venue.ts';
import {
  type BinAmount,
  sharedOut,
  spreadBelow,
  statedAmounts,
  strategyOf,
  weightsAt,
  weightsBelow,
} from './bin-amounts.ts';

const ADDED = eventKind('1f5e7d5ae3343dba');
const REMOVED = eventKind('74f461e8671f983a');
const COMPOSITION_FEE = eventKind('80977b6a1166718e');

/** The bins that any position can have. */
const LOWEST = -443_636;
const HIGHEST = 443_636;

/** What the event of a deposit or a withdrawal states: both amounts, and the bin that was active. */
interface Stated {
  amount0: bigint;
  amount1: bigint;
  active: number;
}

/** How the data of a deposit names its bins; undefined where the spread also depends on accounts. */
type Spread = (data: DataView, stated: Stated) => BinAmount[] | undefined;

interface Range {
  lower: number;
  upper: number;
}

function statedIn(events: readonly DataView[], kind: typeof ADDED): Stated | undefined {
  const event = events.find((given) => isEvent(given, kind, 124));
  return event && { amount0: u64(event, 104), amount1: u64(event, 112), active: event.getInt32(120, true) };
}

/**
 * A deposit. Where its data names what every bin takes, one fact per bin, if they add up to what the event states was
 * deposited; else one fact over the whole range that does not say which bin took what, and the call is listed.
 */
function deposit(name: string, rangeOf: (data: DataView) => Range, spread: Spread) {
  return (call: CallContext): Fact[] | MissingEvent => {
    const stated = statedIn(call.events, ADDED);
    if (stated === undefined) return { missing: 'no liquidity event' };
    const bins = spread(call.data, stated);
    if (bins === undefined || !addsUp(bins, stated)) {
      return unspread(call, rangeOf(call.data), stated.amount0, stated.amount1, `${name} spreads by accounts`);
    }
    const kept = lessComposition(bins, stated.active, call.events);
    return kept.flatMap(({ id, amount0, amount1, diluted }, nth) => {
      if (amount0 === 0n && amount1 === 0n) return [];
      const fact = change(call, call.index + nth, { lower: id, upper: id }, amount0, amount1);
      return [diluted ? { ...fact, owner: null } : fact];
    });
  };
}

function addsUp(bins: readonly BinAmount[], { amount0, amount1 }: Stated): boolean {
  const sum = (side: 'amount0' | 'amount1') => bins.reduce((total, bin) => total + bin[side], 0n);
  return sum('amount0') === amount0 && sum('amount1') === amount1;
}

/**
 * A deposit that shifts the active bin's mix pays a fee; the protocol's part of it does not stay in the bin, and the rest makes
 * its shares fewer than its worth.
 */
function lessComposition(
  bins: BinAmount[],
  active: number,
  events: readonly DataView[],
): (BinAmount & { diluted?: true })[] {
  const fee = events.find((given) => isEvent(given, COMPOSITION_FEE, 74));
  if (fee === undefined) return bins;
  const [fee0, fee1] = [u64(fee, 58), u64(fee, 66)];
  return bins.map((bin) =>
    bin.id === active ? { ...bin, amount0: bin.amount0 - fee0, amount1: bin.amount1 - fee1, diluted: true } : bin,
  );
}

/** The part of a position that leaves every bin of a range, in basis points. */
interface Part extends Range {
  bps: number;
}

/**
 * A withdrawal takes the same part of a position's shares out of every bin in a range; what they are worth follows from the
 * deposits before. Different parts by bin are not told apart by the event, which only has the sums.
 */
function withdrawal(name: string, partOf: (data: DataView) => Part | undefined) {
  return (call: CallContext): Fact[] | MissingEvent => {
    const stated = statedIn(call.events, REMOVED);
    if (stated === undefined) return { missing: 'no liquidity event' };
    if (stated.amount0 === 0n && stated.amount1 === 0n) return [];
    const part = partOf(call.data);
    const amounts = [-stated.amount0, -stated.amount1] as const;
    if (part === undefined) return unspread(call, anywhere(), ...amounts, `${name} takes different shares of bins`);
    const change0 = change(call, call.index, part, ...amounts);
    return [{ ...change0, liquidityDelta: -BigInt(part.bps) }];
  };
}

/** Calls that move liquidity in ways that only accounts tell: what went into and out of the two reserves. */
function moved(name: string) {
  return (call: CallContext): Fact[] | MissingEvent => {
    const { scene, at } = call;
    const pool = call.account(1);
    const accounts = scene.tx.instructions[at]?.accounts ?? [];
    const reserves = [...new Set(accounts)].filter((account) => scene.tx.tokenAccounts[account]?.owner === pool);
    const [net0 = 0n, net1 = 0n] = reserves.map((reserve) =>
      scene.movements
        .filter(({ parent, move }) => parent === at && move === 'transfer')
        .reduce((sum, { source, destination, raw }) => {
          return sum + (destination === reserve ? raw : 0n) - (source === reserve ? raw : 0n);
        }, 0n),
    );
    return unspread(call, anywhere(), net0, net1, `${name} moves liquidity between bins`);
  };
}

function unspread(call: CallContext, range: Range, amount0: bigint, amount1: bigint, missing: string): MissingEvent {
  const { lower, upper } = range;
  // A single bin would state what it holds: one more bin says that it is a range.
  const facts = [change(call, call.index, { lower, upper: Math.max(upper, lower + 1) }, amount0, amount1)];
  return { missing, facts };
}

function change(
  { venue, tx, account }: CallContext,
  index: number,
  range: Range,
  amount0Raw: bigint,
  amount1Raw: bigint,
): LiquidityChange {
  const place = { tx, index, dex: venue.dex, pool: account(1), owner: account(0) };
  return { kind: 'liquidity', ...place, ...range, liquidityDelta: 0n, amount0Raw, amount1Raw };
}

const anywhere = (): Range => ({ lower: LOWEST, upper: HIGHEST });
const between = (a: number, b: number): Range => ({ lower: Math.min(a, b), upper: Math.max(a, b) });

/** The first and last bin of a list of `size` bytes each after a count. */
const listed =
  (count: number, size: number) =>
  (data: DataView): Range => {
    const length = data.byteLength < count + 4 ? 0 : data.getUint32(count, true);
    const last = count + 4 + (length - 1) * size;
    if (length === 0 || data.byteLength < last + size) return anywhere();
    return between(data.getInt32(count + 4, true), data.getInt32(last, true));
  };

const stood =
  (at: number) =>
  (data: DataView): Range =>
    data.byteLength < at + 8 ? anywhere() : between(data.getInt32(at, true), data.getInt32(at + 4, true));

/** Only token 1: then no side depends on prices or on what the active bin holds. */
const onlyToken1 = ({ amount0, amount1 }: Stated): boolean => amount0 === 0n && amount1 > 0n;

const byWeights =
  (amountAt: number, count: number): Spread =>
  (data, stated) => {
    const weights = weightsAt(data, count);
    if (weights === undefined || !onlyToken1(stated)) return undefined;
    return spreadBelow(stated.active, u64(data, amountAt), weights);
  };

/** Both sides at once share one factor, which depends on accounts as soon as the range reaches the active bin. */
const byWeightsBothSides: Spread = (data, stated) => {
  const { upper } = listed(32, 6)(data);
  return upper < stated.active ? byWeights(16, 32)(data, stated) : undefined;
};

/** A strategy names a range and a type; `at` is where they stand, `amountAt` where token 1's amount does. */
const byStrategy =
  (at: number, amountAt: number): Spread =>
  (data, stated) => {
    if (data.byteLength < at + 9 || !onlyToken1(stated)) return undefined;
    const { lower, upper } = stood(at)(data);
    const strategy = strategyOf(data.getUint8(at + 8));
    if (strategy === undefined || upper - lower >= 1_400) return undefined;
    const { shape, way } = strategy;
    if (way === 'balanced' && upper >= stated.active) return undefined;
    const top = way === 'imbalanced' ? Math.min(upper, stated.active) : upper;
    if (top < lower) return undefined;
    return spreadBelow(stated.active, u64(data, amountAt), weightsBelow(shape, lower, top));
  };

const precise: Spread = (data, { amount0 }) => statedAmounts(data, amount0 > 0n ? 0 : 1);

/** How many bins the data names: its facts count as many places in the transaction. */
const many =
  (range: (data: DataView) => Range) =>
  (data: DataView): number => {
    const { lower, upper } = range(data);
    return upper - lower < 1_400 ? upper - lower + 1 : 1;
  };
const named =
  (count: number, size: number) =>
  (data: DataView): number => {
    const length = data.byteLength < count + 4 ? 0 : data.getUint32(count, true);
    return length > 0 && data.byteLength >= count + 4 + length * size ? length : 1;
  };

const add = (name: string, count: number, size: number, spread: Spread) => {
  return { name, parts: named(count, size), read: deposit(name, listed(count, size), spread) };
};
const strategy = (name: string, at: number, amountAt: number) => {
  return { name, parts: many(stood(at)), read: deposit(name, stood(at), byStrategy(at, amountAt)) };
};
const remove = (name: string, part: (data: DataView) => Part | undefined) => ({ name, read: withdrawal(name, part) });

/** Bins with the part of each, after a count: one part of them all, or none. */
const listedPart = (data: DataView): Part | undefined => {
  const parts = weightsAt(data, 8);
  const bps = parts?.[0]?.weight;
  if (parts === undefined || bps === undefined || parts.some(({ weight }) => weight !== bps)) return undefined;
  const ids = parts.map(({ id }) => id);
  const [lower, upper] = [Math.min(...ids), Math.max(...ids)];
  return upper - lower === ids.length - 1 ? { lower, upper, bps: Number(bps) } : undefined;
};
const rangePart = (data: DataView): Part | undefined =>
  data.byteLength < 18 ? undefined : { ...stood(8)(data), bps: data.getUint16(16, true) };
const wholePart = (): Part => ({ ...anywhere(), bps: 10_000 });
const other = (name: string) => ({ name, read: moved(name) });

/** All that changes what the bins hold, apart from swaps: position 0, pair 1. */
export const liquidity = {
  b59d59438fb63448: add('add_liquidity', 24, 8, sharedOut),
  e4a24e1c46db7473: add('add_liquidity2', 24, 8, sharedOut),
  a1c26754ab47fa9a: add('add_liquidity_one_side_precise', 8, 8, precise),
  '2133a3c975627de7': add('add_liquidity_one_side_precise2', 8, 8, precise),
  '1c8cee63e7a21595': add('add_liquidity_by_weight', 32, 6, byWeightsBothSides),
  d13b3f5b6fc899e4: add('add_liquidity_by_weight2', 32, 6, byWeightsBothSides),
  '5e9b6797465fdca5': add('add_liquidity_one_side', 24, 6, byWeights(8, 24)),
  '0703967f94283dc8': strategy('add_liquidity_by_strategy', 32, 16),
  '03dd95da6f8d76d5': strategy('add_liquidity_by_strategy2', 32, 16),
  '2905eeaf64e106cd': strategy('add_liquidity_by_strategy_one_side', 24, 8),
  '5055d14818ceb16c': remove('remove_liquidity', listedPart),
  e6d7527ff165e392: remove('remove_liquidity2', listedPart),
  '1a526698f04a691a': remove('remove_liquidity_by_range', rangePart),
  cc02c391359191cd: remove('remove_liquidity_by_range2', rangePart),
  '0a333d2370691855': remove('remove_all_liquidity', wholePart),
  '5c04b0c177b95309': other('rebalance_liquidity'),
};
