import type { EvmLog } from '../chains/evm-chain.ts';
import { INVALID_PARAMS, RpcError } from './rpc-error.ts';

export type LogFilter = (log: EvmLog) => boolean;

/**
 * The address and topics part of an `eth_getLogs` filter: an address or a list of them; per topic position null (any),
 * one value or a list. Throws an invalid-params error on any other shape.
 */
export function logFilter(address: unknown, topics: unknown): LogFilter {
  const addresses = oneOf(address);
  if (topics !== undefined && topics !== null && !Array.isArray(topics)) {
    throw new RpcError(INVALID_PARAMS, 'invalid argument 0: topics must be an array');
  }
  const positions = ((topics ?? []) as unknown[]).map(oneOf);
  return (log) =>
    (addresses?.has(log.address) ?? true) &&
    positions.every((wanted, position) => {
      const topic = log.topics[position];
      return topic !== undefined && (wanted?.has(topic) ?? true);
    });
}

/** Undefined means any. An empty list means any too, as in go-ethereum. */
function oneOf(value: unknown): Set<string> | undefined {
  if (value === undefined || value === null) return undefined;
  const list = Array.isArray(value) ? value : [value];
  if (list.length === 0) return undefined;
  return new Set(
    list.map((each) => {
      if (typeof each !== 'string' || !/^0x([0-9a-f]{40}|[0-9a-f]{64})$/i.test(each)) {
        throw new RpcError(INVALID_PARAMS, `invalid argument 0: ${JSON.stringify(each)} is no address or topic`);
      }
      return each.toLowerCase();
    }),
  );
}
