import type { Address } from '@tokentape/core/facts/chain.ts';
import type pg from 'pg';
import { type ChainKind, hexOf } from './address-bytes.ts';

// Past this many the cache starts anew: about 150 MB.
const MOST_CACHED = 1_000_000;

/** Keys of accounts by address, remembered over batches. */
export class Accounts {
  readonly #kind: ChainKind;
  readonly #keys = new Map<Address, number>();

  constructor(kind: ChainKind) {
    this.#kind = kind;
  }

  /** The key of an address that an `ensure` has seen. */
  keyOf(address: Address): number {
    const key = this.#keys.get(address);
    if (key === undefined) throw new Error(`Account ${address} was not ensured before use`);
    return key;
  }

  /** Finds or makes the rows of these addresses. Chain processes share the table: sorted inserts keep them from deadlock. */
  async ensure(client: pg.ClientBase, addresses: Iterable<Address>): Promise<void> {
    if (this.#keys.size > MOST_CACHED) this.#keys.clear();
    const missing = new Map<string, Address>();
    for (const address of addresses) {
      if (!this.#keys.has(address)) missing.set(hexOf(this.#kind, address), address);
    }
    await this.#find(client, missing);
    if (missing.size === 0) return;
    const sorted = [...missing.keys()].sort();
    const inserted = await client.query<{ key: number; hex: string }>(
      `INSERT INTO account (address) SELECT decode(hex, 'hex') FROM unnest($1::text[]) AS hex
       ON CONFLICT DO NOTHING RETURNING key, encode(address, 'hex') AS hex`,
      [sorted],
    );
    this.#take(inserted.rows, missing);
    // What another process inserted at the same moment is visible now.
    await this.#find(client, missing);
  }

  async #find(client: pg.ClientBase, missing: Map<string, Address>): Promise<void> {
    if (missing.size === 0) return;
    const found = await client.query<{ key: number; hex: string }>(
      `SELECT a.key, hex FROM unnest($1::text[]) AS hex JOIN account a ON a.address = decode(hex, 'hex')`,
      [[...missing.keys()]],
    );
    this.#take(found.rows, missing);
  }

  #take(rows: { key: number; hex: string }[], missing: Map<string, Address>): void {
    for (const { key, hex } of rows) {
      const address = missing.get(hex);
      if (address === undefined) continue;
      this.#keys.set(address, key);
      missing.delete(hex);
    }
  }
}
