import type { Fact, PoolSeen, TransactionRef, Unrecognised } from '@tokentape/core/facts/facts.ts';
import type { PrimaryMarket } from '@tokentape/core/registry/primary-markets.ts';
import { decodePrimaryOrder } from '../primary/evm.ts';
import { decodeAnswer } from '../references/feed-answers.ts';
import { TRANSFER } from '../tokens/erc20.ts';
import { decodeTokenEvent, type TokenFact } from '../tokens/evm.ts';
import { createdPool, refusedPool } from './created-pool.ts';
import type { Decoded } from './dex.ts';
import type { EvmLog } from './evm-block.ts';
import { type NetAmount, netAmounts, traderOf } from './evm-trader.ts';
import type { LogContext, RawEvent, RawFill } from './evm-venue.ts';
import { venueOf } from './evm-venues.ts';
import type { KnownPool, KnownPools } from './known-pools.ts';

/** Decodes the logs of one transaction, which are read together to find who traded. */
export class TransactionDecoder {
  readonly #tx: TransactionRef;
  readonly #logs: EvmLog[];
  readonly #pools: KnownPools;
  readonly #facts: Fact[];
  readonly #unrecognised: Unrecognised[];
  /** By place of the log in the transaction, of those that were read. */
  readonly #tokenFacts: (TokenFact | null)[] = [];
  /** Pools by the log that announces them; null for the most part. */
  #created: Map<EvmLog, KnownPool> | null = null;
  #nets: NetAmount[] | null = null;

  constructor(tx: TransactionRef, logs: EvmLog[], pools: KnownPools, { facts, unrecognised }: Decoded) {
    this.#tx = tx;
    this.#logs = logs;
    this.#pools = pools;
    this.#facts = facts;
    this.#unrecognised = unrecognised;
  }

  run(): void {
    this.#eachLog((log) => this.#discover(log));
    this.#eachLog((log, at) => this.#decodeLog(log, at));
  }

