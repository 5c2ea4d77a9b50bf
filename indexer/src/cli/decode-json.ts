import { CodedError } from '@tokentape/core/coded-error.ts';
import { decodeSolanaTransaction, parseSolanaTransaction, type SolanaTransaction } from '../dexes/solana.ts';
import { venueOfDex } from '../dexes/solana-venues.ts';
import { instructionPath } from '../solana/transaction.ts';

/**
 * What `tape decode solana` prints for the text of one `getTransaction` answer. Amounts are decimal strings of raw units,
 * `blockTime` Unix seconds as in the answer, `path` the place of the instruction: outer index, then after a dot the
 * position among its inner instructions, both from 0.
 * @throws CodedError `NOT_JSON` and those of `parseSolanaTransaction` for a text that is no such answer.
 */
export function decodeToJson(text: string): object {
  const tx = parseSolanaTransaction(parseJson(text));
  // A node that does not know the time of an old block still tells all of the transaction.
  const timed: SolanaTransaction = tx.blockTime === null ? { ...tx, blockTime: 0 } : tx;
  const decoded = decodeSolanaTransaction(timed, { chain: 'solana', txIndex: 0, hash: '' });
  const { signer, feePayer } = decoded.tx;
  const fills = [];
  const transfers = [];
  for (const fact of decoded.facts) {
    if (fact.kind === 'fill') {
      const { dex, pool, trader, soldToken, soldRaw, boughtToken, boughtRaw, index } = fact;
      const programId = venueOfDex(dex)?.program ?? null;
      const path = pathAt(tx, decoded.instructionOf(index));
      fills.push({
        dex,
        programId,
        pool,
        trader,
        signer,
        feePayer,
        soldToken,
        soldRaw: String(soldRaw),
        boughtToken,
        boughtRaw: String(boughtRaw),
        path,
      });
    } else if (fact.kind === 'transfer') {
      const { token, from, to, fromAccount, toAccount, raw, move } = fact;
      transfers.push({ token, from, to, fromAccount, toAccount, raw: String(raw), kind: move });
    }
  }
  const unrecognised = decoded.unrecognised.map(({ program, reason }) => ({ programId: program, reason }));
  const { signature: txId, slot: block, blockTime, failed } = tx;
  return { chain: 'solana', txId, block, blockTime, failed, fills, transfers, unrecognised };
}

function pathAt(tx: SolanaTransaction, at: number): string {
  const instruction = tx.instructions[at];
  return instruction === undefined ? '' : instructionPath(instruction);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CodedError('NOT_JSON', 'Not a getTransaction answer: the input is not JSON.');
  }
}
