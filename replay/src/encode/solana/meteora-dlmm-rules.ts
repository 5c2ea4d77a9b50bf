import type { Field } from '../bytes.ts';
import {
  compositionEvent,
  DLMM_EVENT_AUTHORITY,
  DLMM_PROGRAM,
  type DlmmCompositionFee,
  type DlmmPaid,
  type DlmmPosition,
  payDeposit,
  positionAccounts,
  selfEvent,
} from './meteora-dlmm.ts';
import { MEMO_PROGRAM, SYSTEM_PROGRAM } from './programs.ts';
import { type Caller, invoke, transferChecked } from './token-instructions.ts';
import type { AccountRole } from './transaction-builder.ts';

/** Bins with weights, ascending. */
export type DlmmWeights = readonly (readonly [bin: number, weight: number])[];

/** A range and a strategy type of the program: spot, curve and bid-ask, three by three one-sided, balanced, imbalanced. */
export interface DlmmStrategy {
  lower: number;
  upper: number;
  type: number;
  /** Token 0 alone comes, and the active bin takes its part. */
  token0Alone?: boolean;
}

/** How a deposit says what its bins take: the forms of the program, their discriminators and whether one token comes alone. */
const FORMS = {
  by_weight: { discriminator: '1c8cee63e7a21595', alone: false, versioned: false },
  by_weight2: { discriminator: 'd13b3f5b6fc899e4', alone: false, versioned: true },
  one_side: { discriminator: '5e9b6797465fdca5', alone: true, versioned: false },
  by_strategy: { discriminator: '0703967f94283dc8', alone: false, versioned: false },
  by_strategy2: { discriminator: '03dd95da6f8d76d5', alone: false, versioned: true },
  by_strategy_one_side: { discriminator: '2905eeaf64e106cd', alone: true, versioned: false },
} as const;

export type DlmmForm =
  | { form: 'by_weight' | 'by_weight2' | 'one_side'; weights: DlmmWeights }
  | { form: 'by_strategy' | 'by_strategy2' | 'by_strategy_one_side'; strategy: DlmmStrategy };

/** A deposit whose `amount0` and `amount1` are the most that it gives; `paid0` and `paid1` what the bins take. */
export type DlmmRuledDeposit = DlmmPaid & { slippage?: number } & DlmmForm;

/** `add_liquidity_by_weight`, `_by_strategy`, `_one_side` and their second versions. */
export function dlmmAddByRule(caller: Caller, deposit: DlmmRuledDeposit): void {
  const { amount0, amount1, activeId, slippage = 3 } = deposit;
  const { discriminator, alone, versioned } = FORMS[deposit.form];
  const token = amount0 > 0n ? 0 : 1;
  const amounts = alone ? [{ u64: token === 0 ? amount0 : amount1 }] : [{ u64: amount0 }, { u64: amount1 }];
  const data: Field[] = [
    { hex: discriminator },
    ...amounts,
    { i32: activeId },
    { i32: slippage },
    ...('weights' in deposit ? weightFields(deposit.weights) : strategyFields(deposit.strategy)),
    // The second versions name the accounts of transfer hooks: none.
    ...(versioned ? [{ u32: 0 }] : []),
  ];
  const accounts = alone ? oneSideAccounts(deposit, token) : positionAccounts(deposit);
  invoke(caller, DLMM_PROGRAM, accounts, data, (call) => {
    call.log(`Instruction: AddLiquidity ${deposit.form}`);
    payDeposit(call, deposit);
  });
}

const weightFields = (weights: DlmmWeights): Field[] => [
  { u32: weights.length },
  ...weights.flatMap(([bin, weight]) => [{ i32: bin }, { u16: weight }]),
];

const strategyFields = ({ lower, upper, type, token0Alone = false }: DlmmStrategy): Field[] => [
  { i32: lower },
  { i32: upper },
  { u8: type },
  { u8: token0Alone ? 1 : 0 },
  { hex: '00'.repeat(63) },
];

function oneSideAccounts({ pool, owner, ownerAccount0, ownerAccount1, position }: DlmmPosition, token: 0 | 1) {
  const [mint, account, vault] =
    token === 0 ? [pool.mint0, ownerAccount0, pool.vault0] : [pool.mint1, ownerAccount1, pool.vault1];
  const accounts: AccountRole[] = [
    [position, true],
    [pool.address, true],
    DLMM_PROGRAM,
    [account, true],
    [vault, true],
    mint.address,
    [pool.tickArray, true],
    [pool.tickArray, true],
    owner,
    mint.program,
    DLMM_EVENT_AUTHORITY,
    DLMM_PROGRAM,
  ];
  return accounts;
}

