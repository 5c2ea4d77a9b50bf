import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { memorySolanaChain } from './memory-solana-chain.ts';
import type { SolanaChain, SolanaTransaction } from './solana-chain.ts';

/** Genesis hash of Solana's main network, which recorded transactions come from. */
const MAINNET_GENESIS = '5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d';

/**
 * Serves the `getTransaction` answers of a folder (bare results or whole JSON-RPC envelopes, encoding `json`) as a chain
 * that consists of nothing else. Throws, naming the file, when one is not such an answer.
 */
export function recordedSolanaChain(folder: string): SolanaChain {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return recordedTransactionsChain(files.sort().map((name) => readRecorded(join(folder, name))));
}

/** A chain of the given recorded transactions; a missing place in the block is filled by order of signature. */
export function recordedTransactionsChain(recorded: readonly SolanaTransaction[]): SolanaChain {
  const ordered = [...recorded].sort(
    (a, b) =>
      a.slot - b.slot ||
      (a.transactionIndex ?? 0) - (b.transactionIndex ?? 0) ||
      (signatureOf(a) < signatureOf(b) ? -1 : 1),
  );
  const placed = ordered.map((transaction, position) => {
    const before = ordered.slice(0, position).filter(({ slot }) => slot === transaction.slot).length;
    return { ...transaction, transactionIndex: transaction.transactionIndex ?? before };
  });
  const entries = placed.map((transaction) => ({
    slot: transaction.slot,
    transactionIndex: transaction.transactionIndex,
    blockTime: transaction.blockTime,
    err: transaction.meta?.err ?? null,
    signature: () => signatureOf(transaction),
    render: () => transaction,
  }));
  return memorySolanaChain({ genesisHash: MAINNET_GENESIS, entries });
}

function readRecorded(path: string): SolanaTransaction {
  const parsed = JSON.parse(readFileSync(path, 'utf8')) as { result?: SolanaTransaction } & SolanaTransaction;
  const transaction = parsed.result ?? parsed;
  if (transaction.transaction?.message === undefined || typeof transaction.slot !== 'number') {
    throw new Error(`${path} is not a getTransaction answer: it has no slot or no message.`);
  }
  return transaction;
}

function signatureOf(transaction: SolanaTransaction): string {
  const [signature] = transaction.transaction.signatures;
  if (signature === undefined) throw new Error(`A transaction in slot ${transaction.slot} has no signature.`);
  return signature;
}
