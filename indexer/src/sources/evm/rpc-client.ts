import { setTimeout as sleep } from 'node:timers/promises';
import { CodedError } from '@tokentape/core/coded-error.ts';
import { Gate } from './gate.ts';
import { postJson, RpcBodyError } from './post-json.ts';
import { RpcError, type RpcFault, rpcErrorFrom } from './rpc-error.ts';

/** One call and how its result is read. A reader that throws an RpcError makes the call be tried again. */
export interface RpcCall<T> {
  method: string;
  params: unknown[];
  read: (result: unknown) => T;
}

export interface RpcSettings {
  /** In order of preference; the next one is used when one fails. */
  urls: string[];
  /** Checked on every provider before its first answer is used. */
  chainId: number;
  signal: AbortSignal;
  log: (message: string) => void;
  headers?: Record<string, string>;
  /** HTTP requests under way at once. */
  concurrency?: number;
  /** Calls in one HTTP request; halved when a provider says that it is too many. */
  batchSize?: number;
  timeoutMs?: number;
  /** Tries on one provider before the next one is asked. */
  attempts?: number;
  /** First pause after a failure; doubled each time. */
  pauseMs?: number;
}

const DEFAULTS = { concurrency: 8, batchSize: 100, timeoutMs: 30_000, attempts: 6, pauseMs: 250 };
const LONGEST_PAUSE_MS = 10_000;
const CALLERS: ReadonlySet<RpcFault> = new Set(['range-too-large', 'inconsistent']);

/** JSON-RPC over HTTP to one chain: batched, retried with growing pauses, failing over to the next provider. */
export class RpcClient {
  readonly #settings: Required<Omit<RpcSettings, 'headers'>> & { headers: Record<string, string> };
  readonly #gate: Gate;
  #provider = 0;
  #batchSize: number;
  readonly #checked = new Map<number, Promise<void>>();

  constructor(settings: RpcSettings) {
    if (settings.urls.length === 0) throw new CodedError('NO_PROVIDER', 'No JSON-RPC end point is configured.');
    this.#settings = { ...DEFAULTS, headers: {}, ...settings };
    this.#gate = new Gate(this.#settings.concurrency);
    this.#batchSize = this.#settings.batchSize;
  }

  get providers(): number {
    return this.#settings.urls.length;
  }

