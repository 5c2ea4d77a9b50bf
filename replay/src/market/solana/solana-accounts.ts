import { TOKEN_2022_PROGRAM, TOKEN_PROGRAM } from '../../encode/solana/programs.ts';
import { createTokenAccount, type MintRef } from '../../encode/solana/token-instructions.ts';
import type { SolanaTransactionBuilder } from '../../encode/solana/transaction-builder.ts';
import type { SolanaPoolRef, VenueSwap } from '../../encode/solana/venue-swap.ts';
import { isBins } from '../curves.ts';
import type { ExecutedFill, MarketPool } from '../pool.ts';
import type { MarketToken } from '../token.ts';
import type { BalanceChange, Wallet } from '../wallet.ts';
import { inventedAddress } from './addresses.ts';

/** The accounts of a pool besides its address, by pool. */
export type PoolAccounts = (pool: MarketPool) => Omit<SolanaPoolRef, 'address' | 'mint0' | 'mint1' | 'tickSpacing'>;

/** The accounts of mints, wallets and pools, and the balances that a transaction states of them. */
export class SolanaAccounts {
  readonly #accountsOf: PoolAccounts;
  readonly #pools = new Map<MarketPool, SolanaPoolRef>();
  readonly #mints = new Map<MarketToken, MintRef>();
  readonly #tokenAccounts = new Map<Wallet, Map<MarketToken, string>>();

  constructor(accountsOf: PoolAccounts) {
    this.#accountsOf = accountsOf;
  }

  pool(pool: MarketPool): SolanaPoolRef {
    let ref = this.#pools.get(pool);
    if (ref === undefined) {
      const { address } = pool;
      const mint0 = this.mint(pool.token0);
      const mint1 = this.mint(pool.token1);
      ref = { address, mint0, mint1, tickSpacing: spacingOf(pool), ...this.#accountsOf(pool) };
      this.#pools.set(pool, ref);
    }
    return ref;
  }

  mint(token: MarketToken): MintRef {
    let mint = this.#mints.get(token);
    if (mint === undefined) {
      const { address, decimals, kind } = token;
      mint = { address, decimals, program: kind === 'stock' ? TOKEN_2022_PROGRAM : TOKEN_PROGRAM };
      this.#mints.set(token, mint);
    }
    return mint;
  }

  tokenAccount(wallet: Wallet, token: MarketToken): string {
    const accounts = this.#tokenAccounts.get(wallet) ?? new Map<MarketToken, string>();
    this.#tokenAccounts.set(wallet, accounts);
    let account = accounts.get(token);
    if (account === undefined) {
      account = inventedAddress(`token account ${wallet.address} ${token.address}`);
      accounts.set(token, account);
    }
    return account;
  }

  /** What a swap instruction names, for a fill of the trader. */
  swap(
    trader: Wallet,
    { pool, sell, amountIn, amountOut }: Pick<ExecutedFill, 'pool' | 'sell' | 'amountIn' | 'amountOut'>,
  ): VenueSwap {
    return {
      pool: this.pool(pool),
      user: trader.address,
      userAccount0: this.tokenAccount(trader, pool.token0),
      userAccount1: this.tokenAccount(trader, pool.token1),
      sell,
      amountIn,
      amountOut,
      minimumOut: (amountOut * 99n) / 100n,
    };
  }

  /** Creates the token accounts that the changes are the first of. */
  openAccounts(builder: SolanaTransactionBuilder, payer: Wallet, balances: readonly BalanceChange[]): void {
    for (const { wallet, token, before } of balances) {
      if (before !== null) continue;
      createTokenAccount(builder, this.mint(token), payer.address, this.tokenAccount(wallet, token), wallet.address);
    }
  }

  /** States the balances of wallets. */
  balances(builder: SolanaTransactionBuilder, balances: readonly BalanceChange[]): void {
    for (const { wallet, token, before, after } of balances) {
      const { address: mint, program, decimals } = this.mint(token);
      builder.tokenBalance({
        account: this.tokenAccount(wallet, token),
        owner: wallet.address,
        mint,
        program,
        decimals,
        before,
        after,
      });
    }
  }

  /** States the balances of a pool's vaults. */
  vaultBalances(
    builder: SolanaTransactionBuilder,
    pool: MarketPool,
    { reserve0, reserve1 }: { reserve0: bigint; reserve1: bigint },
    delta0: bigint,
    delta1: bigint,
  ): void {
    const { vault0, vault1, mint0, mint1, address: owner } = this.pool(pool);
    const rows = [
      [vault0, mint0, reserve0, delta0],
      [vault1, mint1, reserve1, delta1],
    ] as const;
    for (const [account, { address: mint, program, decimals }, before, delta] of rows) {
      builder.tokenBalance({ account, owner, mint, program, decimals, before, after: before + delta });
    }
  }
}

/** Tick spacing, or the bin step; a constant-product pool has neither. */
function spacingOf({ curve }: MarketPool): number {
  if (isBins(curve)) return curve.binStep;
  return 'ticks' in curve ? curve.tickSpacing : 0;
}
