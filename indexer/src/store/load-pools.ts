import type { ChainId } from '@tokentape/core/facts/chain.ts';
import type { PoolSeen } from '@tokentape/core/facts/facts.ts';
import type { PoolCurve } from '@tokentape/core/liquidity/pool-curve.ts';
import pg from 'pg';
import { feeVaries } from '../dexes/known-pools.ts';
import { type CataloguePool, loadCatalogue } from './catalogue.ts';
import { bigintOrNull, loadIngestState } from './ingest-state.ts';

/** A pool as decoders want it back at a restart. */
export type LoadedPool = Omit<PoolSeen, 'kind' | 'tx' | 'index' | 'created'> & {
  birthBlock: number;
  created: boolean;
  /** The last square-root price that a fact gave before the block to go on from, in the venue's encoding; null when none did. */
  sqrtPrice: bigint | null;
  /** The curve as the facts before that block built it, of EVM pools whose fee varies; null for others. */
  followed: PoolCurve | null;
};

/**
 * The pools of a chain that the database knows, and where they stood before a block: after a rewind that is earlier than what
 * is stored of them, and a fee that their curve tells must come out as it did the first time.
 */
export async function loadPools(databaseUrl: string, chain: ChainId, before: number): Promise<LoadedPool[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { chainKey, pools } = await loadCatalogue(client, chain);
    const { rows } = await client.query<{ key: number; sqrt_price: string | null }>(
      `SELECT p.key, last.sqrt_price FROM pool p JOIN LATERAL (
         (SELECT block, tx_index, fill_index AS index, sqrt_price_after AS sqrt_price FROM fill
           WHERE pool_key = p.key AND sqrt_price_after IS NOT NULL AND block < $2
           ORDER BY block_time DESC, chain_key, block DESC, tx_index DESC, fill_index DESC LIMIT 1)
         UNION ALL
         (SELECT block, tx_index, state_index, sqrt_price FROM pool_state
           WHERE pool_key = p.key AND sqrt_price IS NOT NULL AND block < $2
           ORDER BY block_time DESC, block DESC, tx_index DESC, state_index DESC LIMIT 1)
         ORDER BY block DESC, tx_index DESC, index DESC LIMIT 1) AS last ON true WHERE p.chain_key = $1`,
      [chainKey, before],
    );
    const followed = await followedCurves(client, chain, [...pools.values()], before);
    const prices = new Map(rows.map((row) => [row.key, bigintOrNull(row.sqrt_price)]));
    return [...pools.values()].map((pool) => ({
      dex: pool.dex,
      pool: pool.address,
      token0: pool.token0.address,
      token1: pool.token1.address,
      curve: pool.curve,
      feePips: pool.feePips,
      tickSpacing: pool.tickSpacing,
      vault0: pool.vault0,
      vault1: pool.vault1,
      birthBlock: pool.birthBlock,
      created: pool.creationSeen,
      sqrtPrice: prices.get(pool.key) ?? null,
      followed: followed.get(pool.key) ?? null,
    }));
  } finally {
    await client.end();
  }
}

/** Curves by pool key, by the very code that follows them while facts are written. */
async function followedCurves(
  client: pg.Client,
  chain: ChainId,
  pools: readonly CataloguePool[],
  before: number,
): Promise<Map<number, PoolCurve>> {
  const varying = pools.filter((pool) => pool.resolution === 96 && feeVaries(pool));
  if (varying.length === 0) return new Map();
  const { depth } = await loadIngestState(client, chain, before);
  return new Map(
    varying.flatMap((pool) => {
      const curve = depth.curveOf(pool);
      return curve === undefined ? [] : [[pool.key, curve] as const];
    }),
  );
}
