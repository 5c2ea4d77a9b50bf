import { setTimeout as sleep } from 'node:timers/promises';
import { retryAfter } from '../evm/post-json.ts';
import { readLines } from './portal-lines.ts';
import type { PortalQuery } from './portal-query.ts';
import { SolanaRpcError } from './rpc-fault.ts';

export interface PortalSettings {
  /** The dataset's address, such as `https://portal.sqd.dev/datasets/solana-mainnet`. */
  url: string;
  signal: AbortSignal;
  log(message: string): void;
  /** Requests begun in a second at most. */
  requestsPerSecond?: number | undefined;
  /** Tries without progress before the portal is given up. */
  attempts?: number | undefined;
  /** First pause after a failure; doubled each time. */
  pauseMs?: number | undefined;
  /** Longest wait for an answer, and within one for the next piece of it. */
  timeoutMs?: number | undefined;
}

/** The portal answers keyless callers 20 requests in 10 seconds (SQD documentation, public portal). */
export const KEYLESS_REQUESTS_PER_SECOND = 2;

/** The block before the first one asked for is not the one that was given last: the history has changed. */
export class PortalForkError extends Error {}

const LONGEST_PAUSE_MS = 30_000;
const RATE_LIMITED = new Set([429, 529]);
const REFUSED = new Set([400, 401, 403, 404, 405, 413]);

/** Speaks to one dataset of an SQD portal, at its pace. */
export class PortalClient {
  readonly #settings: PortalSettings;
  #next = 0;

  constructor(settings: PortalSettings) {
    this.#settings = settings;
  }

  get host(): string {
    return new URL(this.#settings.url).host;
  }

  /** Number and hash of the last finalized block; null when the portal has none. */
  async finalizedHead(): Promise<unknown> {
    const response = await this.#send('finalized-head', { method: 'GET' });
    return response.json().catch(() => {
      throw new SolanaRpcError('transient', 'finalized-head: the answer is no JSON');
    });
  }

  /**
   * Lines of finalized blocks, one JSON object each, ascending; null when the portal has nothing for the range yet (204).
   * @throws SolanaRpcError, PortalForkError
   */
  async finalizedStream(query: PortalQuery): Promise<AsyncGenerator<string> | null> {
    const response = await this.#send('finalized-stream', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(query),
    });
    if (response.status === 204 || response.body === null) return null;
    return readLines(response.body, this.#timeoutMs);
  }

  /** Waits after the failure of that number (from 1 on); rethrows what waiting does not heal, or what has not healed. */
  async pause(error: unknown, failures: number): Promise<void> {
    const { signal, log, attempts = 8, pauseMs = 250 } = this.#settings;
    signal.throwIfAborted();
    const known = error instanceof SolanaRpcError ? error : null;
    if (known?.fault === 'refused' || failures >= attempts) throw error;
    const wait = known?.retryAfterMs ?? Math.min(LONGEST_PAUSE_MS, pauseMs * 2 ** (failures - 1));
    if (known?.fault === 'rate-limited') log(`${this.host} asks to wait ${Math.ceil(wait / 1000)} s`);
    await sleep(wait, undefined, { signal });
  }

  get #timeoutMs(): number {
    return this.#settings.timeoutMs ?? 60_000;
  }

  async #send(path: string, request: RequestInit): Promise<Response> {
    await this.#turn();
    const { url, signal } = this.#settings;
    const waiting = new AbortController();
    const timer = setTimeout(() => waiting.abort(), this.#timeoutMs);
    let response: Response;
    try {
      response = await fetch(`${url.replace(/\/$/, '')}/${path}`, {
        ...request,
        signal: AbortSignal.any([signal, waiting.signal]),
      });
    } catch {
      signal.throwIfAborted();
      throw new SolanaRpcError('transient', `${path}: ${waiting.signal.aborted ? 'no answer' : 'connection failed'}`);
    } finally {
      clearTimeout(timer);
    }
    if (!response.ok) throw await fault(path, response);
    return response;
  }

  async #turn(): Promise<void> {
    const { signal, requestsPerSecond = KEYLESS_REQUESTS_PER_SECOND } = this.#settings;
    const now = performance.now();
    const wait = this.#next - now;
    this.#next = Math.max(this.#next, now) + 1000 / requestsPerSecond;
    if (wait > 0) await sleep(wait, undefined, { signal });
  }
}

async function fault(path: string, response: Response): Promise<Error> {
  const { status, headers } = response;
  await response.body?.cancel().catch(() => undefined);
  if (status === 409) return new PortalForkError(`${path}: the block before the range is another one`);
  const wait = retryAfter(headers.get('retry-after'));
  const kind = RATE_LIMITED.has(status) ? 'rate-limited' : REFUSED.has(status) ? 'refused' : 'transient';
  return new SolanaRpcError(kind, `${path}: HTTP ${status}`, wait);
}
