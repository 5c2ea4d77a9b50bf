import type { Fact, Fill } from '@tokentape/core/facts/facts.ts';
import { decodeSolanaTransaction, parseSolanaTransaction, type SolanaTransaction } from '../dexes/solana.ts';
import { realSolana } from './real-solana.ts';

/** A recorded transaction, parsed anew each time, so that a test may change it. */
export const parseReal = (name: string): SolanaTransaction => parseSolanaTransaction(JSON.parse(realSolana(name)));

/** The facts of a transaction, first sights of pools included. */
export function factsOf(tx: SolanaTransaction): Fact[] {
  return decodeSolanaTransaction(tx, { chain: 'solana', txIndex: 0, hash: 'hash', pools: new Set() }).facts;
}

/** The fills of a transaction, of one venue when named. */
export function fillsOf(tx: SolanaTransaction, dex?: string): Fill[] {
  return factsOf(tx).filter((fact): fact is Fill => fact.kind === 'fill' && (dex === undefined || fact.dex === dex));
}
