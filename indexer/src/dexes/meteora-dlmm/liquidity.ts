import type { ChangeTerms, Composition } from '@tokentape/core/facts/change-terms.ts';
import type { Fact, LiquidityChange } from '@tokentape/core/facts/facts.ts';
import { eventKind, isEvent, u64 } from '../../solana/event-bytes.ts';
import type { CallContext, MissingEvent } from '../../solana/venue.ts';
import { type BinAmount, sharedOut, statedAmounts, weightsAt } from './bin-amounts.ts';
import { planOf, rebalancedIn } from './rebalance.ts';
import {
  byStrategy,
  byStrategyOneSide,
  byWeights,
  byWeightsOneSide,
  type Range,
  type SpreadReader,
  type Stated,
} from './spread-rules.ts';

const ADDED = eventKind('1f5e7d5ae3343dba');
const REMOVED = eventKind('74f461e8671f983a');
const COMPOSITION_FEE = eventKind('80977b6a1166718e');

/** The bins that any position can have. */
const ANYWHERE: Range = { lower: -443_636, upper: 443_636 };

/** Where the accounts of a call name the reserves: those of both tokens, or the one that the deposit is of. */
const BOTH = [5, 6];
const ONE = [4];

function statedIn(events: readonly DataView[], kind: typeof ADDED): Stated | undefined {
  const event = events.find((given) => isEvent(given, kind, 124));
  return event && { amount0: u64(event, 104), amount1: u64(event, 112), active: event.getInt32(120, true) };
}

/** What went into a reserve by the call's own transfers, less what came out of it. */
function movedInto({ scene, at }: CallContext, position: number): bigint {
  const reserve = scene.tx.instructions[at]?.accounts[position];
  return scene.movements
    .filter(({ parent, move }) => parent === at && move === 'transfer')
    .reduce((sum, { source, destination, raw }) => {
      return sum + (destination === reserve ? raw : 0n) - (source === reserve ? raw : 0n);
    }, 0n);
}

/** Whether the call's transfers are just these amounts; of a single reserve, their sum. */
function moved(call: CallContext, reserves: readonly number[], amount0: bigint, amount1: bigint): boolean {
  const [into, into1 = 0n] = reserves.map((position) => movedInto(call, position));
  return reserves.length === 1 ? into === amount0 + amount1 : into === amount0 && into1 === amount1;
}

/** A deposit: what its event states must have moved into the reserves, or nothing is told of its bins. */
function deposit(
  name: string,
  reserves: readonly number[],
  read: (call: CallContext, stated: Stated) => Fact[] | undefined,
) {
  return (call: CallContext): Fact[] | MissingEvent => {
    const stated = statedIn(call.events, ADDED);
    if (stated === undefined) return { missing: 'no liquidity event' };
    const { amount0, amount1 } = stated;
    const agrees = moved(call, reserves, amount0, amount1);
    const facts = agrees ? read(call, stated) : undefined;
    if (facts !== undefined) return facts;
    const reason = agrees ? 'does not say what its bins take' : 'moved other amounts than its event states';
    return untold(call, amount0, amount1, `${name} ${reason}`);
  };
}

/** Where the data names what every bin takes, one fact per bin, if they add up to what was deposited. */
const byBins =
  (amountsOf: (data: DataView, stated: Stated) => BinAmount[] | undefined) =>
  (call: CallContext, stated: Stated): Fact[] | undefined => {
    const bins = amountsOf(call.data, stated);
    if (bins === undefined || !addsUp(bins, stated)) return undefined;
    const composition = compositionIn(call.events);
    return bins.flatMap(({ id, ...amounts }, nth) => {
      if (amounts.amount0 === 0n && amounts.amount1 === 0n) return [];
      const paid = id === stated.active ? composition : undefined;
      return [change(call, call.index + nth, { lower: id, upper: id }, amounts, paid && { composition: paid })];
    });
  };

