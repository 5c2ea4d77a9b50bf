import type { EvmLog } from '../../chains/evm-chain.ts';
import { abiData, eventTopic, topic } from './words.ts';

export const ZERO_ADDRESS = `0x${'0'.repeat(40)}`;

const TRANSFER = eventTopic('Transfer(address,address,uint256)');
const TRANSFER_SHARES = eventTopic('TransferShares(address,address,uint256)');

/** ERC-20 Transfer; from the zero address it is a mint, to it a burn. */
export function transferLog(token: string, from: string, to: string, value: bigint): EvmLog {
  return { address: token, topics: [TRANSFER, topic(from), topic(to)], data: abiData(value) };
}

/** What a rebasing xStock adds after each Transfer: the shares behind the value. */
export function transferSharesLog(token: string, from: string, to: string, shares: bigint): EvmLog {
  return { address: token, topics: [TRANSFER_SHARES, topic(from), topic(to)], data: abiData(shares) };
}
