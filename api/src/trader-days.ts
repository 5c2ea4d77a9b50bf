import type { Catalogue } from './catalogue.ts';
import type { Reader } from './database.ts';
import { daysBetween } from './day.ts';
import { numbersOf } from './number-list.ts';
import type { Window } from './queries/stats.ts';
import { type TraderDaySets, type TraderDaysRow, traderDaySets, traderDays } from './queries/trader-days.ts';
import type { TraderScope } from './queries/trader-sets.ts';
import { addBytes, setsOf } from './traders.ts';
import { WalletSet } from './wallet-set.ts';

/** Parts of a scope that share no wallet, whose counts add up, and those that may, whose sets must be put together. */
export interface TraderParts {
  apart: TraderScope;
  together: TraderScope;
}

/**
 * Exact distinct traders of each day of a window, per scope; the index is the day since the window's first. Who is new is
 * not asked, so most days need no set: a wallet of Solana is none of an EVM chain.
 */
export async function countTraderDays(
  reader: Reader,
  catalogue: Catalogue,
  window: Window,
  scopes: readonly TraderScope[],
): Promise<Int32Array[]> {
  const parts = scopes.map((scope) => traderParts(catalogue, scope));
  const [rows, sets] = await Promise.all([
    traderDays(reader, window, allOf(parts.map(({ apart }) => apart))),
    traderDaySets(reader, window, allOf(parts.map(({ together }) => together))),
  ]);
  const [counted, united] = [byOwner(rows), byOwner(sets)];
  const length = daysBetween(window.from, window.to) + 1;
  return parts.map(({ apart, together }) => {
    const counts = new Int32Array(length);
    for (const row of counted(apart)) addDays(counts, row);
    addUnions(counts, united(together));
    return counts;
  });
}

/** Everything that some scopes hold, once. */
export function allOf(scopes: readonly TraderScope[]): TraderScope {
  const all = (part: keyof TraderScope) => [...new Set(scopes.flatMap((scope) => scope[part]))];
  return { tokenKeys: all('tokenKeys'), chainKeys: all('chainKeys') };
}

/** Looks up the rows of a scope's tokens and chains. */
export function byOwner<Row extends { tokenKey: number | null; chainKey: number | null }>(
  rows: readonly Row[],
): (scope: TraderScope) => Row[] {
  const byToken = Map.groupBy(rows, ({ tokenKey }) => tokenKey);
  const byChain = Map.groupBy(rows, ({ chainKey }) => chainKey);
  return ({ tokenKeys, chainKeys }) =>
    [...tokenKeys.map((key) => byToken.get(key)), ...chainKeys.map((key) => byChain.get(key))].flatMap(
      (own) => own ?? [],
    );
}

function addDays(counts: Int32Array, row: TraderDaysRow): void {
  const traders = numbersOf(row.traders);
  for (const [index, day] of numbersOf(row.days).entries()) counts[day]! += traders[index] as number;
}

interface DaySet {
  bytes: Uint8Array;
  traders: number;
  what: string;
}

/** Adds, day by day, how many wallets are in the sets together. */
export function addUnions(counts: { [day: number]: number }, sets: readonly TraderDaySets[]): void {
  const days = new Map<number, DaySet[]>();
  for (const own of sets) {
    const names = numbersOf(own.days);
    for (const [index, set] of setsOf(own).entries()) {
      const day = names[index] as number;
      const known = days.get(day);
      if (known) known.push(set);
      else days.set(day, [set]);
    }
  }
  const union = new WalletSet();
  for (const [day, own] of days) counts[day]! += own.length === 1 ? (own[0] as DaySet).traders : sizeOf(own, union);
}

/** @param union a set to use for it, whose memory is kept for the next of thousands */
function sizeOf(sets: readonly DaySet[], union: WalletSet): number {
  union.clear();
  for (const { bytes, traders, what } of sets) addBytes(union, bytes, traders, what);
  return union.size;
}

/** An address belongs to one kind of chain; on two EVM chains the same address is the same account. */
export function traderParts({ tokens, chains }: Catalogue, { tokenKeys, chainKeys }: TraderScope): TraderParts {
  const kindOfChain = (key: number) => chains.get(key)?.kind;
  const kindOfToken = (key: number) => kindOfChain(tokens.get(key)?.chainKey ?? -1);
  const members = [...tokenKeys.map(kindOfToken), ...chainKeys.map(kindOfChain)];
  const alone = (kind: string | undefined) => members.filter((each) => each === kind).length === 1;
  return {
    apart: {
      tokenKeys: tokenKeys.filter((key) => alone(kindOfToken(key))),
      chainKeys: chainKeys.filter((key) => alone(kindOfChain(key))),
    },
    together: {
      tokenKeys: tokenKeys.filter((key) => !alone(kindOfToken(key))),
      chainKeys: chainKeys.filter((key) => !alone(kindOfChain(key))),
    },
  };
}
