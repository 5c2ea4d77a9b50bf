export interface EvmLog {
  /** Lower-case hex. */
  address: string;
  topics: string[];
  data: string;
}

export interface EvmTransaction {
  hash: string;
  from: string;
  to: string | null;
  input: string;
  value: bigint;
  nonce: number;
  gasUsed: number;
  /** False for a reverted transaction; it has no logs. */
  succeeded: boolean;
  logs: EvmLog[];
}

export interface EvmBlock {
  number: number;
  hash: string;
  parentHash: string;
  /** Unix seconds. */
  timestamp: number;
  transactions: EvmTransaction[];
}

/** An EVM chain that can be asked for what JSON-RPC asks. Heights are consecutive from `firstBlock` to `headBlock`. */
export interface EvmChain {
  readonly chainId: number;
  readonly firstBlock: number;
  readonly headBlock: number;
  /** Height of the `finalized` and `safe` tags. */
  readonly finalizedBlock: number;
  block(height: number): EvmBlock | undefined;
  heightOfBlock(hash: string): number | undefined;
  placeOfTransaction(hash: string): { height: number; index: number } | undefined;
  /** What a contract answers to `eth_call`, the same at every height; absent where no state is served. */
  readonly call?: ((to: string, data: string) => string) | undefined;
}
