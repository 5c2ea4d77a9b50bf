import type { ExecutedFill, MarketPool } from './pool.ts';
import type { MarketToken } from './token.ts';
import type { BalanceChange, Wallet } from './wallet.ts';

export interface SwapRecord {
  trader: Wallet;
  /** Who pays for the transaction; the trader signs all the same. */
  feePayer: Wallet;
  fills: ExecutedFill[];
  /** Through a router's program or contract rather than the pool's own. */
  routed: boolean;
  /** The trader's balances. */
  balances: BalanceChange[];
}

export interface PositionRecord {
  pool: MarketPool;
  owner: Wallet;
  /** Number of the position, counted per chain. */
  position: number;
  lower: number;
  upper: number;
  /** Positive when put in, negative when taken out. */
  liquidityDelta: bigint;
  amount0: bigint;
  amount1: bigint;
  tick: number;
  liquidityBefore: bigint;
  liquidityAfter: bigint;
  reserve0: bigint;
  reserve1: bigint;
  balances: BalanceChange[];
}

/** The first deposit into a pool that has no positions: reserves, or bins around the active one. */
export interface FundingRecord {
  pool: MarketPool;
  owner: Wallet;
  amount0: bigint;
  amount1: bigint;
  balances: BalanceChange[];
}

/** A part of a liquidity book's position that leaves a range of bins. */
export interface BookWithdrawal extends FundingRecord {
  lower: number;
  upper: number;
  /** Part of the position's shares in every bin, in basis points. */
  bps: number;
  activeId: number;
  /** Vault balances before. */
  reserve0: bigint;
  reserve1: bigint;
}

/** A deposit into a liquidity book in the shape of a curve, over bins from and to. */
export interface BookDeposit extends FundingRecord {
  lower: number;
  upper: number;
  /** The most of each token that was offered. */
  offered: readonly [bigint, bigint];
  activeId: number;
  /** Vault balances before. */
  reserve0: bigint;
  reserve1: bigint;
}

export interface TransferRecord {
  token: MarketToken;
  /** Null for a mint. */
  from: BalanceChange | null;
  to: BalanceChange;
  raw: bigint;
}

/** Puts what happened on a chain, in the chain's own form. Times are Unix milliseconds and never go back. */
export interface Recorder {
  poolCreated(time: number, pool: MarketPool, creator: Wallet): void;
  poolFunded(time: number, funding: FundingRecord): void;
  bookDeposited(time: number, deposit: BookDeposit): void;
  bookWithdrawn(time: number, withdrawal: BookWithdrawal): void;
  positionChanged(time: number, position: PositionRecord): void;
  swapped(time: number, swap: SwapRecord): void;
  /** A swap that ran into its limit: it costs a fee and moves nothing. */
  swapFailed(time: number, trader: Wallet, pool: MarketPool, sell: 0 | 1, amountIn: bigint): void;
  transferred(time: number, transfer: TransferRecord): void;
  multiplierSet(time: number, token: MarketToken, value: number, effectiveTime: number): void;
  /** A block without transactions. */
  quiet(time: number): void;
}
