import type { RangePool } from '@tokentape/core/curves/range.ts';
import { SYSTEM_PROGRAM, TOKEN_2022_PROGRAM } from './programs.ts';
import { type Caller, invoke, transferChecked } from './token-instructions.ts';
import type { AccountRole, SolanaCall } from './transaction-builder.ts';
import { directed, type SolanaPoolRef, type VenueSwap } from './venue-swap.ts';

export const DAMM_V2_PROGRAM = 'cpamdpZCGKUy5JxQXB4dcpGPiikHawvSWAd6mEn1sGG';
const AUTHORITY = 'HLnpSz9h2S4hiLQ43rnSD9XkcUThA7B8hQMKmDaiTLcC';
const EVENT_AUTHORITY = '3rmHSu74h1ZcmAisVcWerTCiRDQbUrBKmcwptYGjHfet';

const INITIALIZE_CUSTOMIZABLE_POOL = '14a1f118bdddb402';
const ADD_LIQUIDITY = 'b59d59438fb63448';
const REMOVE_LIQUIDITY = '5055d14818ceb16c';
const SWAP2 = '414b3f4ceb5b5b88';
const SELF_EVENT = 'e445a52e51cb9a1d';
const INITIALIZED_EVENT = 'e432f655cb428625';
const LIQUIDITY_EVENT = 'c5ab4e7fe0d3570d';
const SWAP_EVENT = 'bd4233a826507599';

/** Whose token accounts pay or receive. */
export interface DammOwner {
  owner: string;
  ownerAccount0: string;
  ownerAccount1: string;
  position: string;
  nftMint: string;
  nftAccount: string;
}

export interface DammDeposit extends DammOwner {
  pool: SolanaPoolRef;
  amount0: bigint;
  amount1: bigint;
}

/** A fee that never changes. */
const CONSTANT: DammSchedule = {
  ...{ periods: 0, frequency: 0n, reduction: 0n, mode: 0 as const },
  ...{ activation: 0n, seconds: true },
};

const tail = [EVENT_AUTHORITY, DAMM_V2_PROGRAM];

/** A fee that falls by periods from a moment on, as the program has it. */
export interface DammSchedule {
  periods: number;
  frequency: bigint;
  reduction: bigint;
  /** 0: by as much in every period; 1: by a share. */
  mode: 0 | 1;
  activation: bigint;
  /** Whether activation and periods are in seconds, else in slots. */
  seconds: boolean;
}

/** `initialize_customizable_pool`: a pool with its range, its fee and its first deposit; `curve` as the deposit leaves it. */
export function dammInitialize(caller: Caller, deposit: DammDeposit, curve: RangePool, schedule?: DammSchedule): void {
  const { pool, owner, ownerAccount0, ownerAccount1, position, nftMint, nftAccount, amount0, amount1 } = deposit;
  const { mint0, mint1, vault0, vault1 } = pool;
  const accounts: AccountRole[] = [
    owner,
    [nftMint, true],
    [nftAccount, true],
    [owner, true],
    AUTHORITY,
    [pool.address, true],
    [position, true],
    mint0.address,
    mint1.address,
    [vault0, true],
    [vault1, true],
    [ownerAccount0, true],
    [ownerAccount1, true],
    mint0.program,
    mint1.program,
    TOKEN_2022_PROGRAM,
    SYSTEM_PROGRAM,
    ...tail,
  ];
  const { fee, sqrtLow, sqrtHigh, liquidity, sqrtPrice } = curve;
  const { periods, frequency, reduction, mode: decay, activation, seconds } = schedule ?? CONSTANT;
  const base = [{ u64: BigInt(fee.nano) }, { u16: periods }, { u64: frequency }, { u64: reduction }, { u8: decay }];
  const fees = [...base, { hex: '000000' }, { u8: 0 }];
  const unit = { u8: seconds ? 1 : 0 };
  const mode = { u8: fee.on === 'bought' ? 0 : 1 };
  const prices = [{ u128: sqrtLow }, { u128: sqrtHigh }];
  const data = [...fees, ...prices, { u8: 0 }, { u128: liquidity }, { u128: sqrtPrice }, unit, mode, { u8: 0 }];
  invoke(caller, DAMM_V2_PROGRAM, accounts, [{ hex: INITIALIZE_CUSTOMIZABLE_POOL }, ...data], (call) => {
    call.log('Instruction: InitializeCustomizablePool');
    transferChecked(call, mint0, ownerAccount0, vault0, owner, amount0);
    transferChecked(call, mint1, ownerAccount1, vault1, owner, amount1);
    selfEvent(call, [
      { hex: INITIALIZED_EVENT },
      ...[pool.address, mint0.address, mint1.address, owner, owner, SYSTEM_PROGRAM].map((key) => ({ key })),
      ...fees,
      ...prices,
      unit,
      mode,
      { u128: liquidity },
      { u128: sqrtPrice },
      { u64: activation },
      { hex: '0000' },
      ...[amount0, amount1, amount0, amount1].map((amount) => ({ u64: amount })),
      { u8: 1 },
    ]);
  });
}

