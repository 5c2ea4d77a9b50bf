import { type HttpAnswer, httpPost } from './http-post.ts';
import { RpcError } from './rpc-error.ts';

export interface PostOptions {
  headers: Record<string, string>;
  timeoutMs: number;
  signal: AbortSignal;
}

/**
 * Posts JSON and parses the answer. Whatever is wrong with it is an RpcError whose text has no URL, since the path or the
 * query may be a key.
 */
export async function postJson(
  url: string,
  body: string,
  { headers, timeoutMs, signal }: PostOptions,
): Promise<unknown> {
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const answer = await httpPost(url, body, { 'content-type': 'application/json', ...headers }, deadline).catch(
    (error) => {
      signal.throwIfAborted();
      const late = deadline.aborted ? `no answer within ${timeoutMs / 1000} s` : null;
      throw new RpcError('transient', late ?? `connection failed (${error?.code ?? 'closed'})`);
    },
  );
  if (answer.status < 200 || answer.status > 299) throw httpFault(answer);
  try {
    return JSON.parse(answer.text);
  } catch {
    throw new RpcError('transient', `the answer is no JSON (${answer.text.length} characters)`);
  }
}

function httpFault({ status, headers, text }: HttpAnswer): RpcError {
  const retryAfterMs = retryAfter(headers['retry-after'] ?? null);
  const message = `HTTP ${status}`;
  if (status === 429) return new RpcError('rate-limited', message, { retryAfterMs });
  if (status === 401 || status === 403) return new RpcError('refused', `${message}: the key was not accepted`);
  if (status < 400 || status === 404 || status === 405) {
    return new RpcError('refused', `${message}: this is no JSON-RPC end point`);
  }
  if (status === 413) return new RpcError('batch-too-large', message);
  const inner = innerError(text);
  return inner ?? new RpcError('transient', message, { retryAfterMs });
}

/** Some providers send their JSON-RPC error with status 400 or 500. */
function innerError(text: string): RpcError | null {
  try {
    const answer = JSON.parse(text);
    return answer?.error?.message ? new RpcBodyError(answer) : null;
  } catch {
    return null;
  }
}

/** Carries a JSON-RPC answer that came with a failing status, for the client to read like any other. */
export class RpcBodyError extends RpcError {
  readonly answer: unknown;
  constructor(answer: unknown) {
    super('transient', 'HTTP error with a JSON-RPC body');
    this.answer = answer;
  }
}

/** `Retry-After` in seconds or as a date; null when absent or unreadable. */
export function retryAfter(header: string | null, now: number = Date.now()): number | null {
  if (header === null) return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
