import { dammInitialize } from '../../encode/solana/meteora-damm-v2.ts';
import { dlmmAddLiquidity, dlmmInitialize, dlmmRemoveLiquidity } from '../../encode/solana/meteora-dlmm.ts';
import { dlmmAddByRule } from '../../encode/solana/meteora-dlmm-rules.ts';
import { whirlpoolIncreaseLiquidity, whirlpoolInitialize } from '../../encode/solana/orca-whirlpool.ts';
import { raydiumCreatePool, raydiumDecreaseLiquidity, raydiumOpenPosition } from '../../encode/solana/raydium-clmm.ts';
import { cpmmInitialize } from '../../encode/solana/raydium-cpmm.ts';
import type { SolanaTransactionBuilder } from '../../encode/solana/transaction-builder.ts';
import type { SolanaPoolRef } from '../../encode/solana/venue-swap.ts';
import { isBins, isRange, type MarketCurve } from '../curves.ts';
import { concentrated, type MarketPool } from '../pool.ts';
import type { BookDeposit, BookWithdrawal, FundingRecord, PositionRecord } from '../recorder.ts';
import type { Wallet } from '../wallet.ts';
import { inventedAddress } from './addresses.ts';
import type { SolanaAccounts } from './solana-accounts.ts';

/** Writes the creation of a pool without liquidity, as its venue does it. */
export function writeCreation(
  builder: SolanaTransactionBuilder,
  pool: SolanaPoolRef,
  creator: string,
  curve: MarketCurve,
): void {
  if (isBins(curve)) {
    dlmmInitialize(builder, pool, creator, curve.activeId);
    return;
  }
  const { sqrtPrice, tick, program } = concentrated(curve);
  if (program === 'whirlpool') whirlpoolInitialize(builder, pool, creator, sqrtPrice);
  else raydiumCreatePool(builder, pool, creator, sqrtPrice, tick);
}

/** Writes the first deposit into a book or a constant-product pool; `curve` is the pool's as the deposit leaves it. */
export function writeFunding(
  builder: SolanaTransactionBuilder,
  accounts: SolanaAccounts,
  { pool, owner, amount0, amount1, balances }: FundingRecord,
  curve: MarketCurve,
): void {
  accounts.openAccounts(builder, owner, balances);
  const ref = accounts.pool(pool);
  const [account0, account1] = [accounts.tokenAccount(owner, pool.token0), accounts.tokenAccount(owner, pool.token1)];
  if (isBins(curve)) {
    dlmmAddLiquidity(builder, {
      ...bookPosition(accounts, pool, owner),
      activeId: curve.activeId,
      amount0,
      amount1,
      shares: curve.bins.map((bin) => ({
        bin: bin.id,
        share0: Number((bin.amount0 * 10_000n) / amount0),
        share1: Number((bin.amount1 * 10_000n) / amount1),
      })),
    });
  } else if (isRange(curve)) {
    const [position, nftMint, nftAccount] = ['position', 'position mint', 'position account'].map((name) =>
      inventedAddress(`${name} ${pool.address}`),
    ) as [string, string, string];
    const deposit = { pool: ref, owner: owner.address, ownerAccount0: account0, ownerAccount1: account1 };
    builder.signer(nftMint);
    dammInitialize(builder, { ...deposit, position, nftMint, nftAccount, amount0, amount1 }, curve);
  } else {
    const creation = { creator: owner.address, creatorAccount0: account0, creatorAccount1: account1 };
    cpmmInitialize(builder, { pool: ref, ...creation, amount0, amount1 });
  }
  accounts.balances(builder, balances);
  accounts.vaultBalances(builder, pool, { reserve0: 0n, reserve1: 0n }, amount0, amount1);
}

/** `curve`, balanced: a strategy type of the program. */
const CURVE_BALANCED = 4;

/** Writes a deposit into a liquidity book by strategy. */
export function writeBookDeposit(
  builder: SolanaTransactionBuilder,
  accounts: SolanaAccounts,
  deposit: BookDeposit,
): void {
  const { pool, owner, amount0, amount1, balances, lower, upper, offered, activeId } = deposit;
  dlmmAddByRule(builder, {
    form: 'by_strategy2',
    strategy: { lower, upper, type: CURVE_BALANCED },
    ...bookPosition(accounts, pool, owner),
    activeId,
    ...{ amount0: offered[0], amount1: offered[1], paid0: amount0, paid1: amount1 },
  });
  accounts.balances(builder, balances);
  accounts.vaultBalances(builder, pool, deposit, amount0, amount1);
}

/** The one position of a book, and whose accounts pay for it. */
function bookPosition(accounts: SolanaAccounts, pool: MarketPool, owner: Wallet) {
  return {
    pool: accounts.pool(pool),
    owner: owner.address,
    ownerAccount0: accounts.tokenAccount(owner, pool.token0),
    ownerAccount1: accounts.tokenAccount(owner, pool.token1),
    position: inventedAddress(`book position ${pool.address}`),
  };
}

/** Writes a withdrawal from a liquidity book by range. */
export function writeBookWithdrawal(
  builder: SolanaTransactionBuilder,
  accounts: SolanaAccounts,
  withdrawal: BookWithdrawal,
): void {
  const { pool, owner, amount0, amount1, balances, lower, upper, bps, activeId } = withdrawal;
  dlmmRemoveLiquidity(builder, {
    ...{ lower, upper, bps, activeId, amount0, amount1 },
    ...bookPosition(accounts, pool, owner),
  });
  accounts.balances(builder, balances);
  accounts.vaultBalances(builder, pool, withdrawal, -amount0, -amount1);
}

/** Writes a position that is opened, or taken out whole. */
export function writePosition(
  builder: SolanaTransactionBuilder,
  accounts: SolanaAccounts,
  change: PositionRecord,
): void {
  const { owner, pool, liquidityDelta, position, balances } = change;
  const nftMint = inventedAddress(`position ${position}`);
  const nftAccount = inventedAddress(`position account ${position}`);
  const opened = liquidityDelta > 0n;
  const sign = opened ? 1n : -1n;
  accounts.openAccounts(builder, owner, balances);
  if (opened) builder.signer(nftMint);
  const written = {
    ...change,
    pool: accounts.pool(pool),
    owner: owner.address,
    position: inventedAddress(`position state ${position}`),
    ownerAccount0: accounts.tokenAccount(owner, pool.token0),
    ownerAccount1: accounts.tokenAccount(owner, pool.token1),
    liquidity: sign * liquidityDelta,
  };
  if (pool.venue === 'orca-whirlpool') whirlpoolIncreaseLiquidity(builder, { ...written, positionAccount: nftAccount });
  else (opened ? raydiumOpenPosition : raydiumDecreaseLiquidity)(builder, { ...written, nftMint, nftAccount });
  accounts.balances(builder, balances);
  accounts.vaultBalances(builder, pool, change, sign * change.amount0, sign * change.amount1);
}
