import { tokensOf } from '@tokentape/core/registry/registry.ts';
import type { SolanaTransaction } from './transaction.ts';

const STOCKS = new Set(tokensOf('solana').map(({ token }) => token.address));

/** Whose balance of which token changed over the whole transaction. */
export interface Holding {
  owner: string;
  token: string;
  delta: bigint;
}

/** Net changes per owner and token; owners in `pools` and balances that ended as they began are left out. */
export function readHoldings(tx: SolanaTransaction, pools: ReadonlySet<string>): Holding[] {
  const holdings: Holding[] = [];
  for (const account of tx.tokenAccounts) {
    if (account === undefined || account.before === account.after || account.owner === null) continue;
    if (pools.has(account.owner)) continue;
    const delta = BigInt(account.after ?? '0') - BigInt(account.before ?? '0');
    const known = holdings.find(({ owner, token }) => owner === account.owner && token === account.mint);
    if (known === undefined) holdings.push({ owner: account.owner, token: account.mint, delta });
    else known.delta += delta;
  }
  return holdings.filter(({ delta }) => delta !== 0n);
}

/**
 * The signer as people mean it: the fee payer, unless another signer's tokens moved and the fee payer's did not choose to
 * trade (a sponsored or relayed order has both signatures).
 */
export function signerOf(tx: SolanaTransaction, holdings: readonly Holding[]): string {
  for (let index = 1; index < tx.signers; index++) {
    const key = tx.keys[index] as string;
    if (holdings.some(({ owner }) => owner === key)) return key;
  }
  return tx.keys[0] as string;
}

/**
 * The wallet behind a crossing of a stock: the owner whose balance of the stock changed, signers first. Where neither side
 * is a registered stock: the signer when his balance of any token `traded` in the transaction changed, else whoever's
 * balance of either side did. null when nobody's did (a passthrough), or when it could be several.
 */
export function takerOf(
  soldToken: string,
  boughtToken: string,
  signer: string,
  holdings: readonly Holding[],
  traded: ReadonlySet<string>,
): string | null {
  const stocks = [soldToken, boughtToken].filter((token) => STOCKS.has(token));
  const own = stocks.length > 0 ? new Set(stocks) : traded;
  if (holdings.some(({ owner, token }) => owner === signer && own.has(token))) return signer;
  const wanted = stocks.length > 0 ? stocks : [soldToken, boughtToken];
  const owners = new Set<string>();
  for (const { owner, token } of holdings) if (wanted.includes(token)) owners.add(owner);
  return owners.size === 1 ? (owners.values().next().value ?? null) : null;
}
