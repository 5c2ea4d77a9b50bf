import type { EvmLog } from '../../chains/evm-chain.ts';
import { abiData, eventTopic, topic } from './words.ts';

const ANSWER_UPDATED = eventTopic('AnswerUpdated(int256,uint256,uint256)');

/** The first four bytes of a method's hash. */
const selector = (signature: string): string => eventTopic(signature).slice(0, 10);

const DECIMALS = selector('decimals()');
const PHASE_ID = selector('phaseId()');
const PHASE_AGGREGATORS = selector('phaseAggregators(uint16)');
const PROPOSED_AGGREGATOR = selector('proposedAggregator()');

/** Digits after the point of every feed in US dollars. Source: Chainlink's feed directory. */
export const FEED_DECIMALS = 8;

/** What an aggregator emits for each answer; times in Unix seconds. */
export function answerUpdatedLog(aggregator: string, answer: bigint, round: number, updatedAt: number): EvmLog {
  return { address: aggregator, topics: [ANSWER_UPDATED, topic(answer), topic(round)], data: abiData(updatedAt) };
}

/** What a proxy of one phase answers to a call; empty for a method that it does not have. */
export function feedProxyAnswer(aggregator: string, data: string): string {
  switch (data.slice(0, 10)) {
    case DECIMALS:
      return abiData(FEED_DECIMALS);
    case PHASE_ID:
      return abiData(1);
    case PHASE_AGGREGATORS:
      return abiData(BigInt(`0x${data.slice(10)}`) === 1n ? aggregator : 0n);
    case PROPOSED_AGGREGATOR:
      return abiData(0n);
    default:
      return '0x';
  }
}
