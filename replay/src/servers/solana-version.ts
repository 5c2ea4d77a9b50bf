import { RpcError } from './rpc-error.ts';

/** Refuses a versioned transaction to a client that did not say that it reads that version, as nodes do. */
export function checkVersion(version: number | 'legacy', maxSupported: unknown): void {
  if (version === 'legacy' || (typeof maxSupported === 'number' && version <= maxSupported)) return;
  throw new RpcError(
    -32015,
    `Transaction version (${version}) is not supported by the requesting client. Please try the request again with the following configuration parameter: "maxSupportedTransactionVersion": ${version}`,
  );
}
