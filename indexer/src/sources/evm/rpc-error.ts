/** Why a provider did not answer, as far as it decides what to do next. */
export type RpcFault =
  | 'range-too-large'
  | 'batch-too-large'
  | 'rate-limited'
  | 'transient'
  | 'refused'
  /** Two answers contradict each other: everything that they belong to must be asked again. */
  | 'inconsistent';

export class RpcError extends Error {
  readonly fault: RpcFault;
  /** Milliseconds that the provider asked to wait, when it did. */
  readonly retryAfterMs: number | null;
  /** The block range that the provider proposed instead, when it did. */
  readonly proposedRange: [number, number] | null;

  constructor(
    fault: RpcFault,
    message: string,
    more: { retryAfterMs?: number | null; proposedRange?: [number, number] | null; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'RpcError';
    this.fault = fault;
    this.retryAfterMs = more.retryAfterMs ?? null;
    this.proposedRange = more.proposedRange ?? null;
  }
}

/** How providers say that `eth_getLogs` asked for too much; rpc-error.test.ts has the sentences that these come from. */
const RANGE_TOO_LARGE: RegExp[] = [
  /more than \d[\d,]* (results|logs)/i,
  /response size (exceeded|should not|is larger)/i,
  /response (is )?too (big|large)/i,
  /limited to (a |\d)[^.]*(range|blocks)/i,
  /range (is |are )?too (wide|large|big)/i,
  /(max(imum)?|allowed|exceeds?|exceeded|exceed) [^.]*\brange\b/i,
  /\brange\b[^.]*\b(exceeds?|exceeded|limit|greater than|larger than|max(imum)?)\b/i,
  /ranges over \d/i,
  /exceeds? (max|limit of) [^.]*(results|\d)/i,
  /too many (blocks|logs|results)/i,
  /query (timeout exceeded|returned more)/i,
  /\bmaximum is set to \d+/i,
];
const BATCH_TOO_LARGE =
  /batch (size|limit|of|is)?[^.]*(too large|too many|exceed|limit|maximum|max)|too many (calls|requests) in (a |the |one )?batch/i;
const RATE_LIMITED =
  /rate.?limit|too many requests|compute units|capacity|throttl|limit exceeded|quota|slow down|requests per second/i;
const REFUSED =
  /invalid api key|unauthorized|forbidden|not authorized|must be authenticated|api key|method .*(not found|not supported|does not exist|not available)|unsupported method/i;

/** Reads a JSON-RPC error object. What is in no list may heal, and is tried again a bounded number of times. */
export function rpcErrorFrom(method: string, error: { code?: number; message?: string }): RpcError {
  const message = String(error.message ?? '');
  const text = `${method}: ${message || 'error without a message'} (${error.code ?? 'no code'})`;
  if (BATCH_TOO_LARGE.test(message)) return new RpcError('batch-too-large', text);
  if (method === 'eth_getLogs' && RANGE_TOO_LARGE.some((wording) => wording.test(message))) {
    return new RpcError('range-too-large', text, { proposedRange: proposedRange(message) });
  }
  if (error.code === 429 || error.code === -32005 || RATE_LIMITED.test(message))
    return new RpcError('rate-limited', text);
  // A call that the contract itself undoes does so every time.
  if (method === 'eth_call' && (error.code === 3 || /revert/i.test(message))) return new RpcError('refused', text);
  if (error.code === -32601 || error.code === 401 || error.code === 403 || REFUSED.test(message)) {
    return new RpcError('refused', text);
  }
  return new RpcError('transient', text);
}

/** "… this block range should work: [0x1, 0x2]". */
function proposedRange(message: string): [number, number] | null {
  const found = /\[\s*(0x[0-9a-f]+|\d+)\s*,\s*(0x[0-9a-f]+|\d+)\s*\]/i.exec(message);
  return found ? [Number(found[1]), Number(found[2])] : null;
}
