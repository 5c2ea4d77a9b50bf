import type { EvmChain } from './evm-chain.ts';
import type { SolanaChain } from './solana-chain.ts';

export interface MovingEvmChain extends EvmChain {
  /** From now on another chain answers: a longer one, or one that forked off. */
  become(next: EvmChain): void;
}

/** A chain whose head moves: tests of following the head and of reorganisations decide when. */
export function movingEvmChain(first: EvmChain): MovingEvmChain {
  let now = first;
  return {
    get chainId() {
      return now.chainId;
    },
    get firstBlock() {
      return now.firstBlock;
    },
    get headBlock() {
      return now.headBlock;
    },
    get finalizedBlock() {
      return now.finalizedBlock;
    },
    block: (height) => now.block(height),
    heightOfBlock: (hash) => now.heightOfBlock(hash),
    placeOfTransaction: (hash) => now.placeOfTransaction(hash),
    become(next) {
      now = next;
    },
  };
}

export interface MovingSolanaChain extends SolanaChain {
  /** The ledger from now on ends with this slot. */
  moveTo(slot: number): void;
}

/** A ledger that ends earlier than it could, at a slot that moves. */
export function movingSolanaChain(whole: SolanaChain, endSlot: number): MovingSolanaChain {
  let blocks = whole.blocks.filter(({ slot }) => slot <= endSlot);
  let size = whole.firstOrdinalFrom(endSlot + 1);
  const known = (ordinals: ArrayLike<number>): number[] => Array.from(ordinals).filter((ordinal) => ordinal < size);
  return {
    genesisHash: whole.genesisHash,
    get size() {
      return size;
    },
    get blocks() {
      return blocks;
    },
    header: (ordinal) => whole.header(ordinal),
    signatureOf: (ordinal) => whole.signatureOf(ordinal),
    transaction: (ordinal) => whole.transaction(ordinal),
    ordinalsOf: (address, withTokenAccounts) => known(whole.ordinalsOf(address, withTokenAccounts)),
    ordinalOf(signature) {
      const ordinal = whole.ordinalOf(signature);
      return ordinal !== undefined && ordinal < size ? ordinal : undefined;
    },
    firstOrdinalFrom: (slot) => Math.min(whole.firstOrdinalFrom(slot), size),
    ...(whole.account && { account: (address, slot) => whole.account!(address, slot) }),
    ...(whole.programAccounts && { programAccounts: (program, slot) => whole.programAccounts!(program, slot) }),
    moveTo(slot) {
      blocks = whole.blocks.filter((block) => block.slot <= slot);
      size = whole.firstOrdinalFrom(slot + 1);
    },
  };
}
