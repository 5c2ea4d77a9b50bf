/** A finalized EVM block with the logs that the filter asked for: the part of evm-processor's block that decoders read. */
export interface EvmBlock {
  height: number;
  hash: string;
  /** Unix seconds. */
  timestamp: number;
  /** By ascending `logIndex`, without repetition. */
  logs: EvmLog[];
  /** At least the transactions of `logs`. */
  transactions: EvmTransaction[];
}

/** Addresses, hashes and topics are lower-case 0x hex. */
export interface EvmLog {
  address: string;
  topics: string[];
  data: string;
  /** Position in the block. */
  logIndex: number;
  transactionIndex: number;
  transactionHash: string;
}

export interface EvmTransaction {
  hash: string;
  index: number;
  from: string;
  /** 1 succeeded, 0 failed; absent when the source did not ask. A log proves success. */
  status?: number;
}