/** `add_liquidity`, or `remove_liquidity` where `liquidityDelta` is negative; reserves as they stand afterwards. */
export function dammChangeLiquidity(
  caller: Caller,
  change: DammDeposit & { liquidityDelta: bigint; reserve0: bigint; reserve1: bigint },
): void {
  const { pool, owner, ownerAccount0, ownerAccount1, position, nftAccount, amount0, amount1, liquidityDelta } = change;
  const { mint0, mint1, vault0, vault1 } = pool;
  const added = liquidityDelta > 0n;
  const delta = added ? liquidityDelta : -liquidityDelta;
  const accounts: AccountRole[] = [
    ...(added ? [] : [AUTHORITY]),
    [pool.address, true],
    [position, true],
    [ownerAccount0, true],
    [ownerAccount1, true],
    [vault0, true],
    [vault1, true],
    mint0.address,
    mint1.address,
    nftAccount,
    owner,
    mint0.program,
    mint1.program,
    ...tail,
  ];
  const limits = added ? [amount0, amount1] : [0n, 0n];
  const data = [{ u128: delta }, ...limits.map((limit) => ({ u64: limit }))];
  invoke(caller, DAMM_V2_PROGRAM, accounts, [{ hex: added ? ADD_LIQUIDITY : REMOVE_LIQUIDITY }, ...data], (call) => {
    call.log(`Instruction: ${added ? 'AddLiquidity' : 'RemoveLiquidity'}`);
    const move = (mint: typeof mint0, account: string, vault: string, amount: bigint): void => {
      if (amount === 0n) return;
      if (added) transferChecked(call, mint, account, vault, owner, amount);
      else transferChecked(call, mint, vault, account, AUTHORITY, amount);
    };
    move(mint0, ownerAccount0, vault0, amount0);
    move(mint1, ownerAccount1, vault1, amount1);
    selfEvent(call, [
      { hex: LIQUIDITY_EVENT },
      ...[pool.address, position, owner].map((key) => ({ key })),
      ...[amount0, amount1, amount0, amount1, change.reserve0, change.reserve1].map((amount) => ({ u64: amount })),
      { u128: delta },
      ...limits.map((limit) => ({ u64: limit })),
      { u8: added ? 0 : 1 },
    ]);
  });
}

export interface DammSwap extends VenueSwap {
  /** Fee in the token that it is taken from, and whether that is the one paid. */
  fee: bigint;
  onInput: boolean;
  sqrtPriceAfter: bigint;
  reserve0: bigint;
  reserve1: bigint;
}

/** `swap2` with an exact amount in, and its EvtSwap2. */
export function dammSwap(caller: Caller, swap: DammSwap): void {
  const { pool, user, userAccount0, userAccount1, sell, amountIn, amountOut, minimumOut, fee, onInput } = swap;
  const { paid, got } = directed(swap);
  const accounts: AccountRole[] = [
    AUTHORITY,
    [pool.address, true],
    [sell === 0 ? userAccount0 : userAccount1, true],
    [sell === 0 ? userAccount1 : userAccount0, true],
    [pool.vault0, true],
    [pool.vault1, true],
    pool.mint0.address,
    pool.mint1.address,
    user,
    pool.mint0.program,
    pool.mint1.program,
    DAMM_V2_PROGRAM,
    ...tail,
  ];
  const params = [{ u64: amountIn }, { u64: minimumOut }, { u8: 0 }];
  invoke(caller, DAMM_V2_PROGRAM, accounts, [{ hex: SWAP2 }, ...params], (call) => {
    call.log('Instruction: Swap2');
    transferChecked(call, paid.mint, paid.user, paid.vault, user, amountIn);
    transferChecked(call, got.mint, got.vault, got.user, AUTHORITY, amountOut);
    selfEvent(call, [
      { hex: SWAP_EVENT },
      { key: pool.address },
      { u8: sell },
      { u8: 0 },
      { u8: 0 },
      ...params,
      // Input with and without fee, what is left of it, output, the next price, and the fee's four parts.
      ...[amountIn, onInput ? amountIn - fee : amountIn, 0n, amountOut].map((amount) => ({ u64: amount })),
      { u128: swap.sqrtPriceAfter },
      ...[fee - fee / 5n, fee / 5n, 0n, 0n].map((amount) => ({ u64: amount })),
      ...[amountIn, amountOut, amountOut].map((amount) => ({ u64: amount })),
      { u64: 0n },
      { u64: swap.reserve0 },
      { u64: swap.reserve1 },
    ]);
  });
}

function selfEvent(call: SolanaCall, fields: Parameters<SolanaCall['event']>[0]): void {
  call.invoke(DAMM_V2_PROGRAM, [EVENT_AUTHORITY], [{ hex: SELF_EVENT }, ...fields]);
}
