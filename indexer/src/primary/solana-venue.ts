import type { Address } from '@tokentape/core/facts/chain.ts';
import type { PrimaryOrder } from '@tokentape/core/facts/facts.ts';
import type { PrimaryMarket } from '@tokentape/core/registry/primary-markets.ts';

/** What a token program moved inside the call of an order. */
export interface MovedToken {
  move: 'transfer' | 'mint' | 'burn';
  token: Address;
  /** Owners; the account where its owner is not known. */
  from: Address | null;
  to: Address | null;
  raw: bigint;
}

/** A call of an instruction that may be an order. */
export interface SolanaPrimaryCall {
  /** Address of one of the instruction's accounts; empty where it has fewer. */
  account(position: number): Address;
  /** A little-endian u64 of the instruction's data; null where the data ends before. */
  u64(offset: number): bigint | null;
  /** Movements inside the call, in order. */
  moved: readonly MovedToken[];
}

/** How one issuer's program takes orders. */
export interface SolanaPrimaryVenue {
  venue: PrimaryMarket['venue'];
  /** By discriminator in hex. A text says why the call could not be told as an order. */
  instructions: Record<
    string,
    { name: string; read(call: SolanaPrimaryCall): Omit<PrimaryOrder, 'tx' | 'index'> | string }
  >;
}
