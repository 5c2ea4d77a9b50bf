import type { Field } from '../bytes.ts';
import {
  ASSOCIATED_TOKEN_PROGRAM,
  MEMO_PROGRAM,
  RAYDIUM_CLMM_PROGRAM,
  RENT_SYSVAR,
  SYSTEM_PROGRAM,
  TOKEN_2022_PROGRAM,
  TOKEN_PROGRAM,
} from './programs.ts';
import { type Caller, invoke, transferChecked } from './token-instructions.ts';
import type { AccountRole } from './transaction-builder.ts';
import { directed, type SolanaPoolRef, type VenueSwap } from './venue-swap.ts';

export interface CurveAfter {
  sqrtPriceX64: bigint;
  liquidity: bigint;
  tick: number;
}

export interface RaydiumSwap extends VenueSwap {
  after: CurveAfter;
}

const SWAP_V2 = '2b04ed0b1ac91e62';
const SWAP_ROUTER_BASE_IN = '457d73daf5baf2c4';
const CREATE_POOL = 'e992d18ecf6840bc';
const OPEN_POSITION_WITH_TOKEN22_NFT = '4dffae527d1dc92e';
const DECREASE_LIQUIDITY_V2 = '3a7fbc3e4f52c460';
const SWAP_EVENT = '40c6cde8260871e2';
const POOL_CREATED_EVENT = '195e4b2f7063353f';
const CREATE_PERSONAL_POSITION_EVENT = '641e57f9c4df9ace';
const LIQUIDITY_CHANGE_EVENT = '7ef0afce9e58996b';
const DECREASE_LIQUIDITY_EVENT = '3ade563a44325538';

/** `swap_v2` with exact input: both transfers, in then out, and its SwapEvent (205 bytes, the layout of 2025). */
export function raydiumSwap(caller: Caller, swap: RaydiumSwap, settle = true): void {
  const { pool, user, amountIn, amountOut, minimumOut } = swap;
  const { paid, got } = directed(swap);
  const accounts: AccountRole[] = [
    user,
    pool.config,
    [pool.address, true],
    [paid.user, true],
    [got.user, true],
    [paid.vault, true],
    [got.vault, true],
    [pool.observation, true],
    TOKEN_PROGRAM,
    TOKEN_2022_PROGRAM,
    MEMO_PROGRAM,
    paid.mint.address,
    got.mint.address,
    [pool.tickArray, true],
  ];
  const data = [{ hex: SWAP_V2 }, { u64: amountIn }, { u64: minimumOut }, { u128: 0n }, { u8: 1 }];
  invoke(caller, pool.program ?? RAYDIUM_CLMM_PROGRAM, accounts, data, (call) => {
    call.log('Instruction: SwapV2');
    if (!settle) return;
    transferChecked(call, paid.mint, paid.user, paid.vault, user, amountIn);
    transferChecked(call, got.mint, got.vault, got.user, pool.address, amountOut);
    call.event(swapEvent(swap));
  });
}

/** `swap_router_base_in`: hops of one user, each selling what the one before bought, with `arrays` tick arrays after each. */
export function raydiumRouterBaseIn(caller: Caller, hops: readonly RaydiumSwap[], arrays = 2): void {
  const [first] = hops as [RaydiumSwap];
  const start = directed(first).paid;
  const accounts: AccountRole[] = [
    first.user,
    [start.user, true],
    [start.mint.address, true],
    TOKEN_PROGRAM,
    TOKEN_2022_PROGRAM,
    MEMO_PROGRAM,
    ...hops.flatMap((hop): AccountRole[] => {
      const { paid, got } = directed(hop);
      const { config, address, observation, tickArray } = hop.pool;
      const accounts: AccountRole[] = [[got.user, true], [paid.vault, true], [got.vault, true], got.mint.address];
      const tail = Array.from({ length: arrays }, (): AccountRole => [tickArray, true]);
      return [config, [address, true], ...accounts, [observation, true], ...tail];
    }),
  ];
  const data = [{ hex: SWAP_ROUTER_BASE_IN }, { u64: first.amountIn }, { u64: 0n }];
  invoke(caller, first.pool.program ?? RAYDIUM_CLMM_PROGRAM, accounts, data, (call) => {
    call.log('Instruction: SwapRouterBaseIn');
    for (const hop of hops) {
      const { paid, got } = directed(hop);
      transferChecked(call, paid.mint, paid.user, paid.vault, hop.user, hop.amountIn);
      transferChecked(call, got.mint, got.vault, got.user, hop.pool.address, hop.amountOut);
      call.event(swapEvent(hop));
    }
  });
}

function swapEvent({
  pool,
  user,
  userAccount0,
  userAccount1,
  sell,
  amountIn,
  amountOut,
  after,
}: RaydiumSwap): readonly Field[] {
  const [amount0, amount1] = sell === 0 ? [amountIn, amountOut] : [amountOut, amountIn];
  return [
    { hex: SWAP_EVENT },
    { key: pool.address },
    { key: user },
    { key: userAccount0 },
    { key: userAccount1 },
    { u64: amount0 },
    { u64: 0n },
    { u64: amount1 },
    { u64: 0n },
    { u8: sell === 0 ? 1 : 0 },
    { u128: after.sqrtPriceX64 },
    { u128: after.liquidity },
    { i32: after.tick },
  ];
}

