import type { EvmChain } from '../chains/evm-chain.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import { evmMethods } from './evm-methods.ts';
import { type RpcServer, startRpcServer } from './json-rpc-server.ts';

export interface EvmServerOptions {
  chain: EvmChain;
  /** 0, the default, takes a free port. */
  port?: number;
  faults?: FaultPlan;
  gzip?: boolean;
  /** Largest block range of one eth_getLogs; unlimited by default. */
  maxLogRange?: number;
}

/** Serves an EVM chain over JSON-RPC on 127.0.0.1, as a full node with receipts and without state. */
export function startEvmServer({ chain, port, faults, gzip, maxLogRange }: EvmServerOptions): Promise<RpcServer> {
  return startRpcServer({ methods: evmMethods(chain, maxLogRange), port, faults, gzip });
}
