import type { BlockRef } from '@tokentape/core/facts/chain.ts';
import { createHelius, type HeliusClient } from 'helius-sdk';
import { AddressStream } from './address-stream.ts';
import { finalizedHead } from './finalized-head.ts';
import { AddressHistory, type History } from './history.ts';
import { Changes, type MergedBatch, mergeHistories } from './merged-history.ts';
import type { SolanaProvider } from './provider.ts';
import { SolanaRpcError } from './rpc-fault.ts';
import { BlockPositions, SignatureHistory } from './signature-history.ts';
import { type SolanaTransportSettings, solanaTransport } from './transport.ts';

export interface HeliusProviderSettings extends SolanaTransportSettings {
  /** Addresses whose histories are merged. */
  addresses: string[];
  transactionsPerBatch: number;
  /** Milliseconds after which whatever is complete is handed on. */
  patienceMs: number;
}

type OpenHistory = (address: string, from: number, to: number) => History;

/** JSON-RPC through helius-sdk: one paged history for each address, or signatures and transactions one by one. */
export class HeliusProvider implements SolanaProvider {
  readonly #settings: HeliusProviderSettings;
  readonly #helius: HeliusClient;
  #open: OpenHistory | undefined;

  constructor(settings: HeliusProviderSettings) {
    this.#settings = settings;
    const transport = solanaTransport(settings);
    this.#helius = createHelius({ baseUrl: settings.urls[0] as string, transport: () => transport });
  }

  get name(): string {
    return new URL(this.#settings.urls[0] as string).host;
  }

  head(lastTime: number): Promise<BlockRef> {
    return finalizedHead(this.#helius, lastTime);
  }

  async *read(from: number, to: number): AsyncGenerator<MergedBatch> {
    const { addresses, transactionsPerBatch, patienceMs, signal } = this.#settings;
    this.#open ??= await this.#chooseHistory();
    const open = this.#open;
    const changes = new Changes();
    const streams = addresses.map(
      (address) => new AddressStream(address, open(address, from, to), from, to, changes.notify),
    );
    for (const stream of streams) stream.pump();
    yield* mergeHistories(streams, changes, from, to, { transactionsPerBatch, patienceMs, signal });
  }

  /** Plans differ: asks once whether the paged history is served. */
  async #chooseHistory(): Promise<OpenHistory> {
    const helius = this.#helius;
    try {
      await helius.getTransactionsForAddress([
        this.#settings.addresses[0] as string,
        { transactionDetails: 'signatures', limit: 1, sortOrder: 'asc' },
      ] as never);
    } catch (error) {
      if (!(error instanceof SolanaRpcError) || error.fault !== 'refused') throw error;
      this.#settings.log(
        'The plan does not serve getTransactionsForAddress; reading signatures and transactions one by one.',
      );
      const positions = new BlockPositions(helius);
      return (address, from, to) => new SignatureHistory(helius, positions, address, from, to);
    }
    return (address, from, to) => new AddressHistory(helius, address, from, to);
  }
}
