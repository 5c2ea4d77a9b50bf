/** The slug of a chain in the registry; the first half of every token and pool id. */
export type ChainId = string;

/** An address in its chain's own text form: lower-case 0x hex on EVM chains, base58 on Solana. */
export type Address = string;

/** One block as every chain has it; on Solana `height` is the slot. */
export interface BlockRef {
  height: number;
  hash: string;
  /** Unix seconds. */
  time: number;
}
