import { CodedError } from '@tokentape/core/coded-error.ts';
import type { Progress } from '../batch.ts';
import type { Endpoint } from '../endpoints.ts';
import type { Children } from './children.ts';

/**
 * An indexer keeps some 85 MB and turns over hundreds a second. How far node lets the heap grow before it collects depends on
 * the limit: with this one the process stays below 300 MB, with node's own it takes 450 MB, for the same processor time
 * (bench ingest-evm). The limit itself is far from what the store's largest cache can need.
 */
export const INDEXER_NODE_FLAGS = ['--max-semi-space-size=16', '--max-old-space-size=768'];

/** What an indexer process tells its parent. */
export type IndexerMessage =
  | { type: 'progress'; progress: Progress }
  | { type: 'at-head'; chain: string }
  | { type: 'timings'; timings: Readonly<Record<string, number>> }
  | { type: 'stopped'; chain: string; code: string; message: string };

/**
 * Starts one indexer process per end point; each gets the key of its own chain only.
 * @returns when every chain has reached its head for the first time
 * @throws CodedError with what an indexer stopped for, when starting it again would not help
 */
export async function startIndexers(
  children: Children,
  endpoints: Endpoint[],
  databaseUrl: string,
  onProgress: (progress: Progress) => void,
): Promise<void> {
  await Promise.all(
    endpoints.map(
      (endpoint) =>
        new Promise<void>((atHead, failed) => {
          const { chain, rpcUrl, apiKey, fallbackUrl, historyUrls, firstBlock } = endpoint;
          let reason: CodedError | undefined;
          children.start({
            name: `indexer-${chain.id}`,
            script: 'indexer/src/main.ts',
            nodeFlags: INDEXER_NODE_FLAGS,
            args: ['--chain', chain.id, '--from', String(firstBlock ?? chain.firstBlock ?? 0)],
            env: {
              ...{ DATABASE_URL: databaseUrl, RPC_URL: rpcUrl },
              ...(apiKey ? { RPC_API_KEY: apiKey } : {}),
              ...(fallbackUrl ? { RPC_FALLBACK_URL: fallbackUrl } : {}),
              ...(historyUrls ? { HISTORY_URLS: historyUrls.join(',') } : {}),
            },
            restart: true,
            onMessage: (raw) => {
              const message = raw as IndexerMessage;
              if (message.type === 'progress') onProgress(message.progress);
              if (message.type === 'at-head') atHead();
              if (message.type === 'stopped') reason = new CodedError(message.code, `${chain.id}: ${message.message}`);
            },
            onEnd: () =>
              failed(reason ?? new CodedError('INDEXER_ENDED', `The indexer of ${chain.id} ended; see its log.`)),
          });
        }),
    ),
  );
}
