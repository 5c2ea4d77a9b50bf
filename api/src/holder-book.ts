import { dexes } from '@tokentape/core/registry/registry.ts';
import { textToBytes } from './address-bytes.ts';
import { addressOf, type Catalogue } from './catalogue.ts';
import type { Reader } from './database.ts';
import { accountKeys } from './queries/account-keys.ts';
import type { TokenRow } from './queries/catalogue-rows.ts';
import { type HeldToken, holderChanges } from './queries/holder-changes.ts';
import { poolOwners } from './queries/pool-owners.ts';
import { dustUnits, type TokenSupply } from './supply-book.ts';

/** Holders at the end of the days on which their number changed, in order; null where that is not known. */
export type HolderBook = { day: string; holders: number }[] | null;

/** Accounts that hold for pools, and contracts that hold for others: singletons of venues, wrappers. */
export async function holdersForOthers(reader: Reader, catalogue: Catalogue): Promise<number[]> {
  const contracts = [
    ...dexes.flatMap(({ deployments }) => deployments.map(({ address }) => address)),
    ...[...catalogue.tokens.values()].filter(({ wrapsKey }) => wrapsKey !== null).map(({ id }) => addressOf(id)),
  ];
  const bytes = contracts.map(textToBytes).filter((value) => value !== null);
  const [pools, keys] = await Promise.all([poolOwners(reader), accountKeys(reader, bytes)]);
  return [...new Set([...pools, ...keys.values()])];
}

/** A token with its dust in units; null when its decimals are not known. */
export function heldToken(token: TokenRow): HeldToken | null {
  const dust = dustUnits(token);
  return dust === null ? null : { key: token.key, dust };
}

/**
 * Holders of some tokens together over all time.
 * @param others accounts that hold without being holders
 */
export async function readHolders(
  reader: Reader,
  supplies: readonly TokenSupply[],
  others: readonly number[],
): Promise<HolderBook> {
  const seen = supplies.filter((supply) => supply.seen);
  const tokens = seen.map(({ token }) => heldToken(token)).filter((token) => token !== null);
  if (seen.length === 0 || tokens.length < seen.length || seen.some(({ whole }) => !whole)) return null;
  const changes = await holderChanges(reader, tokens, others);
  if (changes.some(({ overdrawn }) => overdrawn)) return null;
  let holders = 0;
  return changes.map(({ day, change }) => {
    holders += change;
    return { day, holders };
  });
}

/** Holders at the end of a day: none before the first mint. */
export function holdersOn(book: HolderBook, day: string): number | null {
  return book === null ? null : (book.findLast((each) => each.day <= day)?.holders ?? 0);
}
