import { parseArgs } from 'node:util';
import { CodedError } from '@tokentape/core/coded-error.ts';
import { getChain } from '@tokentape/core/registry/registry.ts';
import type { Progress } from './batch.ts';
import { FATAL_EXIT } from './cli/children.ts';
import { reportError } from './cli/report-error.ts';
import type { IndexerMessage } from './cli/start-indexers.ts';
import { untilStopped } from './cli/until-stopped.ts';
import { readIndexerEnv } from './env.ts';
import { indexChain } from './index-chain.ts';

/** Codes after which starting the same process again would only repeat the refusal. */
const FATAL = new Set(['INTEGRITY', 'CHECKPOINT_MISMATCH', 'SCHEMA_MISSING', 'WRONG_CHAIN', 'FINALITY_VIOLATED']);

const { values } = parseArgs({
  options: {
    chain: { type: 'string' },
    from: { type: 'string', default: '0' },
    to: { type: 'string' },
    batch: { type: 'string' },
  },
});
const chain = getChain(values.chain ?? '');
const { DATABASE_URL, RPC_URL, RPC_API_KEY, RPC_FALLBACK_URL, HISTORY_URLS } = readIndexerEnv();
const { signal } = untilStopped();

const tell = (message: IndexerMessage): void => {
  process.send?.(message);
};
/** Resolves when the parent has it, or at once without one. */
const told = (message: IndexerMessage): Promise<void> =>
  new Promise((done) => {
    if (process.send) process.send(message, () => done());
    else done();
  });
const report = (progress: Progress): void => {
  tell({ type: 'progress', progress });
};

try {
  const timings = await indexChain({
    endpoint: {
      chain,
      rpcUrl: RPC_URL,
      origin: 'configured',
      ...(RPC_API_KEY === undefined ? {} : { apiKey: RPC_API_KEY }),
      ...(RPC_FALLBACK_URL === undefined ? {} : { fallbackUrl: RPC_FALLBACK_URL }),
      ...(HISTORY_URLS === undefined ? {} : { historyUrls: HISTORY_URLS }),
    },
    databaseUrl: DATABASE_URL,
    fromBlock: Number(values.from),
    ...(values.to === undefined ? {} : { toBlock: Number(values.to) }),
    ...(values.batch === undefined ? {} : { batchSize: Number(values.batch) }),
    signal,
    onProgress: report,
    onIdle: () => tell({ type: 'at-head', chain: chain.id }),
    log: (message) => console.log(`${new Date().toISOString()} ${message}`),
  });
  await told({ type: 'timings', timings });
  process.exit(0);
} catch (error) {
  reportError(error);
  const coded = error instanceof CodedError;
  if (coded) tell({ type: 'stopped', chain: chain.id, code: error.code, message: error.message });
  process.exit(coded && FATAL.has(error.code) ? FATAL_EXIT : 1);
}
