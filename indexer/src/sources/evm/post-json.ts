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
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      signal: deadline,
    });
    text = await response.text();
  } catch (error) {
    signal.throwIfAborted();
    throw new RpcError('transient', networkFault(error, timeoutMs));
  }
  if (!response.ok) throw httpFault(response, text);
  try {
    return JSON.parse(text);
  } catch {
    throw new RpcError('transient', `the answer is no JSON (${text.length} characters)`);
  }
}

function httpFault({ status, headers }: Response, text: string): RpcError {
  const retryAfterMs = retryAfter(headers.get('retry-after'));
  const message = `HTTP ${status}`;
  if (status === 429) return new RpcError('rate-limited', message, { retryAfterMs });
  if (status === 401 || status === 403) return new RpcError('refused', `${message}: the key was not accepted`);
  if (status === 404 || status === 405) return new RpcError('refused', `${message}: this is no JSON-RPC end point`);
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

function networkFault(error: unknown, timeoutMs: number): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `no answer within ${timeoutMs / 1000} s`;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : null;
  const code = cause && 'code' in cause ? String(cause.code) : null;
  return `connection failed (${code ?? 'closed'})`;
}
