/** What a Solana node's refusal means for what to do next. */
export type SolanaFault =
  /** May heal: asked again after a pause. */
  | 'transient'
  /** Asked too fast. */
  | 'rate-limited'
  /** This node does not keep that part of history: another may. */
  | 'pruned'
  /** The plan or the node does not serve the method, or the key is not accepted. */
  | 'refused'
  /** The page token is not accepted any more: the listing starts again from the last slot. */
  | 'bad-cursor'
  /** A transaction version that the node would not give us. */
  | 'version';

export class SolanaRpcError extends Error {
  readonly fault: SolanaFault;
  readonly retryAfterMs: number | null;

  constructor(fault: SolanaFault, message: string, retryAfterMs: number | null = null) {
    super(message);
    this.name = 'SolanaRpcError';
    this.fault = fault;
    this.retryAfterMs = retryAfterMs;
  }
}

// Codes of agave's rpc-client-api custom_error.rs, and what Helius answers for plans.
const PRUNED = new Set([-32001, -32011, -32019]);
const REFUSED = new Set([-32601, -32401, -32403, 401, 403]);
const PLAN = /plan|upgrade|not (allowed|available|supported)|method not found|unauthorized|invalid api key|forbidden/i;

/** Reads the JSON-RPC error of a Solana node. What is in no list is taken to heal, and asked again a bounded number of times. */
export function solanaFault(method: string, error: { code?: unknown; message?: unknown }): SolanaRpcError {
  const code = Number(error.code);
  const message = String(error.message ?? '');
  const text = `${method}: ${message || 'error without a message'} (${error.code ?? 'no code'})`;
  if (PRUNED.has(code)) return new SolanaRpcError('pruned', text);
  if (code === -32015) return new SolanaRpcError('version', text);
  if (code === 429 || code === -32429 || /rate.?limit|too many requests/i.test(message)) {
    return new SolanaRpcError('rate-limited', text);
  }
  if (code === -32602 && /token|cursor/i.test(message)) return new SolanaRpcError('bad-cursor', text);
  if (REFUSED.has(code) || PLAN.test(message)) return new SolanaRpcError('refused', text);
  return new SolanaRpcError('transient', text);
}
