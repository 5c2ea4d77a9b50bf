import { setTimeout as sleep } from 'node:timers/promises';
import { CodedError } from '@tokentape/core/coded-error.ts';
import type { BlockRef } from '@tokentape/core/facts/chain.ts';
import type { EvmBlock } from '../../dexes/evm-block.ts';
import type { Audit } from './audit.ts';
import { EmptyAnswers } from './empty-answers.ts';
import type { BlockFetcher } from './fetch-blocks.ts';
import { fetchLogs } from './fetch-logs.ts';
import type { Finality } from './finality.ts';
import { RangeSize } from './range-size.ts';
import { mergeLogs, type PlacedLog } from './raw-log.ts';
import type { RpcClient } from './rpc-client.ts';
import { RpcError } from './rpc-error.ts';
import type { LogFilter, Watch } from './watch.ts';

export interface FilteredSourceSettings {
  rpc: RpcClient;
  blocks: BlockFetcher;
  finality: Finality;
  watch: Watch;
  signal: AbortSignal;
  /** Compares every range with another provider's answer. */
  audit?: Audit | null;
  /** Ranges asked for ahead of the one that is waited for. */
  ahead?: number;
  /** Logs to collect before a batch is handed on, so that commits are few. */
  logsPerBatch?: number;
  /** Milliseconds between looks at the head once it is reached. */
  pollMs?: number;
  /** Called at every look at the head that finds nothing left to read. */
  onIdle?: (head: BlockRef) => void;
  /** Milliseconds before an inconsistent range is asked for again; doubled each time. */
  pauseMs?: number;
}

/** A run of finalized blocks: those with logs, and always the last one. */
export interface SourceBatch {
  from: number;
  /** Ascending; the last one is the last block covered, with or without logs. */
  blocks: EvmBlock[];
  /** Whether nothing past it may be there yet: a source that is asked for more takes it for committed. */
  isHead: boolean;
}

interface Fetched {
  logs: PlacedLog[];
  blocks: EvmBlock[];
  end: EvmBlock;
}

interface Range {
  from: number;
  to: number;
  blocks: EvmBlock[];
  end: EvmBlock;
  logs: number;
}

const TRIES = 6;
/** A slow provider's blocks are handed on after this, so that progress shows and little is lost at a stop. */
const LONGEST_WAIT_MS = 5_000;

/**
 * Reads the finalized blocks of [from, to] that carry logs of the watched addresses, in order. Ranges are fetched ahead
 * while earlier ones are committed; a pool that a range announces is fetched from its birth on before the range is handed on.
 */
export class FilteredSource {
  readonly #settings: Required<Omit<FilteredSourceSettings, 'audit'>> & { audit: Audit | null };
  readonly #size = new RangeSize();
  readonly #emptyAnswers: EmptyAnswers;

