import { setTimeout as sleep } from 'node:timers/promises';
import type { RpcTransport } from '@solana/kit';
import { CodedError } from '@tokentape/core/coded-error.ts';
import { Gate } from '../evm/gate.ts';
import { postJson, RpcBodyError } from '../evm/post-json.ts';
import { RpcError } from '../evm/rpc-error.ts';
import { SolanaRpcError, solanaFault } from './rpc-fault.ts';

export interface SolanaTransportSettings {
  /** In order of preference; the next one is used when one fails. */
  urls: string[];
  /** Sent with each request to the first end point only, since it is that service's. */
  apiKey?: string | undefined;
  signal: AbortSignal;
  log(message: string): void;
  timeoutMs?: number | undefined;
  /** Tries on one provider before the next one is asked. */
  attempts?: number | undefined;
  /** First pause after a failure; doubled each time. */
  pauseMs?: number | undefined;
  /** Requests under way at once. */
  concurrency?: number | undefined;
  /** Requests begun in a second at most, by the plan; unlimited when absent. */
  requestsPerSecond?: number | undefined;
}

/** Methods for which null is an answer; for all others it is a fault of the provider. */
const MAY_BE_NULL = new Set(['getTransaction', 'getBlockTime']);
/** Faults that asking the same provider again does not heal. */
const FINAL = new Set(['pruned', 'refused', 'version', 'bad-cursor']);
/** Faults that another provider does not heal either. */
const CALLERS = new Set(['version', 'bad-cursor']);
const LONGEST_PAUSE_MS = 30_000;

/**
 * The transport under helius-sdk: it retries with growing pauses, honours `Retry-After`, keeps to the plan's pace, fails
 * over, and takes an answer without `result` for what it is, a fault (the SDK would read it as the last page).
 * The service takes its key in the query only, so the key is added here and never reaches an error or a log.
 * Numbers stay numbers: kit's own transport parses every integer to a bigint, at several times the cost.
 */
export function solanaTransport(settings: SolanaTransportSettings): RpcTransport {
  const { urls, apiKey, signal, log, timeoutMs = 60_000, attempts = 8, pauseMs = 250 } = settings;
  const turn = pace(settings.requestsPerSecond, signal);
  const gate = new Gate(settings.concurrency ?? 6);
  let current = 0;

  const send = async (provider: number, payload: { method: string }): Promise<unknown> => {
    await turn();
    const url = new URL(urls[provider] as string);
    if (apiKey !== undefined && provider === 0) url.searchParams.set('api-key', apiKey);
    const answer = await gate
      .run(() => postJson(url.href, JSON.stringify(payload), { headers: {}, timeoutMs, signal }))
      .catch((error: unknown) => {
        if (error instanceof RpcBodyError) return error.answer;
        throw error instanceof RpcError ? httpFault(payload.method, error) : error;
      });
    return checked(payload.method, answer);
  };

  const persist = async (provider: number, payload: { method: string }): Promise<unknown> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await send(provider, payload);
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof SolanaRpcError) || FINAL.has(error.fault) || attempt >= attempts) throw error;
        const pause = error.retryAfterMs ?? Math.min(LONGEST_PAUSE_MS, pauseMs * 2 ** (attempt - 1));
        if (error.fault === 'rate-limited') log(`${hostOf(urls[provider])} asks to wait ${Math.ceil(pause / 1000)} s`);
        await sleep(pause, undefined, { signal });
      }
    }
  };

  return (async ({ payload }: { payload: unknown }) => {
    const request = payload as { method: string };
    let last: SolanaRpcError | undefined;
    let provider = current;
    for (let tried = 0; tried < urls.length; tried++) {
      try {
        return await persist(provider, request);
      } catch (error) {
        if (!(error instanceof SolanaRpcError) || CALLERS.has(error.fault)) throw error;
        last = error;
        const next = (provider + 1) % urls.length;
        if (next !== provider) log(`${hostOf(urls[provider])} failed (${error.message}); asking ${hostOf(urls[next])}`);
        if (error.fault !== 'refused' && current === provider) current = next;
        provider = next;
      }
    }
    if (last?.fault === 'refused') throw last;
    throw unavailable(last);
  }) as RpcTransport;
}

function checked(method: string, answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null) {
    throw new SolanaRpcError('transient', `${method}: the answer is no JSON-RPC object`);
  }
  const { error, result } = answer as { error?: unknown; result?: unknown };
  if (error !== undefined && error !== null) throw solanaFault(method, error as { code?: unknown; message?: unknown });
  if (result === undefined || (result === null && !MAY_BE_NULL.has(method))) {
    throw new SolanaRpcError('transient', `${method}: the answer has no result`);
  }
  return answer;
}

function httpFault(method: string, error: RpcError): SolanaRpcError {
  const fault = error.fault === 'rate-limited' || error.fault === 'refused' ? error.fault : 'transient';
  return new SolanaRpcError(fault, `${method}: ${error.message}`, error.retryAfterMs);
}

function unavailable(last: SolanaRpcError | undefined): CodedError {
  if (last?.fault === 'pruned') {
    return new CodedError('SOLANA_HISTORY_PRUNED', `${last.message}. Configure a provider that keeps all of history.`);
  }
  return new CodedError(
    'SOLANA_RPC_UNAVAILABLE',
    `No Solana provider answers: ${last?.message ?? 'none is configured'}. Check the end point and its key.`,
  );
}

/** Spaces the beginnings of requests evenly. */
function pace(perSecond: number | undefined, signal: AbortSignal): () => Promise<void> {
  let next = 0;
  return async () => {
    if (perSecond === undefined) return;
    const now = performance.now();
    const wait = Math.max(0, next - now);
    next = Math.max(next, now) + 1000 / perSecond;
    if (wait > 0) await sleep(wait, undefined, { signal });
  };
}

/** What may be shown of an end point: never the path or query, which can hold a key. */
const hostOf = (url: string | undefined): string => (url === undefined ? 'nobody' : new URL(url).host);
