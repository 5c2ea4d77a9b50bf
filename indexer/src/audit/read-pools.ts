import { setTimeout as sleep } from 'node:timers/promises';
import { CodedError } from '@tokentape/core/coded-error.ts';
import pg from 'pg';
import type { Endpoint } from '../endpoints.ts';
import { type PoolRead, PoolReader } from '../sources/solana/pool-reader.ts';
import { solanaTransport } from '../sources/solana/transport.ts';
import { loadCatalogue } from '../store/catalogue.ts';

export interface ReadPoolsOptions {
  endpoint: Endpoint;
  databaseUrl: string;
  /** Pools read at most, those with most fills first. */
  limit: number;
  signal: AbortSignal;
  log(message: string): void;
  /** How long to wait until the indexer has passed the slots that were read. */
  patienceMs?: number;
  requestsPerSecond?: number;
}

/**
 * Reads the accounts of the busiest pools whose curves are followed, from their creation or from an earlier reading, and waits until the indexer has passed the
 * slots at which they were read. Pools that cannot be read are said and left out.
 * @throws CodedError `NOT_AT_HEAD` when the indexer does not get there, and those of the provider
 */
export async function readPools(options: ReadPoolsOptions): Promise<PoolRead[]> {
  const { endpoint, databaseUrl, limit, signal, log, patienceMs = 60_000, requestsPerSecond = FREE_PLAN } = options;
  const { rpcUrl, apiKey } = endpoint;
  const reader = new PoolReader(solanaTransport({ urls: [rpcUrl], apiKey, signal, log, requestsPerSecond }));
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const reads: PoolRead[] = [];
    for (const { dex, address } of await busiestPools(client, limit)) {
      const read = await reader.read(dex, address).catch((error: unknown) => {
        if (!(error instanceof CodedError) || !LEFT_OUT.has(error.code)) throw error;
        log(`${address} is left out: ${error.message}`);
        return null;
      });
      if (read !== null) reads.push(read);
    }
    await untilIndexed(client, Math.max(0, ...reads.map(({ slot }) => slot)), patienceMs, signal);
    return reads;
  } finally {
    await client.end();
  }
}

/** Below the ten requests a second of Helius's free plan. */
const FREE_PLAN = 8;

const LEFT_OUT = new Set(['ACCOUNT_INVALID', 'ACCOUNT_MOVING', 'POOL_HAS_LIMIT_ORDERS']);

async function busiestPools(client: pg.Client, limit: number): Promise<{ dex: string; address: string }[]> {
  const { pools, chainKey } = await loadCatalogue(client, 'solana');
  const { rows } = await client.query<{ key: number; fills: string }>(
    'SELECT pool_key AS key, count(*) AS fills FROM fill WHERE chain_key = $1 GROUP BY pool_key',
    [chainKey],
  );
  const fills = new Map(rows.map(({ key, fills }) => [key, Number(fills)]));
  const known = await client.query<{ key: number }>(
    `SELECT DISTINCT pool_key AS key FROM pool_state WHERE chain_key = $1 AND source = 'read'`,
    [chainKey],
  );
  const read = new Set(known.rows.map(({ key }) => key));
  return [...pools.values()]
    .filter(({ key, creationSeen }) => creationSeen || read.has(key))
    .sort((a, b) => (fills.get(b.key) ?? 0) - (fills.get(a.key) ?? 0) || a.key - b.key)
    .slice(0, limit);
}

async function untilIndexed(client: pg.Client, slot: number, patienceMs: number, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const { rows } = await client.query<{ block: string }>(
      `SELECT s.indexed_block AS block FROM chain_status s JOIN chain c ON c.key = s.chain_key WHERE c.id = 'solana'`,
    );
    const indexed = Number(rows[0]?.block ?? -1);
    if (indexed >= slot) return;
    if (performance.now() > deadline) {
      throw new CodedError(
        'NOT_AT_HEAD',
        `Accounts were read at slot ${slot}, and slot ${indexed} is indexed: let the indexer catch up, then try again.`,
      );
    }
    await sleep(1_000, undefined, { signal });
  }
}