  constructor(settings: FilteredSourceSettings) {
    this.#settings = {
      ahead: 4,
      logsPerBatch: 10_000,
      pollMs: 1_000,
      pauseMs: 250,
      onIdle: () => {},
      audit: null,
      ...settings,
    };
    this.#emptyAnswers = new EmptyAnswers(settings.rpc);
  }

  async *read(from: number, to: number): AsyncGenerator<SourceBatch> {
    const { finality, signal, ahead, pollMs, onIdle } = this.#settings;
    const queue: Promise<Range>[] = [];
    let next = from;
    let last: EvmBlock | undefined;
    let pending = newPending(from);
    while (next <= to || queue.length > 0) {
      signal.throwIfAborted();
      if (next > Math.min(to, finality.head?.height ?? -1) && queue.length === 0) {
        await finality.refresh(last);
      }
      const limit = Math.min(to, finality.head?.height ?? -1);
      while (queue.length < ahead && next <= limit) {
        const range = this.#launch(next, Math.min(limit, next + this.#size.blocks - 1));
        next = range.to + 1;
        queue.push(range.fetched);
      }
      const first = queue.shift();
      if (!first) {
        if (finality.head) onIdle(finality.head);
        await sleep(pollMs, undefined, { signal });
        continue;
      }
      const range = await first;
      pending = collect(pending, range);
      const caughtUp = queue.length === 0 && next > limit;
      const isOld = performance.now() - pending.since > LONGEST_WAIT_MS;
      if (pending.logs < this.#settings.logsPerBatch && !caughtUp && !isOld) continue;
      last = range.end;
      yield { from: pending.from, blocks: closed(pending, range.end), isHead: caughtUp };
      pending = newPending(range.to + 1);
    }
  }

  /** Starts fetching what the watch knows of now; what it learns from earlier ranges is added when its turn comes. */
  #launch(from: number, to: number): { to: number; fetched: Promise<Range> } {
    const known = this.#settings.watch.poolCount;
    const early = this.#consistently(from, to, () => this.#fetch(from, to));
    early.catch(() => {});
    const previous = this.#turn;
    const fetched = previous.then(() => this.#complete(from, to, known, early));
    fetched.catch(() => {});
    this.#turn = fetched.then(
      () => {},
      () => {},
    );
    return { to, fetched };
  }

  /** Resolves when the range launched before has been completed: discoveries happen in order. */
  #turn: Promise<void> = Promise.resolve();

  async #fetch(from: number, to: number): Promise<Fetched> {
    const { rpc, watch, blocks } = this.#settings;
    const filters = watch.filters();
    const [logs, end] = await Promise.all([this.#logs(filters, from, to), rpc.call(blocks.presentHeader(to))]);
    this.#size.answered(to - from + 1, logs.length);
    await this.#emptyAnswers.check(filters, from, to, logs);
    const own = await blocks.blocks(logs);
    const twin = own.at(-1);
    if (twin?.height === to && twin.hash !== end.hash) {
      throw new RpcError('inconsistent', `block ${to} was given as ${twin.hash} and as ${end.hash}`);
    }
    return { logs, blocks: own, end };
  }

  async #logs(filters: LogFilter[], from: number, to: number): Promise<PlacedLog[]> {
    const { rpc, audit } = this.#settings;
    const logs = await fetchLogs(rpc, filters, from, to, this.#size);
    return audit ? audit.settle(filters, from, to, logs) : logs;
  }

  async #complete(from: number, to: number, known: number, early: Promise<Fetched>): Promise<Range> {
    const { watch, blocks } = this.#settings;
    const fetched = await early;
    let logs = fetched.logs;
    watch.discover(logs);
    let followed = known;
    while (watch.poolCount > followed) {
      const filters = watch.filtersSince(followed);
      followed = watch.poolCount;
      const more = await this.#consistently(from, to, () => this.#logs(filters, from, to));
      if (more.length > 0) logs = mergeLogs(logs, more);
      watch.discover(more);
    }
    const own = logs !== fetched.logs ? await this.#consistently(from, to, () => blocks.blocks(logs)) : fetched.blocks;
    return { from, to, blocks: own, end: fetched.end, logs: logs.length };
  }

  /** Answers that contradict each other are asked for again, then of the next provider. */
  async #consistently<T>(from: number, to: number, fetch: () => Promise<T>): Promise<T> {
    const { rpc, signal, pauseMs } = this.#settings;
    let last: RpcError | undefined;
    for (let turn = 0; turn < rpc.providers; turn += 1) {
      const { provider } = rpc;
      for (let attempt = 0; attempt < TRIES; attempt += 1) {
        try {
          return await fetch();
        } catch (error) {
          if (!(error instanceof RpcError) || error.fault !== 'inconsistent') throw error;
          last = error;
          await sleep(pauseMs * 2 ** attempt, undefined, { signal });
        }
      }
      rpc.failOver(provider, last?.message ?? '');
    }
    throw new CodedError(
      'PROVIDER_INCONSISTENT',
      `Blocks ${from} to ${to} cannot be read without contradiction: ${last?.message}. Configure another provider.`,
    );
  }
}

interface Pending {
  from: number;
  /** When the batch was begun, by `performance.now()`. */
  since: number;
  blocks: EvmBlock[];
  logs: number;
}

const newPending = (from: number): Pending => ({ from, since: performance.now(), blocks: [], logs: 0 });

function collect(pending: Pending, range: Range): Pending {
  return { ...pending, blocks: pending.blocks.concat(range.blocks), logs: pending.logs + range.logs };
}

function closed({ blocks }: Pending, end: EvmBlock): EvmBlock[] {
  return blocks.at(-1)?.height === end.height ? blocks : [...blocks, end];
}
