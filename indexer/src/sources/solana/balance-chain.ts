import { tokensOf } from '@tokentape/core/registry/registry.ts';
import type { BalanceBreak } from '../../batch.ts';
import type { SolanaTransaction } from '../../dexes/solana.ts';

/** Accounts remembered; those that have not moved for longest are forgotten first, so that pools' vaults always stay. */
const REMEMBERED = 50_000;

/**
 * A chain of custody over token accounts: what a transaction found must be what the one before left. Their accounts carry
 * extensions that make the token program refuse transfers without the mint, so that a history by mint has every change of
 * an xStocks balance; a break is the exact place of a transaction that a provider left out. Other issuers' tokens may move
 * by instructions that do not name the mint and are not checked.
 */
export class BalanceChain {
  readonly #mints: ReadonlySet<string>;
  readonly #last = new Map<string, { amount: string; slot: number }>();

  constructor(mints: Iterable<string> = checkedMints()) {
    this.#mints = new Set(mints);
  }

  /** Transactions must come in order of position. */
  check({ tokenAccounts, keys, slot, signature }: SolanaTransaction): BalanceBreak[] {
    const breaks: BalanceBreak[] = [];
    for (let index = 0; index < tokenAccounts.length; index++) {
      const balance = tokenAccounts[index];
      if (balance === undefined || !this.#mints.has(balance.mint)) continue;
      const account = keys[index] as string;
      const found = balance.before ?? '0';
      const last = this.#last.get(account);
      if (last !== undefined && last.amount !== found) {
        const { amount: expected, slot: afterBlock } = last;
        breaks.push({ account, token: balance.mint, expected, found, afterBlock, block: slot, tx: signature });
      }
      this.#remember(account, balance.after ?? '0', slot);
    }
    return breaks;
  }

  #remember(account: string, amount: string, slot: number): void {
    this.#last.delete(account);
    this.#last.set(account, { amount, slot });
    if (this.#last.size > REMEMBERED) this.#last.delete(this.#last.keys().next().value as string);
  }
}

/** Whether transactions in between, in order of position, lead from the balance that was expected to the one found. */
export function mends({ account, expected, found }: BalanceBreak, transactions: SolanaTransaction[]): boolean {
  let held = expected;
  for (const { tokenAccounts, keys } of transactions) {
    const balance = tokenAccounts.find((each, index) => each !== undefined && keys[index] === account);
    if (balance !== undefined && (balance.before ?? '0') === held) held = balance.after ?? '0';
  }
  return held === found;
}

const checkedMints = (): string[] =>
  tokensOf('solana')
    .filter(({ issuer }) => issuer.id === 'xstocks')
    .map(({ token }) => token.address);
