import { type Address, type Hex, keccak256, type TransactionReceipt, toHex } from 'viem';
import type { EvmBlock } from '../dexes/evm-block.ts';
import type { KnownPools } from '../dexes/known-pools.ts';
import { compileContract } from './evm-compile.ts';
import type { Deployed, EvmWallet } from './evm-wallet.ts';

/** Just inside the ends of the price range. */
const LOWEST = 4295128740n;
const HIGHEST = 1461446703485210103287273052203988822378723970341n;

const CHARGED = keccak256(toHex('Charged(uint24)'));

/** A fork of Uniswap v3, as its own contracts. */
export interface ForkVenue {
  caller: Deployed;
  tickSpacing: number;
  /** Methods of the caller. */
  methods: { add: string; swap: string };
  open(tokens: readonly [Address, Address], sqrtPrice: bigint): Promise<ForkPool>;
  /** The pools of the venue, as the decoder knows them before it has read of this one. */
  known(pool: ForkPool, stock: Address): KnownPools;
  /** Gives the pool another least fee in 1e-6, to which volatility adds; absent where fees are for a pool's life. */
  setLeastFee?(pool: ForkPool, pips: number): Promise<void>;
  /** The fee in 1e-6 that each of a block's swaps was charged, by the contract's own word. */
  charged(pool: ForkPool, receipts: readonly TransactionReceipt[]): Promise<number[]>;
  /** How the pool's logs are to be read, where its version says them otherwise than the decoder's. */
  said?(log: Said): Said;
  /** Method of the pool that gives its price and tick first. */
  state: string;
  /** Whether a swap that paid so much shows its fee for certain. */
  shows(soldRaw: bigint): boolean;
  /** Whether the source reads it too, without any help of a test. */
  isRead: boolean;
}

type Said = { topics: readonly Hex[]; data: Hex };

export interface ForkPool extends Deployed {
  token0: Address;
  token1: Address;
  /** Of its creation. */
  receipts: TransactionReceipt[];
}

export const deployForkCaller = (wallet: EvmWallet): Promise<Deployed> =>
  wallet.deploy(compileContract('ConcentratedCaller'));

/** The fees that the caller heard of the pool just before each swap. */
export async function chargedByEvent(_pool: ForkPool, receipts: readonly TransactionReceipt[]): Promise<number[]> {
  const logs = receipts.flatMap((receipt) => receipt.logs);
  return logs.filter(({ topics }) => topics[0] === CHARGED).map(({ data }) => Number(data));
}

/** The arguments of a swap to the end of the price range. */
export const swapArgs = (pool: ForkPool, sell: 0 | 1, amount: bigint) =>
  [pool.address, sell === 0, amount, sell === 0 ? LOWEST : HIGHEST] as const;

/** The block of these receipts. */
export function blockOfReceipts(receipts: readonly TransactionReceipt[], { said = asIs }: ForkVenue): EvmBlock {
  const { blockNumber, blockHash } = receipts[0]!;
  const sorted = receipts.toSorted((a, b) => a.transactionIndex - b.transactionIndex);
  const logs = sorted.flatMap((receipt) => receipt.logs.map((log) => ({ ...log, ...said(log) })));
  return {
    height: Number(blockNumber),
    hash: blockHash,
    timestamp: Number(blockNumber),
    logs: logs.map(({ address, topics, data, logIndex, transactionIndex, transactionHash }) => ({
      ...{ address: address.toLowerCase(), topics: [...topics], data },
      ...{ logIndex, transactionIndex, transactionHash },
    })),
    transactions: sorted.map(({ transactionHash, transactionIndex, from }) => ({
      ...{ hash: transactionHash, index: transactionIndex, from: from.toLowerCase() },
    })),
  };
}

const asIs = ({ topics, data }: Said): Said => ({ topics, data });
