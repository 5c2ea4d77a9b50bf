import type { EvmLog } from '../../chains/evm-chain.ts';
import { abiData, eventTopic, topic } from './words.ts';

const DEPOSIT = eventTopic('Deposit(address,address,uint256,uint256)');

/** What a wrapper states when tokens are put into it: how many, and the shares of itself that it gave. */
export function depositLog(wrapper: string, owner: string, assets: bigint, shares: bigint): EvmLog {
  return { address: wrapper, topics: [DEPOSIT, topic(owner), topic(owner)], data: abiData(assets, shares) };
}