  /** Host of the provider in use: what may be shown, never the path that carries a key. */
  get host(): string {
    return new URL(this.#url(this.#provider)).host;
  }

  /** Calls one method; see `callAll`. */
  async call<T>(call: RpcCall<T>): Promise<T> {
    return (await this.callAll([call]))[0]!;
  }

  /**
   * Answers in the order of the calls. Other faults than the two below are retried.
   * @throws RpcError `range-too-large`, `inconsistent`: the caller's to handle
   * @throws CodedError `RPC_UNAVAILABLE` when no provider answers, `WRONG_CHAIN` when none is the right chain
   */
  async callAll<T>(calls: RpcCall<T>[]): Promise<T[]> {
    if (calls.length === 0) return [];
    if (calls.length <= this.#batchSize) return this.#persist(calls);
    const parts: RpcCall<T>[][] = [];
    for (let at = 0; at < calls.length; at += this.#batchSize) parts.push(calls.slice(at, at + this.#batchSize));
    return (await Promise.all(parts.map((part) => this.#persist(part)))).flat();
  }

  async #persist<T>(calls: RpcCall<T>[]): Promise<T[]> {
    const { attempts, pauseMs, signal, urls, log } = this.#settings;
    let provider = this.#provider;
    let last: unknown;
    for (let turn = 0; turn < urls.length; turn += 1) {
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        signal.throwIfAborted();
        try {
          await this.#check(provider);
          return await this.#send(provider, calls);
        } catch (error) {
          signal.throwIfAborted();
          if (error instanceof RpcError && CALLERS.has(error.fault)) throw error;
          if (error instanceof RpcError && error.fault === 'batch-too-large' && calls.length > 1)
            return this.#halve(calls);
          last = error;
          if (error instanceof CodedError || (error instanceof RpcError && error.fault === 'refused')) break;
          const asked = error instanceof RpcError ? error.retryAfterMs : null;
          await sleep(asked ?? Math.min(LONGEST_PAUSE_MS, pauseMs * 2 ** attempt), undefined, { signal });
        }
      }
      if (urls.length > 1) {
        const next = (provider + 1) % urls.length;
        log(`${this.#host(provider)} failed (${messageOf(last)}); asking ${this.#host(next)}`);
        if (this.#provider === provider) this.#provider = next;
        provider = next;
      }
    }
    if (last instanceof CodedError) throw last;
    throw new CodedError(
      'RPC_UNAVAILABLE',
      `No provider of chain ${this.#settings.chainId} answers: ${messageOf(last)}. Check the end point and its key, or configure a second one.`,
      { cause: last },
    );
  }

  /** Which provider is in use: a mark to fail over from. */
  get provider(): number {
    return this.#provider;
  }

  /** Leaves a provider whose answers contradict each other, unless it has been left already. */
  failOver(from: number, reason: string): void {
    const { urls, log } = this.#settings;
    const next = (from + 1) % urls.length;
    if (this.#provider !== from || next === from) return;
    log(`${this.#host(from)}: ${reason}; asking ${this.#host(next)}`);
    this.#provider = next;
  }

  #halve<T>(calls: RpcCall<T>[]): Promise<T[]> {
    this.#batchSize = Math.max(1, Math.min(this.#batchSize, calls.length >> 1));
    return this.callAll(calls);
  }

  async #send<T>(provider: number, calls: RpcCall<T>[]): Promise<T[]> {
    const { headers, timeoutMs, signal } = this.#settings;
    const requests = calls.map(({ method, params }, id) => ({ jsonrpc: '2.0', id, method, params }));
    const body = JSON.stringify(requests.length === 1 ? requests[0] : requests);
    const answer = await this.#gate
      .run(() => postJson(this.#url(provider), body, { headers, timeoutMs, signal }))
      .catch((error) => {
        if (error instanceof RpcBodyError) return error.answer;
        throw error;
      });
    return matchAnswers(calls, answer);
  }

  /** Once per provider: a provider of another chain is never read. */
  #check(provider: number): Promise<void> {
    let check = this.#checked.get(provider);
    if (!check) {
      check = this.#send(provider, [{ method: 'eth_chainId', params: [], read: Number }]).then(([answered]) => {
        const { chainId } = this.#settings;
        if (answered === chainId) return;
        throw new CodedError(
          'WRONG_CHAIN',
          `${this.#host(provider)} serves chain ${answered}, not ${chainId}. Point the setting at a node of chain ${chainId}.`,
        );
      });
      this.#checked.set(provider, check);
      check.catch((error) => {
        if (!(error instanceof CodedError)) this.#checked.delete(provider);
      });
    }
    return check;
  }

  #url(provider: number): string {
    return this.#settings.urls[provider]!;
  }

  #host(provider: number): string {
    return new URL(this.#url(provider)).host;
  }
}

/** Answers may come in any order and are matched by id; a missing one makes the whole batch a transient failure. */
function matchAnswers<T>(calls: RpcCall<T>[], answer: unknown): T[] {
  const answers = Array.isArray(answer) ? answer : [answer];
  const byId = new Map<unknown, { result?: unknown; error?: { code?: number; message?: string } }>();
  for (const item of answers) {
    if (typeof item !== 'object' || item === null) throw new RpcError('transient', 'an answer is no JSON-RPC object');
    byId.set(item.id, item);
  }
  const only = answers.length === 1 ? answers[0] : undefined;
  return calls.map((call, id) => {
    const item = byId.get(id) ?? (only?.error ? only : undefined);
    if (!item) throw new RpcError('transient', `${call.method}: the answer lacks this call`);
    if (item.error) throw rpcErrorFrom(call.method, item.error);
    if (!('result' in item)) throw new RpcError('transient', `${call.method}: neither result nor error`);
    return call.read(item.result);
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