/** Where it names a rule, one fact over its range: what each bin takes follows from the book. */
const byRule =
  (ruleOf: SpreadReader) =>
  (call: CallContext, stated: Stated): Fact[] | undefined => {
    const read = ruleOf(call.data, stated);
    if (read === undefined) return undefined;
    const composition = compositionIn(call.events);
    return [change(call, call.index, read, stated, { spread: read.spread, ...(composition && { composition }) })];
  };

function addsUp(bins: readonly BinAmount[], { amount0, amount1 }: Stated): boolean {
  const sum = (side: 'amount0' | 'amount1') => bins.reduce((total, bin) => total + bin[side], 0n);
  return sum('amount0') === amount0 && sum('amount1') === amount1;
}

/** What a deposit paid that shifted the active bin's mix: the protocol's part leaves the bin, the rest is for those in it. */
function compositionIn(events: readonly DataView[]): Composition | undefined {
  const fee = events.find((given) => isEvent(given, COMPOSITION_FEE, 74));
  if (fee === undefined) return undefined;
  const taken = [u64(fee, 58), u64(fee, 66)] as const;
  return { kept: [u64(fee, 42) - taken[0], u64(fee, 50) - taken[1]], taken };
}

/** The part of a position that leaves every bin of a range, in basis points, or parts by bin. */
type Part = Range & ({ bps: number } | { parts: NonNullable<ChangeTerms['parts']> });

/** A withdrawal takes parts of a position's shares out of bins; what they are worth follows from the deposits before. */
function withdrawal(name: string, partOf: (data: DataView) => Part | undefined) {
  return (call: CallContext): Fact[] | MissingEvent => {
    const stated = statedIn(call.events, REMOVED);
    if (stated === undefined) return { missing: 'no liquidity event' };
    const [amount0, amount1] = [-stated.amount0, -stated.amount1];
    if (amount0 === 0n && amount1 === 0n) return [];
    const part = partOf(call.data);
    if (part === undefined) return untold(call, amount0, amount1, `${name} does not say which bins`);
    const terms = 'parts' in part ? { parts: part.parts } : undefined;
    const taken = change(call, call.index, part, { amount0, amount1 }, terms);
    return ['bps' in part ? { ...taken, liquidityDelta: -BigInt(part.bps) } : taken];
  };
}

/** A rebalance: a withdrawal and a deposit of one position, whose difference and fees are what moved at the reserves. */
function rebalance(call: CallContext): Fact[] | MissingEvent {
  const event = rebalancedIn(call.events);
  const [net0, net1] = [movedInto(call, BOTH[0]!), movedInto(call, BOTH[1]!)];
  if (event === undefined) return untold(call, net0, net1, 'rebalance_liquidity without its event');
  const { active, withdrawn, added, fees } = event;
  const net = (side: 0 | 1) => added[side] - withdrawn[side] - fees[side];
  const plan = net(0) === net0 && net(1) === net1 ? planOf(call.data, active) : undefined;
  if (plan === undefined) return untold(call, net0, net1, 'rebalance_liquidity moved other amounts than it asked for');
  const composition = compositionIn(call.events);
  const { removes, adds } = plan;
  const [out, into] = [
    { amount0: -withdrawn[0], amount1: -withdrawn[1] },
    { amount0: added[0], amount1: added[1] },
  ];
  return [
    ...(removes === null ? [] : [change(call, call.index, removes, out, removes.terms)]),
    ...(adds === null
      ? []
      : [change(call, call.index + 1, adds, into, { ...adds.terms, ...(composition && { composition }) })]),
  ];
}

/** What moved, but not where: from then on the book is not known. */
function untold(call: CallContext, amount0: bigint, amount1: bigint, missing: string): MissingEvent {
  return { missing, facts: [change(call, call.index, ANYWHERE, { amount0, amount1 })] };
}

