import { ASSOCIATED_TOKEN_PROGRAM, RENT_SYSVAR, SYSTEM_PROGRAM, TOKEN_PROGRAM } from './programs.ts';
import { type Caller, invoke, transferChecked } from './token-instructions.ts';
import type { AccountRole } from './transaction-builder.ts';
import { directed, type SolanaPoolRef, type VenueSwap } from './venue-swap.ts';

export const RAYDIUM_CPMM_PROGRAM = 'CPMMoo8L3F4NbTegBCKVNunggL7H1ZpdTHKxQB5qKP1C';
const AUTHORITY = 'GpMZbSM2GgvTKHJirzeGfMFoaZ8UR2X7F4v8vHTvxFbL';

const SWAP_BASE_INPUT = '8fbe5adac41e33de';
const INITIALIZE = 'afaf6d1f0d989bed';
const SWAP_EVENT = '40c6cde8260871e2';

export interface CpmmSwap extends VenueSwap {
  /** Reserves of the curve before the swap: the vaults without the fees that the protocol and the fund may collect. */
  reserve0: bigint;
  reserve1: bigint;
}

/** `swap_base_input` and its SwapEvent (89 bytes, the layout of 2025). */
export function cpmmSwap(caller: Caller, swap: CpmmSwap): void {
  const { pool, user, sell, amountIn, amountOut, minimumOut } = swap;
  const { paid, got } = directed(swap);
  const accounts: AccountRole[] = [
    user,
    AUTHORITY,
    pool.config,
    [pool.address, true],
    [paid.user, true],
    [got.user, true],
    [paid.vault, true],
    [got.vault, true],
    paid.mint.program,
    got.mint.program,
    paid.mint.address,
    got.mint.address,
    [pool.observation, true],
  ];
  invoke(
    caller,
    RAYDIUM_CPMM_PROGRAM,
    accounts,
    [{ hex: SWAP_BASE_INPUT }, { u64: amountIn }, { u64: minimumOut }],
    (call) => {
      call.log('Instruction: SwapBaseInput');
      call.event([
        { hex: SWAP_EVENT },
        { key: pool.address },
        { u64: sell === 0 ? swap.reserve0 : swap.reserve1 },
        { u64: sell === 0 ? swap.reserve1 : swap.reserve0 },
        { u64: amountIn },
        { u64: amountOut },
        { u64: 0n },
        { u64: 0n },
        { u8: 1 },
      ]);
      transferChecked(call, paid.mint, paid.user, paid.vault, user, amountIn);
      transferChecked(call, got.mint, got.vault, got.user, AUTHORITY, amountOut);
    },
  );
}

export interface CpmmCreation {
  pool: SolanaPoolRef;
  creator: string;
  creatorAccount0: string;
  creatorAccount1: string;
  amount0: bigint;
  amount1: bigint;
}

/** `initialize`: the pool is created with its first reserves. */
export function cpmmInitialize(caller: Caller, creation: CpmmCreation): void {
  const { pool, creator, creatorAccount0, creatorAccount1, amount0, amount1 } = creation;
  const accounts: AccountRole[] = [
    [creator, true],
    pool.config,
    AUTHORITY,
    [pool.address, true],
    pool.mint0.address,
    pool.mint1.address,
    [pool.tickArray, true],
    [creatorAccount0, true],
    [creatorAccount1, true],
    [pool.tickArray, true],
    [pool.vault0, true],
    [pool.vault1, true],
    [pool.tickArray, true],
    [pool.observation, true],
    TOKEN_PROGRAM,
    pool.mint0.program,
    pool.mint1.program,
    ASSOCIATED_TOKEN_PROGRAM,
    SYSTEM_PROGRAM,
    RENT_SYSVAR,
  ];
  invoke(
    caller,
    RAYDIUM_CPMM_PROGRAM,
    accounts,
    [{ hex: INITIALIZE }, { u64: amount0 }, { u64: amount1 }, { u64: 0n }],
    (call) => {
      call.log('Instruction: Initialize');
      transferChecked(call, pool.mint0, creatorAccount0, pool.vault0, creator, amount0);
      transferChecked(call, pool.mint1, creatorAccount1, pool.vault1, creator, amount1);
    },
  );
}
