import type { Address, BlockRef } from '@tokentape/core/facts/chain.ts';
import type { FeedPrice } from '@tokentape/core/facts/facts.ts';
import { intAt, uintAt } from '../dexes/abi-words.ts';
import type { EvmLog } from '../dexes/evm-block.ts';
import { fixedPoint } from '../tokens/evm-multipliers.ts';

/** keccak256 of AnswerUpdated(int256 indexed current, uint256 indexed roundId, uint256 updatedAt), Chainlink's aggregators. */
export const ANSWER_UPDATED = '0x0559884fd3a460db3073b7fc896cc77986f16e378210ded43186175bf646fc5f';

/** What an aggregator answers for. */
export interface FollowedFeed {
  token: Address;
  /** Digits after the point of its answers. */
  decimals: number;
}

/**
 * The answer of one log of a followed aggregator; null for one that prices nothing. An answer cannot hold before it is
 * known: one dated past its block counts from the block.
 */
export function decodeAnswer(
  { address, topics, data }: EvmLog,
  { token, decimals }: FollowedFeed,
  { time }: BlockRef,
): Omit<FeedPrice, 'tx' | 'index'> | null {
  if (topics[0] !== ANSWER_UPDATED) return null;
  const answer = intAt(topics[1] ?? '', 0);
  const updatedAt = uintAt(data, 0);
  if (answer <= 0n || updatedAt === 0n) return null;
  return {
    kind: 'feed-price',
    token,
    feed: address,
    priceUsd: fixedPoint(answer, decimals),
    updatedTime: updatedAt > BigInt(time) ? time : Number(updatedAt),
  };
}
