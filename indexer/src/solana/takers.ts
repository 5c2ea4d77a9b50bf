import { tokensOf } from '@tokentape/core/registry/registry.ts';
import { balanceChange, type SolanaTransaction, type TokenAccount } from './transaction.ts';

const STOCKS = new Set(tokensOf('solana').map(({ token }) => token.address));

/** Whose balance of which token changed over the whole transaction. */
export interface Holding {
  owner: string;
  token: string;
}

/** Owners and tokens with a net change; owners in `pools` and balances that ended as they began are left out. */
export function readHoldings(tx: SolanaTransaction, pools: readonly string[]): Holding[] {
  const holdings: Holding[] = [];
  const { tokenAccounts } = tx;
  for (const account of tokenAccounts) {
    if (account === undefined || account.owner === null || !changed(account)) continue;
    const { owner, mint } = account;
    if (pools.includes(owner) || holdings.some((known) => known.owner === owner && known.token === mint)) continue;
    if (netChange(tokenAccounts, owner, mint)) holdings.push({ owner, token: mint });
  }
  return holdings;
}

const changed = ({ before, after }: TokenAccount): boolean => (before ?? '0') !== (after ?? '0');

/** An owner may move units between accounts of his own. */
function netChange(accounts: SolanaTransaction['tokenAccounts'], owner: string, mint: string): boolean {
  const own: TokenAccount[] = [];
  for (const account of accounts) {
    if (account !== undefined && account.owner === owner && account.mint === mint && changed(account))
      own.push(account);
  }
  return own.length === 1 || own.reduce((sum, account) => sum + balanceChange(account), 0n) !== 0n;
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
  traded: readonly string[],
): string | null {
  const stocks = [soldToken, boughtToken].filter((token) => STOCKS.has(token));
  const own = stocks.length > 0 ? stocks : traded;
  if (holdings.some(({ owner, token }) => owner === signer && own.includes(token))) return signer;
  const wanted = stocks.length > 0 ? stocks : [soldToken, boughtToken];
  const owners = new Set<string>();
  for (const { owner, token } of holdings) if (wanted.includes(token)) owners.add(owner);
  return owners.size === 1 ? (owners.values().next().value ?? null) : null;
}