  #eachLog(read: (log: EvmLog, at: number) => void): void {
    for (let at = 0; at < this.#logs.length; at += 1) {
      const log = this.#logs[at]!;
      try {
        read(log, at);
      } catch (error) {
        const where = `${this.#tx.chain} block ${this.#tx.block.height}, transaction ${this.#tx.txId}, log ${log.logIndex}`;
        throw new Error(`cannot decode ${where}: ${(error as Error).message}`, { cause: error });
      }
    }
  }

  #decodeLog(log: EvmLog, at: number): void {
    const { registry } = this.#pools;
    const fact = this.#tokenFact(log, at);
    if (fact) this.#emit(log, fact);
    const feed = registry.feeds.get(log.address);
    const answer = feed && decodeAnswer(log, feed, this.#tx.block);
    if (answer) this.#emit(log, answer);
    const market = registry.primary.get(log.address);
    if (market) this.#decodeOrder(log, market);
    const created = this.#created?.get(log);
    if (created) this.#announce(log, created);
    const pool = this.#poolOf(log);
    if (pool) this.#decodePoolLog(log, pool);
  }

  #decodeOrder(log: EvmLog, market: PrimaryMarket): void {
    const order = decodePrimaryOrder(log, { market, signer: this.#tx.signer, transfers: this.#transfers() });
    if (order) this.#emit(log, order);
  }

  /** Read once, though a fill needs the transfers after it too. */
  #tokenFact(log: EvmLog, at: number): TokenFact | null {
    const known = this.#tokenFacts[at];
    if (known !== undefined) return known;
    const units = this.#pools.registry.tokens.get(log.address);
    const fact = units ? decodeTokenEvent(log, units, this.#tx.block, () => this.#nextOf(log)) : null;
    this.#tokenFacts[at] = fact;
    return fact;
  }

  /** The next log of the same contract. */
  #nextOf(log: EvmLog): EvmLog | undefined {
    return this.#logs.find(({ address, logIndex }) => address === log.address && logIndex > log.logIndex);
  }

  /** Before anything is read: a pool may speak before its factory announces it. */
  #discover(log: EvmLog): void {
    const refused = refusedPool(log, this.#pools);
    if (refused) this.#unrecognised.push({ txId: this.#tx.txId, program: log.address, reason: refused });
    const identity = createdPool(log, this.#pools);
    if (!identity) return;
    const pool = this.#pools.add(identity);
    pool.seenAt = this.#tx.block.height;
    this.#created ??= new Map();
    this.#created.set(log, pool);
  }

  #announce(log: EvmLog, pool: KnownPool): void {
    this.#emit(log, poolSeen(pool, true));
    const { opening } = venueOf(pool.decoder);
    if (opening) this.#emitPoolEvent(log, pool, opening);
  }

  #poolOf(log: EvmLog): KnownPool | undefined {
    const own = this.#pools.get(log.address);
    if (own) return own;
    const id = log.topics[1];
    const factory = this.#pools.registry.factories.get(log.address);
    if (id === undefined || !factory) return undefined;
    const named = this.#pools.get(id) ?? this.#pools.get(`0x${id.slice(26)}`);
    if (named === undefined || named.emitter === log.address) return named;
    return named.dex === factory.dex && saysOfPool(log, named) ? named : undefined;
  }

  #decodePoolLog(log: EvmLog, pool: KnownPool): void {
    const venue = venueOf(pool.decoder);
    if (log.address === pool.emitter && !venue.poolTopics.includes(log.topics[0] ?? '')) return;
    if (pool.seenAt === null) {
      pool.seenAt = this.#tx.block.height;
      this.#emit(log, poolSeen(pool, false));
    }
    const context = new Siblings(pool, log, () => this.#logs.filter((other) => this.#poolOf(other) === pool));
    for (const event of venue.decode(log, context)) this.#emitPoolEvent(log, pool, event);
  }

  #emitPoolEvent(log: EvmLog, pool: KnownPool, event: RawEvent): void {
    if (event.kind === 'fill') {
      this.#emitFill(log, pool, event);
      pool.sqrtPrice = event.after?.sqrtPrice ?? pool.sqrtPrice;
      if (event.after) pool.followed?.setState(event.after);
    } else {
      this.#emit(log, { dex: pool.dex, pool: pool.pool, ...event });
      if (event.kind === 'liquidity') pool.followed?.change(event);
      else {
        pool.sqrtPrice = event.state.sqrtPrice ?? pool.sqrtPrice;
        pool.followed?.setState(event.state, event.terms);
      }
    }
  }

  #emitFill(log: EvmLog, { dex, pool }: KnownPool, fill: RawFill): void {
    const { soldToken, soldRaw, boughtToken, boughtRaw, after, feeRaw } = fill;
    this.#nets ??= netAmounts(this.#transfers());
    const trader = traderOf(fill, this.#tx.signer, this.#nets, (address) => this.#pools.holdsReserves(address));
    this.#facts.push({
      kind: 'fill',
      tx: this.#tx,
      index: log.logIndex,
      dex,
      pool,
      trader: trader ?? this.#tx.signer,
      soldToken,
      soldRaw,
      boughtToken,
      boughtRaw,
      after,
      feeRaw,
      flags: trader === null ? ['trader-is-signer'] : [],
    });
  }

  #transfers() {
    const facts = this.#logs.map((log, at) => (log.topics[0] === TRANSFER ? this.#tokenFact(log, at) : null));
    return facts.filter((fact) => fact?.kind === 'transfer');
  }

  #emit(log: EvmLog, fact: Unplaced): void {
    this.#facts.push({ ...fact, tx: this.#tx, index: log.logIndex } as Fact);
  }
}

/** Whether a factory's event is one in which it speaks of a pool. */
const saysOfPool = ({ topics }: EvmLog, { decoder }: KnownPool): boolean =>
  venueOf(decoder).factoryTopics?.includes(topics[0] ?? '') ?? false;

/** The other logs of a pool in the transaction, gathered only for the decoders that look at them. */
class Siblings implements LogContext {
  readonly pool: KnownPool;
  readonly #log: EvmLog;
  readonly #gather: () => EvmLog[];

  constructor(pool: KnownPool, log: EvmLog, gather: () => EvmLog[]) {
    this.pool = pool;
    this.#log = log;
    this.#gather = gather;
  }

  get earlier(): EvmLog[] {
    return this.#gather().filter(({ logIndex }) => logIndex < this.#log.logIndex);
  }

  get later(): EvmLog[] {
    return this.#gather().filter(({ logIndex }) => logIndex > this.#log.logIndex);
  }
}

type Unplaced = Fact extends infer F ? (F extends Fact ? Omit<F, 'tx' | 'index'> : never) : never;

function poolSeen(pool: KnownPool, created: boolean): Omit<PoolSeen, 'tx' | 'index'> {
  const { dex, token0, token1, curve, feePips, tickSpacing } = pool;
  const identity = { dex, pool: pool.pool, token0, token1, curve, feePips, tickSpacing };
  return { kind: 'pool', ...identity, vault0: null, vault1: null, created };
}
