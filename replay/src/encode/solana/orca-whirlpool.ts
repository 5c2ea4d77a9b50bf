import { MEMO_PROGRAM, RENT_SYSVAR, SYSTEM_PROGRAM } from './programs.ts';
import { type Caller, invoke, transferChecked } from './token-instructions.ts';
import type { AccountRole } from './transaction-builder.ts';
import { directed, type SolanaPoolRef, type VenueSwap } from './venue-swap.ts';

export const WHIRLPOOL_PROGRAM = 'whirLbMiicVdio4qvUfM5KAg6Ct8VwpYzGff3uctyCc';

const SWAP_V2 = '2b04ed0b1ac91e62';
const INITIALIZE_POOL_V2 = 'cf2d57f21b3fcc43';
const INCREASE_LIQUIDITY_V2 = '851d59df45eeb00a';
const TRADED_EVENT = 'e1ca49af932ba096';
const POOL_INITIALIZED_EVENT = '6476ad570cc6fee5';
const LIQUIDITY_INCREASED_EVENT = '1e0790b566fe9ba1';
/** Share of the fee that goes to the protocol, in 1e-4. */
const PROTOCOL_SHARE = 1300n;

export interface WhirlpoolSwap extends VenueSwap {
  feeRaw: bigint;
  sqrtPriceBefore: bigint;
  sqrtPriceAfter: bigint;
}

/** `swap_v2` with exact input: both transfers, in then out, and its Traded event. */
export function whirlpoolSwap(caller: Caller, swap: WhirlpoolSwap): void {
  const { pool, user, sell, amountIn, amountOut, minimumOut } = swap;
  const { paid, got } = directed(swap);
  const accounts: AccountRole[] = [
    pool.mint0.program,
    pool.mint1.program,
    MEMO_PROGRAM,
    user,
    [pool.address, true],
    pool.mint0.address,
    pool.mint1.address,
    [swap.userAccount0, true],
    [pool.vault0, true],
    [swap.userAccount1, true],
    [pool.vault1, true],
    [pool.tickArray, true],
    [pool.tickArray, true],
    [pool.tickArray, true],
    [pool.observation, true],
  ];
  const flags = [{ u8: 1 }, { u8: sell === 0 ? 1 : 0 }, { u8: 0 }];
  const data = [{ hex: SWAP_V2 }, { u64: amountIn }, { u64: minimumOut }, { u128: 0n }, ...flags];
  invoke(caller, WHIRLPOOL_PROGRAM, accounts, data, (call) => {
    call.log('Instruction: SwapV2');
    transferChecked(call, paid.mint, paid.user, paid.vault, user, amountIn);
    transferChecked(call, got.mint, got.vault, got.user, pool.address, amountOut);
    const protocolFee = (swap.feeRaw * PROTOCOL_SHARE) / 10_000n;
    call.event([
      { hex: TRADED_EVENT },
      { key: pool.address },
      { u8: sell === 0 ? 1 : 0 },
      { u128: swap.sqrtPriceBefore },
      { u128: swap.sqrtPriceAfter },
      { u64: amountIn },
      { u64: amountOut },
      { u64: 0n },
      { u64: 0n },
      { u64: swap.feeRaw - protocolFee },
      { u64: protocolFee },
    ]);
  });
}

/** `initialize_pool_v2`. */
export function whirlpoolInitialize(caller: Caller, pool: SolanaPoolRef, funder: string, sqrtPrice: bigint): void {
  const { mint0, mint1 } = pool;
  const accounts: AccountRole[] = [
    pool.config,
    mint0.address,
    mint1.address,
    pool.observation,
    pool.observation,
    [funder, true],
    [pool.address, true],
    [pool.vault0, true],
    [pool.vault1, true],
    pool.config,
    mint0.program,
    mint1.program,
    SYSTEM_PROGRAM,
    RENT_SYSVAR,
  ];
  const data = [{ hex: INITIALIZE_POOL_V2 }, { u16: pool.tickSpacing }, { u128: sqrtPrice }];
  invoke(caller, WHIRLPOOL_PROGRAM, accounts, data, (call) => {
    call.log('Instruction: InitializePoolV2');
    call.event([
      { hex: POOL_INITIALIZED_EVENT },
      { key: pool.address },
      { key: pool.config },
      { key: mint0.address },
      { key: mint1.address },
      { u16: pool.tickSpacing },
      { key: mint0.program },
      { key: mint1.program },
      { u8: mint0.decimals },
      { u8: mint1.decimals },
      { u128: sqrtPrice },
    ]);
  });
}

export interface WhirlpoolPosition {
  pool: SolanaPoolRef;
  owner: string;
  position: string;
  positionAccount: string;
  ownerAccount0: string;
  ownerAccount1: string;
  lower: number;
  upper: number;
  liquidity: bigint;
  amount0: bigint;
  amount1: bigint;
}

/** `increase_liquidity_v2` of an open position: both deposits and the event that states the range. */
export function whirlpoolIncreaseLiquidity(caller: Caller, change: WhirlpoolPosition): void {
  const { pool, owner, lower, upper, liquidity, amount0, amount1 } = change;
  const accounts: AccountRole[] = [
    [pool.address, true],
    pool.mint0.program,
    pool.mint1.program,
    MEMO_PROGRAM,
    owner,
    [change.position, true],
    change.positionAccount,
    pool.mint0.address,
    pool.mint1.address,
    [change.ownerAccount0, true],
    [change.ownerAccount1, true],
    [pool.vault0, true],
    [pool.vault1, true],
    [pool.tickArray, true],
    [pool.tickArray, true],
  ];
  const data = [{ hex: INCREASE_LIQUIDITY_V2 }, { u128: liquidity }, { u64: amount0 }, { u64: amount1 }, { u8: 0 }];
  invoke(caller, WHIRLPOOL_PROGRAM, accounts, data, (call) => {
    call.log('Instruction: IncreaseLiquidityV2');
    if (amount0 > 0n) transferChecked(call, pool.mint0, change.ownerAccount0, pool.vault0, owner, amount0);
    if (amount1 > 0n) transferChecked(call, pool.mint1, change.ownerAccount1, pool.vault1, owner, amount1);
    call.event([
      { hex: LIQUIDITY_INCREASED_EVENT },
      { key: pool.address },
      { key: change.position },
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
