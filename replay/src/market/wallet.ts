import type { MarketToken } from './token.ts';

/** A wallet and what it holds. */
export interface Wallet {
  address: string;
  /** Raw balances; a token that is missing has no account yet. */
  balances: Map<MarketToken, bigint>;
}

/** The change of one balance in a transaction; `before` is null where the wallet had no account of the token. */
export interface BalanceChange {
  wallet: Wallet;
  token: MarketToken;
  before: bigint | null;
  after: bigint;
}

/** Adds to a balance (or takes from it) and says what changed. Throws when it would go below zero. */
export function moveBalance(wallet: Wallet, token: MarketToken, delta: bigint): BalanceChange {
  const before = wallet.balances.get(token) ?? null;
  const after = (before ?? 0n) + delta;
  if (after < 0n)
    throw new Error(`${wallet.address} has ${before ?? 0n} raw ${token.symbol}, too little for ${delta}.`);
  wallet.balances.set(token, after);
  return { wallet, token, before, after };
}

/** Sees to it that a wallet can pay: what it lacks was brought from elsewhere, outside of the recorded history. */
export function ensureBalance(wallet: Wallet, token: MarketToken, needed: bigint): void {
  const held = wallet.balances.get(token) ?? 0n;
  if (held < needed) wallet.balances.set(token, needed + needed / 3n);
}
