import { RENT_SYSVAR, SYSTEM_PROGRAM } from './programs.ts';
import { type Caller, invoke, transferChecked } from './token-instructions.ts';
import type { AccountRole, SolanaCall } from './transaction-builder.ts';
import { directed, type SolanaPoolRef, type VenueSwap } from './venue-swap.ts';

export const DLMM_PROGRAM = 'LBUZKhRxPF3XUpBCjp4YzTKgLccjZhTSDM9YuVaPwxo';
export const DLMM_EVENT_AUTHORITY = 'D1ZN9Wj1fRSUQfCjhvnu1hqDMT7hzjzBBpi12nVniYD6';

const SWAP = 'f8c69e91e17587c8';
const INITIALIZE_LB_PAIR = '2d9aedd2dd0fa65c';
const ADD_LIQUIDITY = 'b59d59438fb63448';
const REMOVE_LIQUIDITY_BY_RANGE = '1a526698f04a691a';
const SELF_EVENT = 'e445a52e51cb9a1d';
const SWAP_EVENT = '516ce3becdd00ac4';
const ADD_LIQUIDITY_EVENT = '1f5e7d5ae3343dba';
const COMPOSITION_FEE_EVENT = '80977b6a1166718e';
const REMOVE_LIQUIDITY_EVENT = '74f461e8671f983a';

export interface DlmmSwap extends VenueSwap {
  feeRaw: bigint;
  startBin: number;
  endBin: number;
  /** Fee rate in 1e-9 as the event states it. */
  feeRate: bigint;
}

/** `swap` and its Swap event, which the program states by calling itself (the layout of 2025, before version 0.12). */
export function dlmmSwap(caller: Caller, swap: DlmmSwap): void {
  const { pool, user, sell, amountIn, amountOut, minimumOut } = swap;
  const { paid, got } = directed(swap);
  const accounts: AccountRole[] = [
    [pool.address, true],
    DLMM_PROGRAM,
    [pool.vault0, true],
    [pool.vault1, true],
    [paid.user, true],
    [got.user, true],
    pool.mint0.address,
    pool.mint1.address,
    [pool.observation, true],
    DLMM_PROGRAM,
    user,
    pool.mint0.program,
    pool.mint1.program,
    DLMM_EVENT_AUTHORITY,
    DLMM_PROGRAM,
    [pool.tickArray, true],
  ];
  invoke(caller, DLMM_PROGRAM, accounts, [{ hex: SWAP }, { u64: amountIn }, { u64: minimumOut }], (call) => {
    call.log('Instruction: Swap');
    transferChecked(call, paid.mint, paid.user, paid.vault, user, amountIn);
    transferChecked(call, got.mint, got.vault, got.user, pool.address, amountOut);
    selfEvent(call, [
      { hex: SWAP_EVENT },
      { key: pool.address },
      { key: user },
      { i32: swap.startBin },
      { i32: swap.endBin },
      { u64: amountIn },
      { u64: amountOut },
      { u8: sell === 0 ? 1 : 0 },
      { u64: swap.feeRaw },
      { u64: swap.feeRaw / 20n },
      { u128: swap.feeRate },
      { u64: 0n },
    ]);
  });
}

/** `initialize_lb_pair`: an empty book at its active bin. */
export function dlmmInitialize(caller: Caller, pool: SolanaPoolRef, funder: string, activeId: number): void {
  const accounts: AccountRole[] = [
    [pool.address, true],
    DLMM_PROGRAM,
    pool.mint0.address,
    pool.mint1.address,
    [pool.vault0, true],
    [pool.vault1, true],
    [pool.observation, true],
    pool.config,
    [funder, true],
    pool.mint0.program,
    SYSTEM_PROGRAM,
    RENT_SYSVAR,
    DLMM_EVENT_AUTHORITY,
    DLMM_PROGRAM,
  ];
  const data = [{ hex: INITIALIZE_LB_PAIR }, { i32: activeId }, { u16: pool.tickSpacing }];
  invoke(caller, DLMM_PROGRAM, accounts, data, (call) => call.log('Instruction: InitializeLbPair'));
}

/** Shares of each token that a bin takes, in basis points of the deposit. */
export interface BinShare {
  bin: number;
  share0: number;
  share1: number;
}

export interface DlmmPosition {
  pool: SolanaPoolRef;
  owner: string;
  ownerAccount0: string;
  ownerAccount1: string;
  position: string;
  activeId: number;
  amount0: bigint;
  amount1: bigint;
}

/** What a deposit pays that shifts the mix of the active bin, of both tokens; the protocol's part is of the whole. */
export interface DlmmCompositionFee {
  fee: readonly [bigint, bigint];
  protocol: readonly [bigint, bigint];
}

