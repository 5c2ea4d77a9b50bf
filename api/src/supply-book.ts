import { compare, type Decimal, minus, sum, times } from '@tokentape/core/decimal.ts';
import { DUST_TOKENS } from '@tokentape/core/metrics/holders.ts';
import { burnAddresses } from '@tokentape/core/registry/burn-addresses.ts';
import { issuers } from '@tokentape/core/registry/registry.ts';
import { sharesOfUnits } from '@tokentape/core/units.ts';
import { textToBytes } from './address-bytes.ts';
import { type Catalogue, need } from './catalogue.ts';
import type { Reader } from './database.ts';
import { addDays, startOf } from './day.ts';
import { accountKeys } from './queries/account-keys.ts';
import type { TokenRow } from './queries/catalogue-rows.ts';
import { type MultiplierChangeRow, multiplierChanges } from './queries/multiplier-changes.ts';
import { type SetAside, type SupplyChangeRow, supplyChanges } from './queries/supply-changes.ts';
import { type TokenHistory, tokenHistories } from './queries/token-histories.ts';

/** Shares of a token, or of several of one ticker. */
export interface Supply {
  totalShares: Decimal | null;
  issuerHeldShares: Decimal | null;
  circulatingShares: Decimal | null;
}

/** What is known of the supply of one token, day by day. */
export interface TokenSupply {
  token: TokenRow;
  /** Something was ever read of the token. */
  seen: boolean;
  /** What was read begins with the first mint and has no gap, and nothing ever fell below zero. */
  whole: boolean;
  /** Cumulated, days with a change only, in order. */
  days: { day: string; total: Decimal; issuer: Decimal; destroyed: Decimal }[];
  multipliers: MultiplierChangeRow[];
}

/** Accounts whose holdings are no circulation: wallets of each token's own issuer, and addresses that nothing leaves. */
export async function setAside(reader: Reader, catalogue: Catalogue, tokens: readonly TokenRow[]): Promise<SetAside[]> {
  const wanted = tokens.flatMap((token) => {
    const chain = need(catalogue.chains, token.chainKey, 'chain');
    const issuerId = token.assetKey === null ? null : catalogue.assets.get(token.assetKey)?.issuerId;
    const treasuries = issuers.find(({ id }) => id === issuerId)?.treasuries ?? [];
    const own = treasuries.filter((treasury) => treasury.chain === chain.id).map(({ address }) => address);
    return [
      ...own.map((address) => ({ tokenKey: token.key, address, why: 'issuer' as const })),
      ...burnAddresses(chain.kind).map((address) => ({ tokenKey: token.key, address, why: 'destroyed' as const })),
    ];
  });
  const bytes = new Map(wanted.map(({ address }) => [address, textToBytes(address)]));
  const keys = await accountKeys(
    reader,
    [...bytes.values()].filter((value) => value !== null),
  );
  return wanted.flatMap(({ tokenKey, address, why }) => {
    const ownerKey = keys.get(bytes.get(address)?.toString('hex') ?? '');
    return ownerKey === undefined ? [] : [{ tokenKey, ownerKey, why }];
  });
}

/** Reads the supply of some tokens, in the order asked. */
export async function readSupplies(
  reader: Reader,
  catalogue: Catalogue,
  tokens: readonly TokenRow[],
): Promise<TokenSupply[]> {
  const keys = tokens.map(({ key }) => key);
  const aside = await setAside(reader, catalogue, tokens);
  const [changes, histories, multipliers] = await Promise.all([
    supplyChanges(reader, keys, aside),
    tokenHistories(reader, keys),
    multiplierChanges(reader, keys),
  ]);
  const changesOf = Map.groupBy(changes, ({ tokenKey }) => tokenKey);
  const multipliersOf = Map.groupBy(multipliers, ({ tokenKey }) => tokenKey);
  const historyOf = new Map(histories.map((each) => [each.tokenKey, each]));
  return tokens.map((token) => {
    const days = cumulate(changesOf.get(token.key) ?? []);
    const history = historyOf.get(token.key);
    return {
      token,
      seen: history?.firstMove != null,
      whole: isWhole(token, history, days),
      days,
      multipliers: multipliersOf.get(token.key) ?? [],
    };
  });
}

function cumulate(changes: readonly SupplyChangeRow[]): TokenSupply['days'] {
  let [total, issuer, destroyed] = ['0', '0', '0'];
  return changes.map((change) => {
    total = sum([total, change.total]);
    issuer = sum([issuer, change.issuer]);
    destroyed = sum([destroyed, change.destroyed]);
    return { day: change.day, total, issuer, destroyed };
  });
}

function isWhole(token: TokenRow, history: TokenHistory | undefined, days: TokenSupply['days']): boolean {
  if (history?.firstMove !== 'mint' || history.gap) return false;
  // Units of rebasing tokens are rounded at every transfer: what is missing must be more than dust.
  const least = `-${dustUnits(token) ?? '0'}`;
  return days.every(({ total, issuer }) => compare(total, least) >= 0 && compare(issuer, least) >= 0);
}

/** Units of a token up to which a holding is dust; null when its decimals are not known. */
export const dustUnits = ({ decimals }: Pick<TokenRow, 'decimals'>): Decimal | null =>
  decimals === null ? null : times(DUST_TOKENS, `1${'0'.repeat(decimals)}`);

const NONE: Supply = { totalShares: null, issuerHeldShares: null, circulatingShares: null };

/** Supply of a token at the end of a day; all null where it is not known. */
export function supplyOn(supply: TokenSupply, day: string): Supply {
  if (!supply.whole) return NONE;
  const last = supply.days.findLast((each) => each.day <= day);
  const { total = '0', issuer = '0', destroyed = '0' } = last ?? {};
  const existing = minus(total, destroyed);
  return {
    totalShares: sharesOn(supply, existing, day),
    issuerHeldShares: sharesOn(supply, issuer, day),
    circulatingShares: sharesOn(supply, minus(existing, issuer), day),
  };
}

/** Units of a token as shares at the end of a day; null where the unit rule does not say. */
export function sharesOn({ token, multipliers }: TokenSupply, units: Decimal, day: string): Decimal | null {
  const end = startOf(addDays(day, 1));
  const inForce = multipliers.findLast(({ since }) => since < end)?.value ?? null;
  // A history from the first mint on that names no multiplier has had none: tokens begin at one. Wrappers begin anywhere.
  const multiplier = inForce ?? '1';
  const state = { decimals: token.decimals, unitRule: token.unitRule, multiplier, wrapperRate: inForce };
  return sharesOfUnits(units, state);
}

/**
 * Supply of a ticker: the sum over its tokens. A wrapper adds nothing, since what it wraps is counted where it is; a token
 * of which nothing was ever read neither.
 */
export function tickerSupplyOn(supplies: readonly TokenSupply[], day: string): Supply {
  const keys = new Set(supplies.map(({ token }) => token.key));
  const own = supplies.filter(({ token, seen }) => seen && (token.wrapsKey === null || !keys.has(token.wrapsKey)));
  if (own.length === 0) return NONE;
  const parts = own.map((supply) => supplyOn(supply, day));
  const add = (field: keyof Supply) => {
    const known = parts.map((part) => part[field]).filter((value) => value !== null);
    return known.length === parts.length ? sum(known) : null;
  };
  return {
    totalShares: add('totalShares'),
    issuerHeldShares: add('issuerHeldShares'),
    circulatingShares: add('circulatingShares'),
  };
}
