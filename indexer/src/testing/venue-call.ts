import { type DecodedTransaction, decodeSolanaTransaction, parseSolanaTransaction } from '../dexes/solana.ts';
import { address, transactionAnswer } from './solana-fixtures.ts';

/** Decodes one outer call of a program, with the events that it logged. */
export function decodeCall(
  program: string,
  accounts: string[],
  data: Uint8Array,
  events: Uint8Array[] = [],
): DecodedTransaction {
  const logs = [
    `Program ${program} invoke [1]`,
    ...events.map((event) => `Program data: ${Buffer.from(event).toString('base64')}`),
    `Program ${program} success`,
  ];
  const tx = parseSolanaTransaction(
    transactionAnswer({ signers: [accounts[0] as string], calls: [{ outer: { program, accounts, data } }], logs }),
  );
  return decodeSolanaTransaction(tx, { chain: 'solana', txIndex: 0, hash: 'hash' });
}

/** Accounts that do not matter, with those that do at their places. */
export function accountsWith(count: number, places: Record<number, string>): string[] {
  return Array.from({ length: count }, (_, at) => places[at] ?? address(`filler ${at}`));
}
