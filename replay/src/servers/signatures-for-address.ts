import type { SolanaChain } from '../chains/solana-chain.ts';
import { INVALID_PARAMS, RpcError } from './rpc-error.ts';

/** Most that a node gives in one answer. */
const MAX_LIMIT = 1000;

interface Config {
  limit?: number;
  before?: string;
  until?: string;
}

/** `getSignaturesForAddress`: newest first, strictly before one signature and strictly after another. */
export function signaturesForAddress(chain: SolanaChain, address: unknown, config: unknown): object[] {
  const { limit = MAX_LIMIT, before, until } = (config ?? {}) as Config;
  if (!(limit >= 1 && limit <= MAX_LIMIT)) throw new RpcError(INVALID_PARAMS, `Invalid limit; max ${MAX_LIMIT}`);
  const upper = before == null ? chain.size : (chain.ordinalOf(before) ?? 0);
  const lower = until == null ? -1 : (chain.ordinalOf(until) ?? -1);
  const ordinals = chain.ordinalsOf(String(address), false);
  const found: object[] = [];
  for (let at = ordinals.length - 1; at >= 0 && found.length < limit; at--) {
    const ordinal = ordinals[at]!;
    if (ordinal >= upper) continue;
    if (ordinal <= lower) break;
    const { slot, err, blockTime } = chain.header(ordinal);
    found.push({
      signature: chain.signatureOf(ordinal),
      slot,
      err,
      memo: null,
      blockTime,
      confirmationStatus: 'finalized',
    });
  }
  return found;
}
