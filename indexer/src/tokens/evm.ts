import type { BlockRef } from '@tokentape/core/facts/chain.ts';
import type { Multiplier, Transfer } from '@tokentape/core/facts/facts.ts';
import type { EvmLog } from '../dexes/evm-block.ts';
import { decodeTransfer, TRANSFER } from './erc20.ts';
import { multiplierTopics, readMultiplier, type TokenUnits } from './evm-multipliers.ts';

export type TokenFact = Omit<Transfer, 'tx' | 'index'> | Omit<Multiplier, 'tx' | 'index'>;

/** The topics of registered tokens that facts come from. */
export const tokenTopics: readonly string[] = [TRANSFER, ...multiplierTopics];

/** The fact of one log of a registered token: a move, mint or burn, or a change of its unit multiplier. */
export function decodeTokenEvent(log: EvmLog, units: TokenUnits, { time }: BlockRef): TokenFact | null {
  if (log.topics[0] === TRANSFER) return decodeTransfer(log);
  const change = readMultiplier(log, units, time);
  return change ? { kind: 'multiplier', token: log.address, ...change } : null;
}