/** A change of what bins hold: the protocol's part of a composition fee is not of it. */
function change(
  { venue, tx, account }: CallContext,
  index: number,
  { lower, upper }: Range,
  { amount0, amount1 }: Pick<BinAmount, 'amount0' | 'amount1'>,
  terms?: ChangeTerms,
): LiquidityChange {
  const [taken0, taken1] = terms?.composition?.taken ?? [0n, 0n];
  const place = { tx, index, dex: venue.dex, pool: account(1), owner: account(0), lower, upper };
  const amounts = { liquidityDelta: 0n, amount0Raw: amount0 - taken0, amount1Raw: amount1 - taken1 };
  return { kind: 'liquidity', ...place, ...amounts, ...(terms && { terms }) };
}

/** How many bins the data names: its facts count as many places in the transaction. */
const named =
  (count: number, size: number) =>
  (data: DataView): number => {
    const length = data.byteLength < count + 4 ? 0 : data.getUint32(count, true);
    return length > 0 && data.byteLength >= count + 4 + length * size ? length : 1;
  };

/** Bins with the part of each, after a count. */
const listedParts = (data: DataView): Part | undefined => {
  const parts = weightsAt(data, 8);
  if (parts === undefined || parts.length === 0) return undefined;
  const ids = parts.map(([id]) => id);
  return { lower: Math.min(...ids), upper: Math.max(...ids), parts: parts.map(([id, bps]) => [id, id, bps]) };
};
const rangePart = (data: DataView): Part | undefined =>
  data.byteLength < 18
    ? undefined
    : { lower: data.getInt32(8, true), upper: data.getInt32(12, true), bps: data.getUint16(16, true) };
const wholePart = (): Part => ({ ...ANYWHERE, bps: 10_000 });

const shared = (name: string) => ({ name, parts: named(24, 8), read: deposit(name, BOTH, byBins(sharedOut)) });
const precise = (name: string) => {
  const amounts = (data: DataView, { amount0 }: Stated) => statedAmounts(data, amount0 > 0n ? 0 : 1);
  return { name, parts: named(8, 8), read: deposit(name, ONE, byBins(amounts)) };
};
const ruled = (name: string, reserves: readonly number[], ruleOf: SpreadReader) => {
  return { name, read: deposit(name, reserves, byRule(ruleOf)) };
};
const remove = (name: string, part: (data: DataView) => Part | undefined) => ({ name, read: withdrawal(name, part) });

/** All that changes what the bins hold, apart from swaps: position 0, pair 1. */
export const liquidity = {
  b59d59438fb63448: shared('add_liquidity'),
  e4a24e1c46db7473: shared('add_liquidity2'),
  a1c26754ab47fa9a: precise('add_liquidity_one_side_precise'),
  '2133a3c975627de7': precise('add_liquidity_one_side_precise2'),
  '1c8cee63e7a21595': ruled('add_liquidity_by_weight', BOTH, byWeights),
  d13b3f5b6fc899e4: ruled('add_liquidity_by_weight2', BOTH, byWeights),
  '5e9b6797465fdca5': ruled('add_liquidity_one_side', ONE, byWeightsOneSide),
  '0703967f94283dc8': ruled('add_liquidity_by_strategy', BOTH, byStrategy),
  '03dd95da6f8d76d5': ruled('add_liquidity_by_strategy2', BOTH, byStrategy),
  '2905eeaf64e106cd': ruled('add_liquidity_by_strategy_one_side', ONE, byStrategyOneSide),
  '5055d14818ceb16c': remove('remove_liquidity', listedParts),
  e6d7527ff165e392: remove('remove_liquidity2', listedParts),
  '1a526698f04a691a': remove('remove_liquidity_by_range', rangePart),
  cc02c391359191cd: remove('remove_liquidity_by_range2', rangePart),
  '0a333d2370691855': remove('remove_all_liquidity', wholePart),
  '5c04b0c177b95309': { name: 'rebalance_liquidity', parts: () => 2, read: rebalance },
};
