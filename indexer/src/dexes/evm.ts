import type { Fact, PoolSeen, TransactionRef } from '@tokentape/core/facts/facts.ts';
import { decodeTransfer, TRANSFER } from '../tokens/erc20.ts';
import { decodeTokenEvent } from '../tokens/evm.ts';
import type { Decoded } from './dex.ts';
import type { EvmBlock, EvmLog } from './evm-block.ts';
import { isQuotePool } from './evm-registry.ts';
import { type NetAmounts, netAmounts, traderOf } from './evm-trader.ts';
import type { RawEvent } from './evm-venue.ts';
import { isReadable, venueOf } from './evm-venues.ts';
import type { KnownPool, KnownPools, PoolIdentity } from './known-pools.ts';

/**
 * The facts of a block, in order of position. The factory that made a pool, not a log's topic, chooses the decoder.
 * Pools that the block creates are added to `pools`. Blocks come in ascending order; decoding the same block object
 * again, as a retried database transaction does, gives the same answer.
 */
export function decodeEvmBlock(block: EvmBlock, pools: KnownPools): Decoded {
  const before = pools.decoded.get(block);
  if (before) return before;
  const decoded = decode(block, pools);
  pools.decoded.set(block, decoded);
  return decoded;
}

function decode(block: EvmBlock, pools: KnownPools): Decoded {
  const transactions = new Map(block.transactions.map((tx) => [tx.index, tx]));
  const ref = { height: block.height, hash: block.hash, time: block.timestamp };
  const facts: Fact[] = [];
  for (const logs of byTransaction(block)) {
    const { transactionIndex, transactionHash } = logs[0]!;
    const from = transactions.get(transactionIndex)?.from;
    if (from === undefined) throw new Error(`block ${block.height} came without its transaction ${transactionHash}`);
    const tx: TransactionRef = {
      chain: pools.registry.chain,
      block: ref,
      txIndex: transactionIndex,
      txId: transactionHash,
      signer: from,
      feePayer: from,
      failed: false,
    };
    new TransactionDecoder(tx, logs, pools, facts).run();
  }
  return { facts, unrecognised: [] };
}

function byTransaction({ height, logs }: EvmBlock): EvmLog[][] {
  const groups: EvmLog[][] = [];
  let previous: EvmLog | undefined;
  for (const log of logs) {
    if (previous && log.logIndex <= previous.logIndex) {
      throw new Error(`logs of block ${height} are out of order or repeated at log ${log.logIndex}`);
    }
    if (log.transactionIndex === previous?.transactionIndex) groups.at(-1)!.push(log);
    else groups.push([log]);
    previous = log;
  }
  return groups;
}

/** Decodes the logs of one transaction, which are read together to find who traded. */
class TransactionDecoder {
  readonly #tx: TransactionRef;
  readonly #logs: EvmLog[];
  readonly #pools: KnownPools;
  readonly #facts: Fact[];
  #nets: NetAmounts | null = null;

  constructor(tx: TransactionRef, logs: EvmLog[], pools: KnownPools, facts: Fact[]) {
    this.#tx = tx;
    this.#logs = logs;
    this.#pools = pools;
    this.#facts = facts;
  }

  run(): void {
    for (const log of this.#logs) {
      try {
        this.#decodeLog(log);
      } catch (error) {
        const where = `${this.#tx.chain} block ${this.#tx.block.height}, transaction ${this.#tx.txId}, log ${log.logIndex}`;
        throw new Error(`cannot decode ${where}: ${(error as Error).message}`, { cause: error });
      }
    }
  }

  #decodeLog(log: EvmLog): void {
    const { registry } = this.#pools;
    const token = registry.tokens.get(log.address);
    if (token) {
      const fact = decodeTokenEvent(log, token, this.#tx.block);
      if (fact) this.#emit(log, fact);
    }
    this.#discover(log);
    const pool = this.#poolOf(log);
    if (pool) this.#decodePoolLog(log, pool);
  }

  #discover(log: EvmLog): void {
    const identity = createdPool(log, this.#pools);
    if (!identity) return;
    const pool = this.#pools.add(identity);
    pool.seenAt = this.#tx.block.height;
    this.#emit(log, poolSeen(pool, true));
  }

  #poolOf(log: EvmLog): KnownPool | undefined {
    const own = this.#pools.get(log.address);
    if (own) return own;
    const id = log.topics[1];
    return id !== undefined && this.#pools.registry.factories.has(log.address) ? this.#pools.get(id) : undefined;
  }

  #decodePoolLog(log: EvmLog, pool: KnownPool): void {
    const venue = venueOf(pool.decoder);
    if (!venue.poolTopics.includes(log.topics[0] ?? '')) return;
    if (pool.seenAt === null) {
      pool.seenAt = this.#tx.block.height;
      this.#emit(log, poolSeen(pool, false));
    }
    const siblings = this.#logs.filter((other) => this.#poolOf(other) === pool);
    const at = siblings.indexOf(log);
    const context = { pool, earlier: siblings.slice(0, at), later: siblings.slice(at + 1) };
    for (const event of venue.decode(log, context)) this.#emitPoolEvent(log, pool, event);
  }

  #emitPoolEvent(log: EvmLog, pool: KnownPool, event: RawEvent): void {
    const at = { dex: pool.dex, pool: pool.pool };
    if (event.kind === 'fill') {
      const { recipient: _, ...fill } = event;
      const isReserve = (address: string) => this.#pools.holdsReserves(address);
      this.#nets ??= this.#netOfTransfers();
      this.#emit(log, { ...at, ...fill, ...traderOf(event, this.#tx.signer, this.#nets, isReserve) });
      pool.sqrtPrice = event.after?.sqrtPrice ?? pool.sqrtPrice;
    } else {
      this.#emit(log, { ...at, ...event });
      if (event.kind === 'pool-state') pool.sqrtPrice = event.state.sqrtPrice ?? pool.sqrtPrice;
    }
  }

  #netOfTransfers(): NetAmounts {
    const { tokens } = this.#pools.registry;
    const transfers = this.#logs
      .filter((log) => log.topics[0] === TRANSFER && tokens.has(log.address))
      .map(decodeTransfer)
      .filter((transfer) => transfer !== null);
    return netAmounts(transfers);
  }

  #emit(log: EvmLog, fact: Unplaced): void {
    this.#facts.push({ ...fact, tx: this.#tx, index: log.logIndex });
  }
}

type Unplaced = Fact extends infer F ? (F extends Fact ? Omit<F, 'tx' | 'index'> : never) : never;

/** The pool that the log announces, when a factory of the registry emitted it and the pool is to be followed. */
export function createdPool(log: EvmLog, { registry }: KnownPools): PoolIdentity | null {
  const factory = registry.factories.get(log.address);
  if (!factory || !isReadable(factory.decoder)) return null;
  const venue = venueOf(factory.decoder);
  if (log.topics[0] !== venue.creation.topic0) return null;
  const identity = venue.createdPool(log, factory);
  if (!identity) return null;
  const ofStock = registry.tokens.has(identity.token0) || registry.tokens.has(identity.token1);
  return ofStock || isQuotePool(identity, registry) ? identity : null;
}

function poolSeen(pool: KnownPool, created: boolean): Omit<PoolSeen, 'tx' | 'index'> {
  const { dex, token0, token1, curve, feePips, tickSpacing } = pool;
  const identity = { dex, pool: pool.pool, token0, token1, curve, feePips, tickSpacing };
  return { kind: 'pool', ...identity, vault0: null, vault1: null, created };
}
