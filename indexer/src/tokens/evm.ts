import type { BlockRef } from '@tokentape/core/facts/chain.ts';
import type { Multiplier, TokenControl, Transfer } from '@tokentape/core/facts/facts.ts';
import type { EvmLog } from '../dexes/evm-block.ts';
import { decodeTransfer, TRANSFER } from './erc20.ts';
import { controlTopics, readPause } from './evm-controls.ts';
import { multiplierTopics, readMultiplier, type TokenUnits } from './evm-multipliers.ts';

export type TokenFact =
  | Omit<Transfer, 'tx' | 'index'>
  | Omit<Multiplier, 'tx' | 'index'>
  | Omit<TokenControl, 'tx' | 'index'>;

/** The topics of registered tokens that facts come from. */
export const tokenTopics: readonly string[] = [TRANSFER, ...multiplierTopics, ...controlTopics];

/** The fact of one log of a registered token: a move, mint or burn, a change of its unit multiplier, or a stop. */
export function decodeTokenEvent(log: EvmLog, units: TokenUnits, { time }: BlockRef): TokenFact | null {
  if (log.topics[0] === TRANSFER) return decodeTransfer(log);
  const paused = readPause(log);
  if (paused) return paused;
  const change = readMultiplier(log, units, time);
  return change ? { kind: 'multiplier', token: log.address, ...change } : null;
}
