import type { SolanaChain } from '../chains/solana-chain.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import { type RpcServer, startRpcServer } from './json-rpc-server.ts';
import { solanaMethods, type TransactionsForAddressPlan } from './solana-methods.ts';

export interface SolanaServerOptions {
  chain: SolanaChain;
  /** 0, the default, takes a free port. */
  port?: number;
  faults?: FaultPlan;
  gzip?: boolean;
  /** How `getTransactionsForAddress` is answered: `served`, the default, or refused as on a plan without it. */
  transactionsForAddress?: TransactionsForAddressPlan;
}

/** Serves a Solana ledger over the JSON-RPC of a node and of Helius on 127.0.0.1; any `?api-key=` is accepted. */
export function startSolanaServer(options: SolanaServerOptions): Promise<RpcServer> {
  const { chain, port, faults, gzip, transactionsForAddress = 'served' } = options;
  return startRpcServer({ methods: solanaMethods(chain, transactionsForAddress), port, faults, gzip });
}
