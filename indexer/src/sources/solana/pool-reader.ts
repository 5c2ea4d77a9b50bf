import { base58 } from '@scure/base';
import type { RpcTransport } from '@solana/kit';
import { CodedError } from '@tokentape/core/coded-error.ts';
import { dexes } from '@tokentape/core/registry/registry.ts';
import { type PoolContent, type PoolLayout, poolLayouts } from './pool-layouts.ts';
import { SolanaRpcError } from './rpc-fault.ts';

/** A pool as its accounts were at the end of a finalized slot. */
export interface PoolRead extends PoolContent {
  dex: string;
  pool: string;
  slot: number;
}

interface Accounts {
  slot: number;
  /** In the order asked for. */
  data: Uint8Array[];
}

const TRIES = 4;
/** Accounts that one `getMultipleAccounts` may ask for, all as they were at one slot. */
const AT_ONCE = 100;

/** Reads pools by JSON-RPC: `getMultipleAccounts`, and `getProgramAccounts` for the tick or bin arrays of a pool. */
export class PoolReader {
  readonly #transport: RpcTransport;

  constructor(transport: RpcTransport) {
    this.#transport = transport;
  }

  /** Whether pools of a venue can be read. */
  static reads = (dex: string): boolean => placeOf(dex) !== undefined;

  /**
   * The pool with all its arrays as they were at one slot; null for a venue whose curve does not come from accounts like these.
   * @param fromSlot the answer must not be older
   * @throws CodedError `ACCOUNT_INVALID`, `POOL_HAS_LIMIT_ORDERS`, `ACCOUNT_MOVING` when the pool changed during every reading
   */
  async read(dex: string, pool: string, fromSlot = 0): Promise<PoolRead | null> {
    const place = placeOf(dex);
    if (place === undefined) return null;
    const { layout, program } = place;
    const first = await this.#accounts([pool], fromSlot);
    const related = layout.related(first.data[0] as Uint8Array);
    let arrays = await this.#arraysOf(layout, program, pool, first.slot);
    for (let tries = 0; tries < TRIES; tries++) {
      const found = await this.#whole([pool, ...related, ...arrays], first.slot);
      const now = await this.#arraysOf(layout, program, pool, found?.slot ?? first.slot);
      // An array that was opened meanwhile may have been there already at the slot of the reading.
      const complete = now.length === arrays.length && now.every((address, nth) => address === arrays[nth]);
      arrays = now;
      if (found === null || !complete) continue;
      const [own, ...others] = found.data as [Uint8Array, ...Uint8Array[]];
      const content = layout.read(own, others.slice(0, related.length), others.slice(related.length));
      return { ...content, dex, pool, slot: found.slot };
    }
    throw new CodedError('ACCOUNT_MOVING', `${pool} changed during each of ${TRIES} readings; try again later.`);
  }

  /** Unix seconds of a slot; null where the node does not know. */
  async timeOf(slot: number): Promise<number | null> {
    try {
      return await this.#ask<number | null>('getBlockTime', [slot]);
    } catch (error) {
      if (error instanceof SolanaRpcError) return null;
      throw error;
    }
  }

  /** Addresses of a pool's arrays, sorted. */
  async #arraysOf({ arrays }: PoolLayout, program: string, pool: string, fromSlot: number): Promise<string[]> {
    const found: string[] = [];
    for (const array of arrays) {
      const filters = [
        { memcmp: { offset: 0, bytes: base58.encode(Buffer.from(array.discriminator, 'hex')) } },
        { memcmp: { offset: array.pool, bytes: pool } },
      ];
      const config = { ...answer(fromSlot), withContext: true, dataSlice: { offset: 0, length: 0 }, filters };
      const { value } = await this.#ask<{ value: { pubkey: string }[] }>('getProgramAccounts', [program, config]);
      found.push(...value.map(({ pubkey }) => pubkey));
    }
    return found.sort();
  }

  /** Accounts at one slot; null when there are too many for one answer and they changed between two readings. */
  async #whole(addresses: string[], fromSlot: number): Promise<Accounts | null> {
    if (addresses.length <= AT_ONCE) return this.#accounts(addresses, fromSlot);
    const before = await this.#portions(addresses, fromSlot);
    const after = await this.#portions(addresses, before.slot);
    // What is equal in both was so at every slot between the end of the first reading and the beginning of the second.
    const same = before.data.every((data, nth) => Buffer.compare(data, after.data[nth] as Uint8Array) === 0);
    return same ? before : null;
  }

  async #portions(addresses: string[], fromSlot: number): Promise<Accounts> {
    const all: Accounts = { slot: fromSlot, data: [] };
    for (let at = 0; at < addresses.length; at += AT_ONCE) {
      const { slot, data } = await this.#accounts(addresses.slice(at, at + AT_ONCE), all.slot);
      all.slot = slot;
      all.data.push(...data);
    }
    return all;
  }

  async #accounts(addresses: string[], fromSlot: number): Promise<Accounts> {
    const { context, value } = await this.#ask<{ context: { slot: number }; value: (RpcAccount | null)[] }>(
      'getMultipleAccounts',
      [addresses, answer(fromSlot)],
    );
    if (context.slot < fromSlot) {
      throw new CodedError('ACCOUNT_MOVING', `The node answered as of slot ${context.slot}, before ${fromSlot}.`);
    }
    const data = value.map((account, nth) => {
      if (account !== null) return bytesOf(account);
      throw new CodedError('ACCOUNT_INVALID', `Account ${addresses[nth]} does not exist.`);
    });
    return { slot: context.slot, data };
  }

  async #ask<T>(method: string, params: unknown[]): Promise<T> {
    const payload = { jsonrpc: '2.0', id: 'pool-reader', method, params };
    return ((await this.#transport({ payload })) as unknown as { result: T }).result;
  }
}

interface RpcAccount {
  data: [base64: string, encoding: string];
}

const bytesOf = ({ data: [base64] }: RpcAccount): Uint8Array => Buffer.from(base64, 'base64');

const answer = (minContextSlot: number) => ({ encoding: 'base64', commitment: 'finalized', minContextSlot });

function placeOf(dex: string): { layout: PoolLayout; program: string } | undefined {
  const venue = dexes.find(({ id }) => id === dex);
  const program = venue?.deployments.find(({ chain }) => chain === 'solana')?.address;
  const layout = poolLayouts[venue?.decoder ?? ''];
  return layout === undefined || program === undefined ? undefined : { layout, program };
}
