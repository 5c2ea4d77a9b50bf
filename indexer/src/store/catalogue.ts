import type { Address, ChainId } from '@tokentape/core/facts/chain.ts';
import type { PricedPool, PricedToken } from '@tokentape/core/pricing/priced-pool.ts';
import { chains, findQuote, getChain } from '@tokentape/core/registry/registry.ts';
import type { Chain, UnitRule } from '@tokentape/core/registry/types.ts';
import type pg from 'pg';
import { textOf } from './address-bytes.ts';
import { StoreError } from './store-error.ts';

export interface CatalogueToken extends PricedToken {
  address: Address;
  unitRule: UnitRule;
}

export interface CataloguePool extends PricedPool {
  address: Address;
  dex: string;
  curve: 'concentrated' | 'constant-product' | 'stable' | 'bins' | 'unknown';
  feePips: number | null;
  tickSpacing: number | null;
  vault0: Address | null;
  vault1: Address | null;
  birthBlock: number;
  /** Unix seconds. */
  birthTime: number;
  creationSeen: boolean;
  token0: CatalogueToken;
  token1: CatalogueToken;
}

/** What the database knows to exist on one chain, by address. */
export interface Catalogue {
  chain: Chain;
  chainKey: number;
  tokens: Map<Address, CatalogueToken>;
  pools: Map<Address, CataloguePool>;
  dexKeys: Map<string, number>;
}

/** The chain's key in the database: its place in the registry, counted from one. */
export function chainKeyOf(id: ChainId): number {
  const place = chains.findIndex((chain) => chain.id === id);
  if (place < 0) throw new StoreError('UNKNOWN_CHAIN', `The registry has no chain "${id}".`);
  return place + 1;
}

/** Fraction bits of the square-root prices that a chain's venues state. */
export const resolutionOf = (kind: Chain['kind']): 96 | 64 => (kind === 'evm' ? 96 : 64);

/** Key of the chain's first dollar coin: the measure of all prices on it. */
export function measureOf(catalogue: Catalogue): number | null {
  const coin = catalogue.chain.quotes.find((quote) => quote.peg === 'usd');
  return (coin && catalogue.tokens.get(coin.address)?.key) ?? null;
}

/** Reads tokens, pools and venues of a chain. */
export async function loadCatalogue(client: pg.ClientBase, id: ChainId): Promise<Catalogue> {
  const chain = getChain(id);
  const chainKey = chainKeyOf(id);
  const tokens = await loadTokens(client, chain, chainKey);
  const tokenByKey = new Map([...tokens.values()].map((token) => [token.key, token]));
  const dexes = (await client.query<{ id: string; key: number }>('SELECT id, key FROM dex')).rows;
  const pools = new Map<Address, CataloguePool>();
  const { rows } = await client.query(
    `SELECT p.key, p.address, d.id AS dex, p.token0_key, p.token1_key, p.curve, p.fee_pips, p.tick_spacing,
            p.vault0, p.vault1, p.birth_block, extract(epoch FROM p.birth_time)::bigint AS birth_time, p.creation_seen
       FROM pool p JOIN dex d ON d.key = p.dex_key WHERE p.chain_key = $1 ORDER BY p.key`,
    [chainKey],
  );
  for (const row of rows) {
    const address = textOf(chain.kind, row.address);
    pools.set(address, {
      key: row.key,
      address,
      dex: row.dex,
      curve: row.curve,
      feePips: row.fee_pips,
      tickSpacing: row.tick_spacing,
      vault0: row.vault0 && textOf(chain.kind, row.vault0),
      vault1: row.vault1 && textOf(chain.kind, row.vault1),
      birthBlock: Number(row.birth_block),
      birthTime: Number(row.birth_time),
      creationSeen: row.creation_seen,
      token0: tokenByKey.get(row.token0_key)!,
      token1: tokenByKey.get(row.token1_key)!,
      resolution: resolutionOf(chain.kind),
    });
  }
  return { chain, chainKey, tokens, pools, dexKeys: new Map(dexes.map((dex) => [dex.id, dex.key])) };
}

async function loadTokens(
  client: pg.ClientBase,
  chain: Chain,
  chainKey: number,
): Promise<Map<Address, CatalogueToken>> {
  const { rows } = await client.query(
    'SELECT key, address, role, decimals, unit_rule FROM token WHERE chain_key = $1 ORDER BY key',
    [chainKey],
  );
  return new Map(
    rows.map((row) => {
      const address = textOf(chain.kind, row.address);
      const peg = row.role === 'quote' ? (findQuote(chain.id, address)?.peg ?? 'none') : null;
      const token = { key: row.key, address, role: row.role, decimals: row.decimals, unitRule: row.unit_rule, peg };
      return [address, token];
    }),
  );
}
