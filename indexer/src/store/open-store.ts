import type { Store } from '@subsquid/typeorm-store';
import type { ChainId } from '@tokentape/core/facts/chain.ts';
import type pg from 'pg';
import type { EntityManager } from 'typeorm';
import { finding } from '../audit/invariant.ts';
import { recordResult } from '../audit/record-result.ts';
import type { FactBatch } from '../batch.ts';
import type { AccountCheck } from '../depth/depth-tracker.ts';
import { writeBalanceBreaks } from './balance-breaks.ts';
import { updateBalanceMonths } from './balance-months.ts';
import { chainKeyOf } from './catalogue.ts';
import { copyRows } from './copy-rows.ts';
import { addCoverage, coveredTo } from './coverage.ts';
import { depthColumns, depthCopyRows, type FactRows } from './fact-rows.ts';
import { columnsOf, type FactTable, factTables } from './fact-tables.ts';
import { type IngestState, loadIngestState } from './ingest-state.ts';
import { orderFacts } from './order-facts.ts';
import { addRebasedCells } from './rebased-cells.ts';
import { rebuildDepth } from './rebuild-depth.ts';
import { registerImpostors } from './register-impostors.ts';
import { registerPools } from './register-pools.ts';
import { addMissingRows } from './replace-rows.ts';
import { assetMonths, recomputeStatement, replaceStatement, rollups } from './rollups.ts';
import { splitLate } from './split-late.ts';
import { StoreError } from './store-error.ts';
import { writeSums } from './sums/write-sums.ts';
import { touchedCells } from './touched-cells.ts';
import { updateBitmaps } from './trader-bitmaps.ts';
import { addressesOf, ownFacts, rowsOf } from './write-facts.ts';

/** The one writer of a chain's facts. */
export interface ChainStore {
  /**
   * Writes a batch inside the transaction of typeorm-store: facts, prices, rollups, depth, coverage and status together.
   * A range that was written before changes nothing; what was missing in it is added, and so are facts from before the
   * batch, which a provider had left out of an earlier answer.
   * @throws StoreError (INTEGRITY when stored facts differ, CHECKPOINT_MISMATCH when another indexer writes the chain); the
   * transaction must then be rolled back, and the next batch starts from what the database holds
   */
  writeBatch(store: Store, batch: FactBatch): Promise<void>;
  /** The stock pools of the facts so far, and whether curve and fee of each are known; empty before the first batch. */
  readonly followed: () => FollowedPool[];
  /** Milliseconds spent so far, by step. */
  readonly timings: Readonly<Record<string, number>>;
}

export interface StoreOptions {
  /** What reads the blocks, in `coverage`. */
  source?: string;
}

/** Opens the writer of a chain. Nothing is read before the first batch. */
export function openStore(chain: ChainId, { source = 'rpc' }: StoreOptions = {}): ChainStore {
  chainKeyOf(chain);
  return new BatchWriter(chain, source);
}

/** A pool as its facts leave it. */
export interface FollowedPool {
  dex: string;
  pool: string;
  known: boolean;
}

interface Remembered {
  state: IngestState;
  /** `chain_status.batches` after the batch that this state stands behind. */
  batches: number;
  block: number;
}

class BatchWriter implements ChainStore {
  readonly timings: Record<string, number> = {};
  readonly #checks = new Map<string, AccountCheck>();
  readonly #chain: ChainId;
  readonly #source: string;
  #remembered: Remembered | null = null;

  constructor(chain: ChainId, source: string) {
    this.#chain = chain;
    this.#source = source;
  }

