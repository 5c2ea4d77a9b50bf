import type { Address, ChainId } from '../facts/chain.ts';
import { findQuote, findToken, issuers } from './registry.ts';
import type { Asset } from './types.ts';

/** A token that carries a registered symbol, or a look-alike of it, at an address that the registry does not have. */
export interface Impostor {
  /** `same`: the registered symbol but for letter case; `look-alike`: equal only after folding what looks alike. */
  likeness: 'same' | 'look-alike';
  /** The symbol as a reader sees it, invisible characters taken out. */
  shown: string;
  /** Every asset whose symbol it takes. */
  assets: Asset[];
}

/**
 * Letters of other scripts that print like a Latin letter, after Unicode TR39 (confusables), for the letters of tickers.
 * Digits stand in where fonts confuse them.
 */
const lookAlikes: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  с: 'c',
  ԁ: 'd',
  е: 'e',
  ғ: 'f',
  ԍ: 'g',
  һ: 'h',
  н: 'h',
  і: 'i',
  ј: 'j',
  к: 'k',
  ӏ: 'l',
  м: 'm',
  о: 'o',
  р: 'p',
  ԛ: 'q',
  ѕ: 's',
  т: 't',
  ѵ: 'v',
  ԝ: 'w',
  х: 'x',
  у: 'y',
  α: 'a',
  β: 'b',
  ϲ: 'c',
  ε: 'e',
  η: 'n',
  ι: 'i',
  κ: 'k',
  μ: 'm',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  χ: 'x',
  ζ: 'z',
  '0': 'o',
  '1': 'l',
  ı: 'i',
  '|': 'l',
  $: 's',
};

/** Controls, format characters (zero width, bidirectional), combining marks and spaces: nothing that a reader sees. */
const unseen = /[\p{C}\p{M}\p{Z}]/gu;

const lowered = (symbol: string): string => symbol.normalize('NFKC').replace(unseen, '').toLowerCase();

/** Look-alikes become one letter; I and l fall together because capitals and lower case do. */
const folded = (symbol: string): string =>
  [...symbol.normalize('NFKD').replace(unseen, '').toLowerCase()]
    .map((char) => lookAlikes[char] ?? char)
    .join('')
    .replaceAll('i', 'l');

const listed = issuers.flatMap((issuer) => issuer.assets).filter((asset) => asset.class !== 'cash');
const symbolsOf = (asset: Asset): string[] => [
  ...new Set([asset.symbol, ...asset.tokens.map((token) => token.symbol)]),
];
const bySymbol = indexed(lowered);
const byFolded = indexed(folded);

function indexed(keyOf: (symbol: string) => string): Map<string, Asset[]> {
  const entries = listed.flatMap((asset) => symbolsOf(asset).map((symbol) => ({ key: keyOf(symbol), asset })));
  return new Map(
    [...Map.groupBy(entries, (entry) => entry.key)].map(([key, group]) => [key, group.map((e) => e.asset)]),
  );
}

/** What a token at an unregistered address pretends to be; null for registered tokens, quote tokens and other symbols. */
export function impostorOf(chain: ChainId, address: Address, symbol: string): Impostor | null {
  if (findToken(chain, address) || findQuote(chain, address)) return null;
  const shown = symbol
    .normalize('NFC')
    .replace(/[\p{C}]/gu, '')
    .trim();
  const same = bySymbol.get(lowered(symbol));
  if (same) return { likeness: symbol.toLowerCase() === lowered(symbol) ? 'same' : 'look-alike', shown, assets: same };
  const alike = byFolded.get(folded(symbol));
  return alike ? { likeness: 'look-alike', shown, assets: alike } : null;
}