/** How a deposit ends, whatever its form. */
export interface DlmmPaid extends DlmmPosition {
  /** What the bins take in all, where rounding leaves some of the amounts. */
  paid0?: bigint;
  paid1?: bigint;
  composition?: DlmmCompositionFee;
}

export interface DlmmDeposit extends DlmmPaid {
  shares: readonly BinShare[];
}

/** The accounts of a position's deposits and withdrawals. */
export function positionAccounts({ pool, owner, ownerAccount0, ownerAccount1, position }: DlmmPosition): AccountRole[] {
  return [
    [position, true],
    [pool.address, true],
    DLMM_PROGRAM,
    [ownerAccount0, true],
    [ownerAccount1, true],
    [pool.vault0, true],
    [pool.vault1, true],
    pool.mint0.address,
    pool.mint1.address,
    [pool.tickArray, true],
    [pool.tickArray, true],
    owner,
    pool.mint0.program,
    pool.mint1.program,
    DLMM_EVENT_AUTHORITY,
    DLMM_PROGRAM,
  ];
}

export interface DlmmWithdrawal extends DlmmPosition {
  /** Bins from and to, and the part of the position's shares in each that leaves, in basis points. */
  lower: number;
  upper: number;
  bps: number;
}

/** `remove_liquidity_by_range`: what left the bins stands in the event only as two sums. */
export function dlmmRemoveLiquidity(caller: Caller, withdrawal: DlmmWithdrawal): void {
  const { pool, owner, ownerAccount0, ownerAccount1, amount0, amount1, lower, upper, bps } = withdrawal;
  const data = [{ hex: REMOVE_LIQUIDITY_BY_RANGE }, { i32: lower }, { i32: upper }, { u16: bps }];
  invoke(caller, DLMM_PROGRAM, positionAccounts(withdrawal), data, (call) => {
    call.log('Instruction: RemoveLiquidityByRange');
    if (amount0 > 0n) transferChecked(call, pool.mint0, pool.vault0, ownerAccount0, pool.address, amount0);
    if (amount1 > 0n) transferChecked(call, pool.mint1, pool.vault1, ownerAccount1, pool.address, amount1);
    selfEvent(call, [
      { hex: REMOVE_LIQUIDITY_EVENT },
      ...[pool.address, owner, withdrawal.position].map((key) => ({ key })),
      { u64: amount0 },
      { u64: amount1 },
      { i32: withdrawal.activeId },
    ]);
  });
}

/** `add_liquidity`: the deposit and how it is spread over bins stand in the instruction itself. */
export function dlmmAddLiquidity(caller: Caller, deposit: DlmmDeposit): void {
  const { amount0, amount1, shares } = deposit;
  const spread = shares.flatMap(({ bin, share0, share1 }) => [{ i32: bin }, { u16: share0 }, { u16: share1 }]);
  const data = [{ hex: ADD_LIQUIDITY }, { u64: amount0 }, { u64: amount1 }, { u32: shares.length }, ...spread];
  invoke(caller, DLMM_PROGRAM, positionAccounts(deposit), data, (call) => {
    call.log('Instruction: AddLiquidity');
    payDeposit(call, deposit);
  });
}

/** What every deposit does: states a composition fee, transfers what the bins take, and states both sums. */
export function payDeposit(call: SolanaCall, deposit: DlmmPaid): void {
  const { pool, owner, ownerAccount0, ownerAccount1, position, activeId, composition } = deposit;
  const { paid0 = deposit.amount0, paid1 = deposit.amount1 } = deposit;
  if (composition !== undefined) compositionEvent(call, owner, activeId, composition);
  if (paid0 > 0n) transferChecked(call, pool.mint0, ownerAccount0, pool.vault0, owner, paid0);
  if (paid1 > 0n) transferChecked(call, pool.mint1, ownerAccount1, pool.vault1, owner, paid1);
  const sums = [{ u64: paid0 }, { u64: paid1 }, { i32: activeId }];
  selfEvent(call, [{ hex: ADD_LIQUIDITY_EVENT }, ...[pool.address, owner, position].map((key) => ({ key })), ...sums]);
}

export function compositionEvent(call: SolanaCall, from: string, bin: number, paid: DlmmCompositionFee): void {
  const amounts = [...paid.fee, ...paid.protocol].map((u64) => ({ u64 }));
  // The event keeps the bin in 16 bits.
  selfEvent(call, [{ hex: COMPOSITION_FEE_EVENT }, { key: from }, { u16: bin & 0xffff }, ...amounts]);
}

export function selfEvent(call: SolanaCall, fields: Parameters<SolanaCall['event']>[0]): void {
  call.invoke(DLMM_PROGRAM, [DLMM_EVENT_AUTHORITY], [{ hex: SELF_EVENT }, ...fields]);
}
