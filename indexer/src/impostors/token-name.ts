import type { Address } from '@tokentape/core/facts/chain.ts';

/** What a token calls itself. Strangers choose it: shown as text, never trusted and never fetched. */
export interface TokenName {
  symbol: string;
  name: string | null;
}

/** Reads what tokens call themselves; those that say nothing are absent. */
export type TokenNameReader = (addresses: readonly Address[]) => Promise<ReadonlyMap<Address, TokenName>>;

/** Longest symbol or name that is kept: Metaplex allows 32 characters of a name, ERC-20 any number. */
const LONGEST = 100;

/** Text as Postgres takes it: without NUL and halves of characters, and not longer than anybody reads. */
export function keptText(text: string): string {
  return [...text.replaceAll('\u0000', '').toWellFormed()].slice(0, LONGEST).join('');
}
