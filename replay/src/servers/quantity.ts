import { INVALID_PARAMS, RpcError } from './rpc-error.ts';

/** A number as JSON-RPC of Ethereum writes it. */
export function toQuantity(value: number | bigint): string {
  return `0x${value.toString(16)}`;
}

export function parseQuantity(value: unknown): number {
  if (typeof value !== 'string' || !/^0x[0-9a-f]{1,13}$/i.test(value)) {
    throw new RpcError(INVALID_PARAMS, `invalid argument: ${JSON.stringify(value)} is not a quantity`);
  }
  return Number.parseInt(value, 16);
}
