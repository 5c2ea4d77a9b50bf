import type { CurveState, Fact, PoolSeen, TransactionRef } from '@tokentape/core/facts/facts.ts';
import type { Scene } from './scene.ts';
import type { SolanaTransaction } from './transaction.ts';

/** A program of the registry with the design that it follows: forks of one design are rows of the registry. */
export interface SolanaVenue {
  /** Registry slug. */
  dex: string;
  program: string;
  curve: PoolSeen['curve'];
  design: SolanaDesign;
}

/** What differs between designs is data: which instructions swap, where their accounts stand, how the event reads. */
export interface SolanaDesign {
  /** How the venue states its events: as `Program data:` log lines, as calls to itself, or not at all. */
  events: 'log' | 'cpi' | 'none';
  /** By discriminator in hex: 8 bytes for Anchor programs, 1 byte otherwise. Discriminators collide across programs. */
  instructions: Record<string, VenueInstruction>;
  /** Where the discriminator is obfuscated: one layout for every instruction with at least this many accounts. */
  anyInstruction?: { accounts: number; instruction: VenueInstruction };
  /** Reads one event of this venue; undefined for other events and for a layout that is not known. */
  readSwap?: (event: DataView, swap: StatedSwap) => SwapEvent | undefined;
  /** Fee and spacing of a pool by the address of its configuration account. */
  configs?: ReadonlyMap<string, PoolConfig>;
}

export interface VenueInstruction {
  name: string;
  /** The pools that it crosses, in order; absent for instructions that do not swap. */
  swap?: readonly SwapHop[] | ((accounts: number) => readonly SwapHop[]);
  /** The pools of a route whose accounts only the transaction tells apart; stands in the place of `swap`. */
  route?: (tx: SolanaTransaction, accounts: readonly number[]) => readonly SwapHop[];
  /** Facts of an instruction that does not swap. */
  read?: (call: CallContext) => Fact[] | MissingEvent;
  /** How many facts the data of an instruction can make: it takes as many places in the transaction, like the parts of a Batch. */
  parts?: (data: DataView) => number;
}

/** What the decoder of an instruction may read. */
export interface CallContext {
  scene: Scene;
  venue: SolanaVenue;
  /** Ordinal of the instruction. */
  at: number;
  /** Index of the facts that it makes. */
  index: number;
  tx: TransactionRef;
  /** Addresses of the instruction's accounts. */
  account(position: number): string;
  /** The instruction's data. */
  data: DataView;
  /** Events that the instruction stated, in order. */
  events: readonly DataView[];
}

/** Says why an instruction that is known could not be told in facts; it is listed as unrecognised. */
export interface MissingEvent {
  missing: string;
  /** What can be told all the same. */
  facts?: readonly Fact[];
}

/** One pool of a swap instruction, as positions in its accounts. Which vault receives, only the transfers say. */
export interface SwapHop {
  /** null: the owner of the vaults stands for the pool. */
  pool: number | null;
  /** null: any two accounts that the transfers show to be the venue's side. */
  vaults: readonly [number, number] | null;
  /** Whether the venue lists the vaults as token 0 and token 1; else token 0 is the smaller mint, byte by byte. */
  listed?: boolean;
  /** Whether the venue pays out before it is paid; matters only where `vaults` is null. */
  paysFirst?: boolean;
  config?: number;
}

/** What the transfers already say of the swap that an event is about. */
export interface StatedSwap {
  /** Whether the sold token is the pool's token 0; worked out when asked, since few events leave it open. */
  sellsToken0(): boolean;
  config: PoolConfig | undefined;
}

/** What a venue says of a swap, for the price after it and as a cross-check of the transfers. */
export interface SwapEvent {
  amountIn: bigint;
  amountOut: bigint;
  /** Withheld by the token program on the way in, where the venue states it. */
  transferFeeIn: bigint;
  transferFeeOut: bigint;
  after: CurveState | null;
  /** In raw units of the sold token; null when the event does not state it. */
  feeRaw: bigint | null;
}

export interface PoolConfig {
  feePips: number;
  tickSpacing: number | null;
  /** Shares of the trade fee that leave the pool's curve, in 1e-6; for designs whose reserves leave them out. */
  protocolShare?: bigint;
  fundShare?: bigint;
}