/** `create_pool`: the pool begins at a price, without liquidity. */
export function raydiumCreatePool(
  caller: Caller,
  pool: SolanaPoolRef,
  creator: string,
  sqrtPriceX64: bigint,
  tick: number,
): void {
  const accounts: AccountRole[] = [
    [creator, true],
    pool.config,
    [pool.address, true],
    pool.mint0.address,
    pool.mint1.address,
    [pool.vault0, true],
    [pool.vault1, true],
    [pool.observation, true],
    [pool.tickArray, true],
    pool.mint0.program,
    pool.mint1.program,
    SYSTEM_PROGRAM,
    RENT_SYSVAR,
  ];
  const data = [{ hex: CREATE_POOL }, { u128: sqrtPriceX64 }, { u64: 0n }];
  invoke(caller, pool.program ?? RAYDIUM_CLMM_PROGRAM, accounts, data, (call) => {
    call.log('Instruction: CreatePool');
    call.event([
      { hex: POOL_CREATED_EVENT },
      { key: pool.mint0.address },
      { key: pool.mint1.address },
      { u16: pool.tickSpacing },
      { key: pool.address },
      { u128: sqrtPriceX64 },
      { i32: tick },
      { key: pool.vault0 },
      { key: pool.vault1 },
    ]);
  });
}

export interface RaydiumPosition {
  pool: SolanaPoolRef;
  owner: string;
  nftMint: string;
  nftAccount: string;
  /** The position's own state account. */
  position: string;
  ownerAccount0: string;
  ownerAccount1: string;
  lower: number;
  upper: number;
  liquidity: bigint;
  amount0: bigint;
  amount1: bigint;
  /** Of the pool before the change. */
  tick: number;
  liquidityBefore: bigint;
  liquidityAfter: bigint;
}

/** `open_position_with_token22_nft`: deposits both tokens and states the range in its events. */
export function raydiumOpenPosition(caller: Caller, position: RaydiumPosition): void {
  const { pool, owner, lower, upper, liquidity, amount0, amount1 } = position;
  const accounts: AccountRole[] = [
    [owner, true],
    owner,
    [position.nftMint, true],
    [position.nftAccount, true],
    [pool.address, true],
    position.position,
    [pool.tickArray, true],
    [pool.tickArray, true],
    [position.position, true],
    [position.ownerAccount0, true],
    [position.ownerAccount1, true],
    [pool.vault0, true],
    [pool.vault1, true],
    RENT_SYSVAR,
    SYSTEM_PROGRAM,
    TOKEN_PROGRAM,
    ASSOCIATED_TOKEN_PROGRAM,
    TOKEN_2022_PROGRAM,
    pool.mint0.address,
    pool.mint1.address,
  ];
  const data = [
    { hex: OPEN_POSITION_WITH_TOKEN22_NFT },
    { i32: lower },
    { i32: upper },
    { i32: lower },
    { i32: upper },
    { u128: liquidity },
    { u64: amount0 },
    { u64: amount1 },
    { u8: 0 },
    { u8: 0 },
  ];
  invoke(caller, pool.program ?? RAYDIUM_CLMM_PROGRAM, accounts, data, (call) => {
    call.log('Instruction: OpenPositionWithToken22Nft');
    if (amount0 > 0n) transferChecked(call, pool.mint0, position.ownerAccount0, pool.vault0, owner, amount0);
    if (amount1 > 0n) transferChecked(call, pool.mint1, position.ownerAccount1, pool.vault1, owner, amount1);
    call.event(liquidityChange(position));
    call.event([
      { hex: CREATE_PERSONAL_POSITION_EVENT },
      { key: pool.address },
      { key: owner },
      { key: owner },
      { i32: lower },
      { i32: upper },
      { u128: liquidity },
      { u64: amount0 },
      { u64: amount1 },
      { u64: 0n },
      { u64: 0n },
    ]);
  });
}

/** `decrease_liquidity_v2` of a position that has earned no fees. */
export function raydiumDecreaseLiquidity(caller: Caller, position: RaydiumPosition): void {
  const { pool, owner, liquidity, amount0, amount1 } = position;
  const accounts: AccountRole[] = [
    owner,
    position.nftAccount,
    [position.position, true],
    [pool.address, true],
    [position.position, true],
    [pool.vault0, true],
    [pool.vault1, true],
    [pool.tickArray, true],
    [pool.tickArray, true],
    [position.ownerAccount0, true],
    [position.ownerAccount1, true],
    TOKEN_PROGRAM,
    TOKEN_2022_PROGRAM,
    MEMO_PROGRAM,
    pool.mint0.address,
    pool.mint1.address,
  ];
  const data = [{ hex: DECREASE_LIQUIDITY_V2 }, { u128: liquidity }, { u64: 0n }, { u64: 0n }];
  invoke(caller, pool.program ?? RAYDIUM_CLMM_PROGRAM, accounts, data, (call) => {
    call.log('Instruction: DecreaseLiquidityV2');
    call.event(liquidityChange(position));
    if (amount0 > 0n) transferChecked(call, pool.mint0, pool.vault0, position.ownerAccount0, pool.address, amount0);
    if (amount1 > 0n) transferChecked(call, pool.mint1, pool.vault1, position.ownerAccount1, pool.address, amount1);
    const zeros = Array.from({ length: 7 }, () => ({ u64: 0n }));
    call.event([
      { hex: DECREASE_LIQUIDITY_EVENT },
      { key: position.nftMint },
      { u128: liquidity },
      { u64: amount0 },
      { u64: amount1 },
      ...zeros,
    ]);
  });
}

function liquidityChange({
  pool,
  tick,
  lower,
  upper,
  liquidityBefore,
  liquidityAfter,
}: RaydiumPosition): readonly Field[] {
  return [
    { hex: LIQUIDITY_CHANGE_EVENT },
    { key: pool.address },
    { i32: tick },
    { i32: lower },
    { i32: upper },
    { u128: liquidityBefore },
    { u128: liquidityAfter },
  ];
}
