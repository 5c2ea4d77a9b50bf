import type { EvmLog } from '../../chains/evm-chain.ts';
import { abiData, eventTopic } from './words.ts';

const PAUSE_MODE_CHANGE = eventTopic('PauseModeChange(bool)');
const PAUSED = eventTopic('Paused(address)');
const UNPAUSED = eventTopic('Unpaused(address)');

/** What a token of Backed's states when it is stopped or resumed. */
export const pauseModeLog = (token: string, paused: boolean): EvmLog => ({
  address: token,
  topics: [PAUSE_MODE_CHANGE],
  data: abiData(paused ? 1 : 0),
});

/** OpenZeppelin's Paused or Unpaused. */
export const pausedLog = (token: string, account: string, paused: boolean): EvmLog => ({
  address: token,
  topics: [paused ? PAUSED : UNPAUSED],
  data: abiData(account),
});
