import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Store } from '@subsquid/typeorm-store';
import type { Address } from '@tokentape/core/facts/chain.ts';
import type { Fact, PoolSeen } from '@tokentape/core/facts/facts.ts';
import type pg from 'pg';
import { hexOf } from './address-bytes.ts';
import { type Catalogue, type CataloguePool, type CatalogueToken, resolutionOf } from './catalogue.ts';
import { projectFolder } from './models/build-models.ts';
import { IntegrityError, StoreError } from './store-error.ts';

type Entity = { id: string };
type EntityClass = new (props: object) => Entity;
const require = createRequire(import.meta.url);
const models = (): Record<'Pool' | 'Token', EntityClass> => require(join(projectFolder, 'lib', 'model'));

/**
 * Registers the pools of a batch that hold a registered stock or two quote tokens, through typeorm-store; all others are none
 * of the product's business. A later sight of a known pool fills in what was unknown and never contradicts what was known.
 * @throws IntegrityError when a known pool is said to hold other tokens
 */
export async function registerPools(
  store: Store,
  client: pg.ClientBase,
  catalogue: Catalogue,
  facts: Fact[],
): Promise<void> {
  const changed = new Set<CataloguePool>();
  for (const fact of facts) {
    if (fact.kind !== 'pool') continue;
    const known = catalogue.pools.get(fact.pool);
    if (known) {
      if (complete(known, fact)) changed.add(known);
      continue;
    }
    const [found0, found1] = [catalogue.tokens.get(fact.token0), catalogue.tokens.get(fact.token1)];
    const ours =
      found0?.role === 'stock' || found1?.role === 'stock' || (found0?.role === 'quote' && found1?.role === 'quote');
    if (!ours) continue;
    const token0 = found0 ?? (await registerToken(store, client, catalogue, fact.token0));
    const token1 = found1 ?? (await registerToken(store, client, catalogue, fact.token1));
    const pool = newPool(catalogue, fact, token0, token1, await nextKey(client, 'pool'));
    catalogue.pools.set(fact.pool, pool);
    changed.add(pool);
  }
  if (changed.size === 0) return;
  const { Pool } = models();
  await store.upsert([...changed].map((pool) => new Pool(poolRow(catalogue, pool))));
}

async function nextKey(client: pg.ClientBase, table: 'pool' | 'token'): Promise<number> {
  const { rows } = await client.query<{ key: string }>(
    `SELECT nextval(pg_get_serial_sequence('${table}', 'key')) AS key`,
  );
  return Number(rows[0]!.key);
}

function newPool(
  catalogue: Catalogue,
  seen: PoolSeen,
  token0: CatalogueToken,
  token1: CatalogueToken,
  key: number,
): CataloguePool {
  const { pool, dex, curve, feePips, tickSpacing, vault0, vault1, created, tx } = seen;
  if (!catalogue.dexKeys.has(dex)) {
    throw new StoreError('REGISTRY_CONFLICT', `Pool ${pool} is of the venue "${dex}", which the registry lacks.`);
  }
  const resolution = resolutionOf(catalogue.chain.kind);
  const terms = { dex, curve, feePips, tickSpacing, vault0, vault1, resolution };
  const birth = { birthBlock: tx.block.height, birthTime: tx.block.time, creationSeen: created };
  return { key, address: pool, ...terms, ...birth, token0, token1 };
}

/** Adds to a known pool what this sight knows more; false when that is nothing. */
function complete(known: CataloguePool, seen: PoolSeen): boolean {
  if (seen.token0 !== known.token0.address || seen.token1 !== known.token1.address || seen.dex !== known.dex) {
    throw new IntegrityError(
      `Pool ${seen.pool} is known as ${known.dex} of ${known.token0.address} and ${known.token1.address}, and is now said to be ${seen.dex} of ${seen.token0} and ${seen.token1}.`,
    );
  }
  const before = JSON.stringify(poolTerms(known));
  known.feePips ??= seen.feePips;
  known.tickSpacing ??= seen.tickSpacing;
  known.vault0 ??= seen.vault0;
  known.vault1 ??= seen.vault1;
  if (seen.created && !known.creationSeen) {
    known.creationSeen = true;
    known.birthBlock = seen.tx.block.height;
    known.birthTime = seen.tx.block.time;
  }
  return JSON.stringify(poolTerms(known)) !== before;
}

const poolTerms = ({ feePips, tickSpacing, vault0, vault1, creationSeen }: CataloguePool): unknown[] => [
  ...[feePips, tickSpacing, vault0, vault1],
  creationSeen,
];

function poolRow(catalogue: Catalogue, pool: CataloguePool): object {
  const { kind } = catalogue.chain;
  const bytes = (text: string | null): Buffer | null => (text === null ? null : Buffer.from(hexOf(kind, text), 'hex'));
  return {
    id: `${catalogue.chain.id}:${pool.address}`,
    key: pool.key,
    chainKey: catalogue.chainKey,
    dexKey: catalogue.dexKeys.get(pool.dex),
    address: bytes(pool.address),
    token0Key: pool.token0.key,
    token1Key: pool.token1.key,
    curve: pool.curve,
    feePips: pool.feePips,
    tickSpacing: pool.tickSpacing,
    vault0: bytes(pool.vault0),
    vault1: bytes(pool.vault1),
    birthBlock: BigInt(pool.birthBlock),
    birthTime: new Date(pool.birthTime * 1_000),
    creationSeen: pool.creationSeen,
  };
}

/** A token on the far side of a stock's pool that the registry does not know: an address without a name or unit. */
async function registerToken(
  store: Store,
  client: pg.ClientBase,
  catalogue: Catalogue,
  address: Address,
): Promise<CatalogueToken> {
  const key = await nextKey(client, 'token');
  const token: CatalogueToken = { key, address, role: 'other', decimals: null, peg: null, unitRule: 'unknown' };
  const { Token } = models();
  await store.insert(
    new Token({
      id: `${catalogue.chain.id}:${address}`,
      key,
      chainKey: catalogue.chainKey,
      address: Buffer.from(hexOf(catalogue.chain.kind, address), 'hex'),
      role: 'other',
      unitRule: 'unknown',
      state: 'unlisted',
    }),
  );
  catalogue.tokens.set(address, token);
  return token;
}