/** Parts of the position that leave bins, in basis points; a bound that is left out is the active bin. */
export interface DlmmRemoval {
  lower: number | null;
  upper: number | null;
  bps: number;
}

/** A range by its distance from the active bin, filled along a line: at that bin, and more with every bin away from it. */
export interface DlmmAddition {
  from: number;
  to: number;
  base: readonly [bigint, bigint];
  slope: readonly [bigint, bigint];
  activeToken: 0 | 1;
}

export interface DlmmRebalance extends Omit<DlmmPosition, 'amount0' | 'amount1'> {
  removes: readonly DlmmRemoval[];
  adds: readonly DlmmAddition[];
  withdrawn: readonly [bigint, bigint];
  added: readonly [bigint, bigint];
  /** Swap fees that are paid out beside. */
  fees?: readonly [bigint, bigint];
  composition?: DlmmCompositionFee;
}

/** `rebalance_liquidity`: what leaves and enters the bins is netted before it moves. */
export function dlmmRebalance(caller: Caller, rebalance: DlmmRebalance): void {
  const { pool, owner, ownerAccount0, ownerAccount1, position, activeId, withdrawn, added, composition } = rebalance;
  const fees = rebalance.fees ?? [0n, 0n];
  const data: Field[] = [
    { hex: '5c04b0c177b95309' },
    ...[{ i32: activeId }, { u16: 3 }, { u8: 1 }, { u8: 0 }],
    ...[0n, (1n << 64n) - 1n, 0n, (1n << 64n) - 1n].map((u64) => ({ u64 })),
    ...[{ u8: 3 }, { hex: '00'.repeat(31) }],
    ...[{ u32: rebalance.removes.length }, ...rebalance.removes.flatMap(removalFields)],
    ...[{ u32: rebalance.adds.length }, ...rebalance.adds.flatMap(additionFields)],
    { u32: 0 },
  ];
  invoke(caller, DLMM_PROGRAM, rebalanceAccounts(rebalance), data, (call) => {
    call.log('Instruction: RebalanceLiquidity');
    if (composition !== undefined) compositionEvent(call, owner, activeId, composition);
    for (const side of [0, 1] as const) {
      const into = added[side] - withdrawn[side] - fees[side];
      const [mint, account, vault] =
        side === 0 ? [pool.mint0, ownerAccount0, pool.vault0] : [pool.mint1, ownerAccount1, pool.vault1];
      if (into > 0n) transferChecked(call, mint, account, vault, owner, into);
      if (into < 0n) transferChecked(call, mint, vault, account, pool.address, -into);
    }
    const sums = [withdrawn[0], added[0], withdrawn[1], added[1], ...fees].map((u64) => ({ u64 }));
    selfEvent(call, [
      { hex: '006d75b33d5bc7c8' },
      ...[pool.address, position, owner].map((key) => ({ key })),
      { i32: activeId },
      ...sums,
      { hex: '00'.repeat(32) },
    ]);
  });
}

const bound = (bin: number | null): Field[] => (bin === null ? [{ u8: 0 }] : [{ u8: 1 }, { i32: bin }]);
const removalFields = ({ lower, upper, bps }: DlmmRemoval): Field[] => [
  ...bound(lower),
  ...bound(upper),
  { u16: bps },
  { hex: '00'.repeat(16) },
];

function additionFields({ from, to, base, slope, activeToken }: DlmmAddition): Field[] {
  const numbers = [...base, ...slope];
  const signs = numbers.reduce((flags, number, nth) => (number < 0n ? flags | (1 << nth) : flags), 0);
  return [
    { i32: from },
    { i32: to },
    ...numbers.map((number) => ({ u64: number < 0n ? -number : number })),
    { u8: signs },
    { u8: activeToken === 0 ? 1 : 0 },
    { hex: '00'.repeat(16) },
  ];
}

function rebalanceAccounts({ pool, owner, ownerAccount0, ownerAccount1, position }: DlmmRebalance): AccountRole[] {
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
    owner,
    owner,
    pool.mint0.program,
    pool.mint1.program,
    MEMO_PROGRAM,
    SYSTEM_PROGRAM,
    DLMM_EVENT_AUTHORITY,
    DLMM_PROGRAM,
    [pool.tickArray, true],
  ];
}
