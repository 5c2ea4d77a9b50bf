import type { BlockRef } from '@tokentape/core/facts/chain.ts';
import type { Multiplier, Transfer } from '@tokentape/core/facts/facts.ts';
import type { UnitRule } from '@tokentape/core/registry/types.ts';
import type { EvmLog } from '../dexes/evm-block.ts';
import { decodeTransfer, TRANSFER } from './erc20.ts';

export type TokenFact = Omit<Transfer, 'tx' | 'index'> | Omit<Multiplier, 'tx' | 'index'>;

/** The topics of registered tokens that facts come from. */
export const tokenTopics: readonly string[] = [TRANSFER];

/** The facts of one log of a registered token: moves, mints and burns, and changes of its unit multiplier. */
export function decodeTokenEvent(log: EvmLog, _token: { unitRule: UnitRule }, _block: BlockRef): TokenFact[] {
  if (log.topics[0] === TRANSFER) {
    const transfer = decodeTransfer(log);
    return transfer ? [transfer] : [];
  }
  return [];
}
