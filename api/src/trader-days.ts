import type { Catalogue } from './catalogue.ts';
import type { Reader } from './database.ts';
import { daysBetween } from './day.ts';
import type { Window } from './queries/stats.ts';
import { type TraderDaySets, type TraderDaysRow, traderDaySets, traderDays } from './queries/trader-days.ts';
import type { TraderScope } from './queries/trader-sets.ts';
import { unionOfSets } from './traders.ts';
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
  const all = (key: keyof TraderScope) => [...new Set(parts.flatMap(({ apart }) => apart[key]))];
  const shared = parts.map(({ together }) => together);
  const [rows, sets] = await Promise.all([
    traderDays(reader, window, { tokenKeys: all('tokenKeys'), chainKeys: all('chainKeys') }),
    shared.some(isSome) ? traderDaySets(reader, window, shared) : [],
  ]);
  const byToken = new Map(rows.map((row) => [row.tokenKey, row]));
  const byChain = new Map(rows.map((row) => [row.chainKey, row]));
  const length = daysBetween(window.from, window.to) + 1;
  const counts = parts.map(({ apart }) => {
    const days = new Int32Array(length);
    for (const key of apart.tokenKeys) addDays(days, byToken.get(key));
    for (const key of apart.chainKeys) addDays(days, byChain.get(key));
    return days;
  });
  addUnions(counts, sets);
  return counts;
}

/** Adds how many wallets are in the sets of each scope and day together. */
export function addUnions(counts: readonly { [day: number]: number }[], sets: readonly TraderDaySets[]): void {
  const day = new WalletSet();
  for (const each of sets) {
    day.clear();
    (counts[each.scope] as number[])[each.day]! += unionOfSets([each], day).size;
  }
}

export const isSome = ({ tokenKeys, chainKeys }: TraderScope): boolean => tokenKeys.length + chainKeys.length > 0;

function addDays(counts: Int32Array, row: TraderDaysRow | undefined): void {
  if (!row) return;
  const traders = row.traders.split(',');
  for (const [index, day] of row.days.split(',').entries()) counts[Number(day)]! += Number(traders[index]);
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
