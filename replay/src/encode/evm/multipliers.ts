import type { EvmLog } from '../../chains/evm-chain.ts';
import { abiData, eventTopic } from './words.ts';

const MULTIPLIER_UPDATED = eventTopic('MultiplierUpdated(uint256)');
const BALANCE_PER_SHARE_SET = eventTopic('BalancePerShareSet(uint256)');
const UI_MULTIPLIER_UPDATED = eventTopic('UIMultiplierUpdated(uint256,uint256,uint256)');

/** Fixed point of all these multipliers: 18 digits. */
export const ONE = 10n ** 18n;

/** A rebasing token of Backed's: balances are shares times the multiplier from here on. */
export const multiplierUpdatedLog = (token: string, multiplier: bigint): EvmLog => ({
  address: token,
  topics: [MULTIPLIER_UPDATED],
  data: abiData(multiplier),
});

/** The same of Dinari's dShares, which state no shares at transfers. */
export const balancePerShareSetLog = (token: string, balancePerShare: bigint): EvmLog => ({
  address: token,
  topics: [BALANCE_PER_SHARE_SET],
  data: abiData(balancePerShare),
});

/** ERC-8056: what a raw amount stands for changes at a time, in Unix seconds, without any transaction then. */
export const uiMultiplierUpdatedLog = (token: string, from: bigint, to: bigint, effectiveAt: number): EvmLog => ({
  address: token,
  topics: [UI_MULTIPLIER_UPDATED],
  data: abiData(from, to, effectiveAt),
});
