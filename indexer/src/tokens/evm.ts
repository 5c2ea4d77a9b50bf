import type { BlockRef } from '@tokentape/core/facts/chain.ts';
import type { Multiplier, TokenControl, Transfer } from '@tokentape/core/facts/facts.ts';
import { uintAt } from '../dexes/abi-words.ts';
import type { EvmLog } from '../dexes/evm-block.ts';
import { decodeTransfer, TRANSFER, TRANSFER_SHARES } from './erc20.ts';
import { controlTopics, readPause } from './evm-controls.ts';
import { multiplierTopics, readMultiplier, type TokenUnits } from './evm-multipliers.ts';

export type TokenFact =
  | Omit<Transfer, 'tx' | 'index'>
  | Omit<Multiplier, 'tx' | 'index'>
  | Omit<TokenControl, 'tx' | 'index'>;

/** The topics of registered tokens that facts come from. */
export const tokenTopics: readonly string[] = [TRANSFER, TRANSFER_SHARES, ...multiplierTopics, ...controlTopics];

/**
 * The fact of one log of a registered token: a move, mint or burn, a change of its unit multiplier, or a stop. `next` gives the
 * token's next log in the transaction, which may say what balances of a rebasing token moved by.
 */
export function decodeTokenEvent(
  log: EvmLog,
  units: TokenUnits,
  { time }: BlockRef,
  next: () => EvmLog | undefined,
): TokenFact | null {
  if (log.topics[0] === TRANSFER) {
    const transfer = decodeTransfer(log);
    const stated = units.unitRule === 'rebasing' ? next() : undefined;
    return transfer && statesSharesOf(log, stated) ? { ...transfer, units: uintAt(stated.data, 0) } : transfer;
  }
  const paused = readPause(log);
  if (paused) return paused;
  const change = readMultiplier(log, units, time);
  return change ? { kind: 'multiplier', token: log.address, ...change } : null;
}

/** Whether a log states the shares behind a transfer: one between the same two owners. */
function statesSharesOf({ topics: [, from, to] }: EvmLog, stated: EvmLog | undefined): stated is EvmLog {
  return stated?.topics[0] === TRANSFER_SHARES && stated.topics[1] === from && stated.topics[2] === to;
}
