import type { SolanaEntry } from '../../chains/memory-solana-chain.ts';
import type { SolanaBlockRef } from '../../chains/solana-chain.ts';
import { COMPUTE_BUDGET_PROGRAM } from '../../encode/solana/programs.ts';
import { SolanaTransactionBuilder } from '../../encode/solana/transaction-builder.ts';
import { Random } from '../random.ts';
import type { Wallet } from '../wallet.ts';
import { inventedAddress, inventedSignature } from './addresses.ts';
import { slotAt, timeOfSlot } from './slots.ts';

/** Raydium CLMM's error for a swap that gives less than the taker's minimum. */
export const TOO_LITTLE_OUTPUT = 6022;
/** A blockhash stays valid for 150 slots. */
const SLOTS_PER_HASH = 100;

/** Writes a transaction into its builder; called again whenever it is rendered. */
export type Body = (builder: SolanaTransactionBuilder) => void;

/** The transactions of the sample in order of time, each with its slot, place and signature. */
export class SolanaJournal {
  readonly entries: SolanaEntry[] = [];
  readonly emptyBlocks: SolanaBlockRef[] = [];
  readonly #seed: number;
  readonly #random: Random;
  #lastHash = { stretch: -1, hash: '' };

  constructor(seed: number) {
    this.#seed = seed;
    this.#random = new Random(seed, 'solana recorder');
  }

  /** A block without transactions. */
  quiet(time: number): void {
    const slot = slotAt(time);
    this.emptyBlocks.push({ slot, blockTime: timeOfSlot(slot) });
  }

  /** Adds a transaction; `body` must not read what changes later. */
  add(time: number, feePayer: Wallet, options: { lookupTable?: string; failed?: boolean }, body: Body): void {
    const slot = slotAt(time);
    const last = this.entries.at(-1);
    const place =
      (last?.slot === slot ? last.transactionIndex : this.#random.integer(40, 900)) + this.#random.integer(1, 30);
    const ordinal = this.entries.length;
    const fee = 5000 + this.#random.integer(0, 20_000);
    const signature = (): string => inventedSignature(`${this.#seed} transaction ${ordinal}`);
    const { lookupTable, failed = false } = options;
    const blockTime = timeOfSlot(slot);
    const build = (): SolanaTransactionBuilder => {
      const head = { slot, blockTime, transactionIndex: place, feePayer: feePayer.address, fee };
      const more = lookupTable === undefined ? {} : { lookupTable };
      const builder = new SolanaTransactionBuilder({
        ...head,
        ...more,
        signature,
        recentBlockhash: () => this.#blockhash(slot),
      });
      builder.instruction(COMPUTE_BUDGET_PROGRAM, [], [{ u8: 2 }, { u32: 200_000 }]);
      body(builder);
      return builder;
    };
    this.entries.push({
      slot,
      transactionIndex: place,
      blockTime,
      err: failed ? { InstructionError: [1, { Custom: TOO_LITTLE_OUTPUT }] } : null,
      signature,
      mentions: () => {
        const builder = build();
        return { keys: builder.mentions(), owners: builder.owners() };
      },
      render: () => build().build(),
    });
  }

  /** One hash for each stretch of slots: all its transactions were signed with the same recent block. */
  #blockhash(slot: number): string {
    const stretch = Math.floor((slot - 20) / SLOTS_PER_HASH);
    if (this.#lastHash.stretch !== stretch) this.#lastHash = { stretch, hash: inventedAddress(`blockhash ${stretch}`) };
    return this.#lastHash.hash;
  }
}
