import type { Transfer } from '@tokentape/core/facts/facts.ts';
import { topicAddress, uintAt } from '../dexes/abi-words.ts';
import type { EvmLog } from '../dexes/evm-block.ts';

/** keccak256 of Transfer(address indexed from, address indexed to, uint256 value), ERC-20. */
export const TRANSFER = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef';

/** keccak256 of TransferShares(address indexed from, address indexed to, uint256 value), which rebasing xStocks emit right after each Transfer. */
export const TRANSFER_SHARES = '0x9d9c909296d9c674451c0c24f02cb64981eb3b727f99865939192f880a755dcb';

const ZERO = '0x0000000000000000000000000000000000000000';

/** A transfer in raw units; from the zero address it is a mint, to it a burn. Null for a move from nowhere to nowhere. */
export function decodeTransfer({ address, topics, data }: EvmLog): Omit<Transfer, 'tx' | 'index'> | null {
  const from = topicAddress(topics[1]);
  const to = topicAddress(topics[2]);
  if (from === ZERO && to === ZERO) return null;
  return {
    kind: 'transfer',
    token: address,
    move: from === ZERO ? 'mint' : to === ZERO ? 'burn' : 'transfer',
    from: from === ZERO ? null : from,
    to: to === ZERO ? null : to,
    fromAccount: null,
    toAccount: null,
    raw: uintAt(data, 0),
  };
}