  readonly followed = (): FollowedPool[] =>
    (this.#remembered?.state.depth.known() ?? []).map(({ pool: { dex, address }, known }) => ({
      ...{ dex, pool: address, known },
    }));

  async writeBatch(store: Store, batch: FactBatch): Promise<void> {
    const client = await clientOf(store);
    const [late, inTime] = splitLate({ ...batch, facts: orderFacts(batch) });
    const batches = await this.#lock(client);
    const covered = await coveredTo(client, chainKeyOf(this.#chain));
    if (late !== null) await this.#writeRange(store, client, late, batches, false);
    const append = batch.fromBlock > covered;
    const state = await this.#writeRange(store, client, inTime, batches, append);
    await addCoverage(client, chainKeyOf(this.#chain), this.#source, batch);
    // Past the covered range an hour may have ended without a fact of its own.
    if (!append && batch.to.height > covered) await rebuildDepth(client, this.#chain, batch.fromBlock);
    await this.#time('rollups', () => updateBalanceMonths(client, chainKeyOf(this.#chain), batch.facts, batch.to.time));
    await this.#advance(client, batch, batches);
    if (batch.balances) await writeBalanceBreaks(client, this.#chain, batch.balances);
    if (append) this.#remembered = { state, batches: batches + 1, block: batch.to.height };
  }

  /** Writes the facts of a range and everything that follows from them. `append`: nothing of it can be stored yet. */
  async #writeRange(
    store: Store,
    client: pg.ClientBase,
    batch: FactBatch,
    batches: number,
    append: boolean,
  ): Promise<IngestState> {
    const state = await this.#time('state', () => this.#stateBefore(client, batch, batches));
    this.#remembered = null;
    await this.#time('pools', () => registerPools(store, client, state.catalogue, batch.facts));
    await registerImpostors(client, state.catalogue, batch.facts);
    const own = ownFacts(state, batch.facts);
    await this.#time('accounts', () => state.accounts.ensure(client, addressesOf(own, batch)));
    const rows = await this.#time('rows', async () => rowsOf(state, own, batch));
    this.#moveTime('rows', 'rollups', state.sums.takeSpentMs());
    const added = await this.#time('facts', () => (append ? copyAll(client, rows) : addAllMissing(client, rows)));
    if (added > 0) await this.#time('rollups', () => writeRollups(client, state, own, batch, append));
    const depth = (): Promise<void> => copyRows(client, 'pool_depth_hour', depthColumns, depthCopyRows(rows.depth));
    await this.#recordChecks(client, state);
    if (append) await this.#time('depth', depth);
    else if (added > 0) await this.#time('depth', () => rebuildDepth(client, this.#chain, batch.fromBlock));
    return state;
  }

  /** What comparing pools with their accounts found, the last time for each pool: invariant Q09. */
  async #recordChecks(client: pg.ClientBase, { depth, catalogue }: IngestState): Promise<void> {
    const fresh = depth.takeChecks();
    if (fresh.length === 0) return;
    for (const check of fresh) this.#checks.set(check.pool, check);
    const checks = [...this.#checks.values()];
    const broken = checks.flatMap(({ pool, block, difference }) =>
      difference === null ? [] : [`${pool} at slot ${block}: ${difference}`],
    );
    await recordResult(client, 'Q09', finding(catalogue.chainKey, checks.length, 'pools read by account', broken));
  }

  /** Takes the chain's row for this transaction and gives its version; a writer that it does not expect stops. */
  async #lock(client: pg.ClientBase): Promise<number> {
    const { rows } = await client.query<{ batches: string }>(
      'SELECT batches FROM chain_status WHERE chain_key = $1 FOR UPDATE',
      [chainKeyOf(this.#chain)],
    );
    const batches = Number(rows[0]?.batches ?? 0);
    const expected = this.#remembered?.batches;
    if (expected !== undefined && batches > expected) throw anotherWriter(this.#chain);
    // Fewer than expected: the transaction of the last batch was rolled back, and with it went what was remembered of it.
    if (expected !== batches) this.#remembered = null;
    return batches;
  }

  async #stateBefore(client: pg.ClientBase, batch: FactBatch, batches: number): Promise<IngestState> {
    const remembered = this.#remembered;
    if (remembered?.batches === batches && remembered.block < batch.fromBlock) return remembered.state;
    return loadIngestState(client, this.#chain, batch.fromBlock);
  }

  async #advance(client: pg.ClientBase, batch: FactBatch, batches: number): Promise<void> {
    const { to, finalized, unrecognised } = batch;
    const { rowCount } = await client.query(
      `INSERT INTO chain_status AS s (chain_key, indexed_block, indexed_time, finalized_block, finalized_time, updated_at, batches, unrecognised)
       VALUES ($1, $2, to_timestamp($3), $4, to_timestamp($5), now(), $6, $7)
       ON CONFLICT (chain_key) DO UPDATE SET
         indexed_block = greatest(s.indexed_block, EXCLUDED.indexed_block),
         indexed_time = greatest(s.indexed_time, EXCLUDED.indexed_time),
         finalized_block = greatest(s.finalized_block, EXCLUDED.finalized_block),
         finalized_time = greatest(s.finalized_time, EXCLUDED.finalized_time),
         updated_at = now(), batches = EXCLUDED.batches,
         unrecognised = s.unrecognised + CASE WHEN EXCLUDED.indexed_block > s.indexed_block THEN EXCLUDED.unrecognised ELSE 0 END
       WHERE s.batches = EXCLUDED.batches - 1`,
      [
        ...[chainKeyOf(this.#chain), to.height, to.time, finalized?.height ?? null, finalized?.time ?? null],
        ...[batches + 1, unrecognised.length],
      ],
    );
    if (rowCount !== 1) throw anotherWriter(this.#chain);
  }

  /** Sums are added up on the way through the rows, and are part of the rollups' upkeep. */
  #moveTime(from: string, to: string, milliseconds: number): void {
    this.timings[from] = (this.timings[from] ?? 0) - milliseconds;
    this.timings[to] = (this.timings[to] ?? 0) + milliseconds;
  }

  async #time<T>(step: string, work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await work();
    } finally {
      this.timings[step] = (this.timings[step] ?? 0) + performance.now() - start;
    }
  }
}

const anotherWriter = (chain: ChainId): StoreError =>
  new StoreError(
    'CHECKPOINT_MISMATCH',
    `Another indexer writes ${chain} to the same database. This one stops; keep only one of them.`,
  );

/** typeorm-store keeps its connection to itself; facts must go through the very same one to share its transaction. */
async function clientOf(store: Store): Promise<pg.ClientBase> {
  const { em } = store as unknown as { em: () => EntityManager };
  const runner = em.call(store).queryRunner;
  if (!runner?.isTransactionActive) throw new Error('writeBatch was called outside a transaction of typeorm-store');
  return runner.connect();
}

const tables = Object.keys(factTables) as FactTable[];

async function copyAll(client: pg.ClientBase, { rows }: FactRows): Promise<number> {
  for (const table of tables) await copyRows(client, table, columnsOf(table), rows[table]);
  return tables.reduce((sum, table) => sum + rows[table].length, 0);
}

async function addAllMissing(client: pg.ClientBase, { rows }: FactRows): Promise<number> {
  let added = 0;
  for (const table of tables) added += await addMissingRows(client, table, rows[table]);
  return added;
}

async function writeRollups(
  client: pg.ClientBase,
  state: IngestState,
  facts: Parameters<typeof touchedCells>[1],
  batch: FactBatch,
  append: boolean,
): Promise<void> {
  if (append) await writeSums(client, state.sums);
  const cells = touchedCells(state, facts, append ? state.sums : null, batch);
  if (!append) await addRebasedCells(client, state, facts, cells);
  for (const rollup of rollups) {
    const columns = cells.get(rollup.table)!;
    if (columns[0]!.length > 0) await client.query(recomputeStatement(rollup), columns);
  }
  state.sums.drop(batch.to.time);
  if (facts.some(({ kind }) => kind === 'fill')) {
    const range = [state.catalogue.chainKey, batch.fromBlock, batch.to.height] as const;
    await updateBitmaps(client, ...range, append);
    await client.query(replaceStatement(assetMonths, MONTHS_OF_TRADES), [...range]);
  }
}

const MONTHS_OF_TRADES = `
  SELECT DISTINCT token_key, date_trunc('month', block_time AT TIME ZONE 'UTC')::date AS month
  FROM trade WHERE chain_key = $1 AND block BETWEEN $2 AND $3`;
