import { setTimeout as sleep } from 'node:timers/promises';
import { retryAfter } from './post-json.ts';
import { RpcError } from './rpc-error.ts';

export interface HistorySettings {
  url: string;
  signal: AbortSignal;
  log(message: string): void;
  /** Tries of one request before the service is given up. */
  attempts?: number | undefined;
  /** First pause after a failure; doubled each time. */
  pauseMs?: number | undefined;
  /** Longest wait for a whole answer. */
  timeoutMs?: number | undefined;
  /** Requests begun in a second at most; what the public service allows by default. */
  requestsPerSecond?: number | undefined;
}

const LONGEST_PAUSE_MS = 30_000;
const REFUSED = new Set([400, 401, 403, 404, 405, 413]);
const RATE_LIMITED = new Set([429, 529]);

/** HTTP to one service of past blocks: at its pace, tried again with growing pauses, `Retry-After` honoured. */
export class HistoryHttp {
  readonly #settings: HistorySettings;
  readonly #gapMs: number;
  #next = 0;

  constructor(settings: HistorySettings, allowedPerSecond: number) {
    this.#settings = settings;
    this.#gapMs = 1000 / (settings.requestsPerSecond ?? allowedPerSecond);
  }

  /** What may be shown of the service. */
  get host(): string {
    return new URL(this.#settings.url).host;
  }

  /** `path` under the service's address. */
  at(path: string): string {
    return `${this.#settings.url.replace(/\/$/, '')}/${path}`;
  }

  /** Runs `work` until it succeeds. @throws RpcError when it does not heal; its text has the host only */
  async persist<T>(work: () => Promise<T>): Promise<T> {
    const { attempts = 5, pauseMs = 1_000, signal, log } = this.#settings;
    for (let attempt = 1; ; attempt += 1) {
      signal.throwIfAborted();
      try {
        return await work();
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof RpcError) || error.fault === 'refused' || attempt >= attempts) throw error;
        const wait = error.retryAfterMs ?? Math.min(LONGEST_PAUSE_MS, pauseMs * 2 ** (attempt - 1));
        if (error.fault === 'rate-limited') log(`${this.host} asks to wait ${Math.ceil(wait / 1000)} s`);
        await sleep(wait, undefined, { signal });
      }
    }
  }

  /** One request, read within the deadline. @throws RpcError */
  async send<T>(url: string, init: RequestInit, read: (response: Response) => Promise<T>): Promise<T> {
    await this.#turn();
    const { signal, timeoutMs = 60_000 } = this.#settings;
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    try {
      const response = await fetch(url, { ...init, signal: deadline });
      if (!response.ok) throw await fault(response);
      return await read(response);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof RpcError) throw error;
      throw new RpcError(
        'transient',
        deadline.aborted ? `no answer within ${timeoutMs / 1000} s` : 'connection failed',
      );
    }
  }

  async #turn(): Promise<void> {
    const now = performance.now();
    const wait = this.#next - now;
    this.#next = Math.max(this.#next, now) + this.#gapMs;
    if (wait > 0) await sleep(wait, undefined, { signal: this.#settings.signal });
  }
}

async function fault({ status, headers, body }: Response): Promise<RpcError> {
  await body?.cancel().catch(() => undefined);
  const kind = RATE_LIMITED.has(status) ? 'rate-limited' : REFUSED.has(status) ? 'refused' : 'transient';
  return new RpcError(kind, `HTTP ${status}`, { retryAfterMs: retryAfter(headers.get('retry-after')) });
}
