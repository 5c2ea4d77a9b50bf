import type { ChainId } from '@tokentape/core/facts/chain.ts';
import type { CurveState, PriceSource } from '@tokentape/core/facts/facts.ts';
import { termsOf } from '@tokentape/core/facts/stated-terms.ts';
import type pg from 'pg';
import { DepthTracker } from '../depth/depth-tracker.ts';
import { Pricer } from '../pricing/pricer.ts';
import { Accounts } from './accounts.ts';
import { type Catalogue, type CataloguePool, loadCatalogue, measureOf } from './catalogue.ts';
import { restoreBooks } from './restore-books.ts';
import { OpenSums } from './sums/open-sums.ts';

/** What writing a batch needs to remember of the batches before it; a function of what the database holds. */
export interface IngestState {
  catalogue: Catalogue;
  accounts: Accounts;
  pricer: Pricer;
  depth: DepthTracker;
  sums: OpenSums;
}

/** Rebuilds the state from the facts below a block, so that a restarted indexer goes on with the very same bytes. */
export async function loadIngestState(
  client: pg.ClientBase,
  chain: ChainId,
  beforeBlock: number,
): Promise<IngestState> {
  const catalogue = await loadCatalogue(client, chain);
  const pricer = new Pricer(measureOf(catalogue));
  const time = await lastTimeBefore(client, catalogue.chainKey, beforeBlock);
  const depth = new DepthTracker(pricer, time);
  const sums = new OpenSums(catalogue.chainKey, time);
  const state = { catalogue, accounts: new Accounts(catalogue.chain.kind), pricer, depth, sums };
  const pools = new Map([...catalogue.pools.values()].map((pool) => [pool.key, pool]));
  await restoreTerms(client, state, pools, beforeBlock);
  await restoreTicks(client, state, pools, beforeBlock);
  await restoreCurves(client, state, pools, beforeBlock);
  await restoreBooks(client, state, beforeBlock);
  await restoreStockPrices(client, state, pools, beforeBlock);
  await restoreMinutes(client, state, time);
  await restoreMultipliers(client, state, beforeBlock);
  await restoreFeeds(client, state, beforeBlock);
  await restoreTouched(client, state, pools, beforeBlock, time);
  return state;
}

type Pools = Map<number, CataloguePool>;

/** A value of a `numeric` column of integers. */
export const bigintOrNull = (text: string | null): bigint | null => (text === null ? null : BigInt(text));

/** Time of the last block below a block, as far as the database knows; 0 before the first. */
export async function lastTimeBefore(client: pg.ClientBase, chainKey: number, beforeBlock: number): Promise<number> {
  const { rows } = await client.query<{ time: string | null }>(
    `SELECT extract(epoch FROM max(t))::bigint AS time FROM (
       SELECT max(to_time) AS t FROM coverage WHERE chain_key = $1 AND to_block < $2
       UNION ALL
       (SELECT block_time FROM transaction WHERE chain_key = $1 AND block < $2 ORDER BY block DESC LIMIT 1)
     ) AS known`,
    [chainKey, beforeBlock],
  );
  return Number(rows[0]?.time ?? 0);
}

async function restoreTicks(
  client: pg.ClientBase,
  { catalogue, depth }: IngestState,
  pools: Pools,
  before: number,
): Promise<void> {
  const { rows } = await client.query<{ pool_key: number; tick: number; net: string }>(
    `WITH read AS (
       SELECT DISTINCT ON (pool_key) pool_key, block, tx_index, state_index
         FROM pool_state WHERE chain_key = $1 AND block < $2 AND terms ? 'ticks'
        ORDER BY pool_key, block DESC, tx_index DESC, state_index DESC)
     SELECT c.pool_key, tick, sum(net) AS net
       FROM liquidity_change c LEFT JOIN read r ON r.pool_key = c.pool_key
       CROSS JOIN LATERAL (VALUES (lower, liquidity_delta), (upper, -liquidity_delta)) AS e(tick, net)
      WHERE c.chain_key = $1 AND c.block < $2 AND lower <> upper
        AND (r.block IS NULL OR (c.block, c.tx_index, c.change_index) > (r.block, r.tx_index, r.state_index))
      GROUP BY c.pool_key, tick HAVING sum(net) <> 0`,
    [catalogue.chainKey, before],
  );
  for (const row of rows) depth.curveOf(pools.get(row.pool_key)!)?.addTick(row.tick, BigInt(row.net));
}

/** What accounts and openings said last of every pool besides its price; of liquidity books, `restoreBooks` takes it in. */
async function restoreTerms(
  client: pg.ClientBase,
  { catalogue, depth }: IngestState,
  pools: Pools,
  before: number,
): Promise<void> {
  const { rows } = await client.query<{ pool_key: number; terms: unknown }>(
    `SELECT pool_key, terms FROM pool_state WHERE chain_key = $1 AND block < $2 AND terms IS NOT NULL
      ORDER BY block, tx_index, state_index`,
    [catalogue.chainKey, before],
  );
  const unpriced = { sqrtPrice: null, tick: null, liquidity: null, reserve0: null, reserve1: null };
  for (const row of rows) {
    const pool = pools.get(row.pool_key)!;
    if (pool.curve !== 'bins') depth.curveOf(pool)?.setState(unpriced, termsOf(row.terms));
  }
}

/** The last stated state of every pool, and the liquidity that changed after it. */
async function restoreCurves(client: pg.ClientBase, state: IngestState, pools: Pools, before: number): Promise<void> {
  const { rows } = await client.query(
    `SELECT p.key, last.*, extract(epoch FROM last.block_time)::bigint AS time,
            (SELECT json_agg(json_build_array(c.lower, c.upper, c.liquidity_delta::text) ORDER BY c.block, c.tx_index, c.change_index)
               FROM liquidity_change c
              WHERE c.pool_key = p.key AND c.block_time >= last.block_time AND c.block < $2 AND c.lower <> c.upper
                AND (c.block, c.tx_index, c.change_index) > (last.block, last.tx_index, last.index)) AS changes
       FROM pool p
       JOIN LATERAL (
         (SELECT block, tx_index, fill_index AS index, block_time, sqrt_price_after AS sqrt_price, tick_after AS tick,
                 liquidity_after AS liquidity, reserve0_after AS reserve0, reserve1_after AS reserve1
            FROM fill WHERE pool_key = p.key AND block < $2
             AND (sqrt_price_after IS NOT NULL OR num_nonnulls(reserve0_after, reserve1_after) = 2)
           ORDER BY block_time DESC, chain_key, block DESC, tx_index DESC, fill_index DESC LIMIT 1)
         UNION ALL
         (SELECT block, tx_index, state_index, block_time, sqrt_price, tick, liquidity, reserve0, reserve1
            FROM pool_state WHERE pool_key = p.key AND block < $2
             AND (sqrt_price IS NOT NULL OR num_nonnulls(reserve0, reserve1) = 2)
           ORDER BY block_time DESC, block DESC, tx_index DESC, state_index DESC LIMIT 1)
         ORDER BY block DESC, tx_index DESC, index DESC LIMIT 1
       ) AS last ON true
      WHERE p.chain_key = $1`,
    [state.catalogue.chainKey, before],
  );
  for (const row of rows) {
    const pool = pools.get(row.key)!;
    const after = curveStateOf(row);
    state.pricer.observeState(pool, after, Number(row.time));
    const curve = state.depth.curveOf(pool);
    curve?.setState(after);
    for (const [lower, upper, delta] of row.changes ?? []) curve?.addActive(lower, upper, BigInt(delta));
  }
}

/** A stated curve from columns named as in `pool_state`. */
export function curveStateOf(row: {
  sqrt_price: string | null;
  tick: number | null;
  liquidity: string | null;
  reserve0: string | null;
  reserve1: string | null;
}): CurveState {
  return {
    sqrtPrice: bigintOrNull(row.sqrt_price),
    tick: row.tick,
    liquidity: bigintOrNull(row.liquidity),
    reserve0: bigintOrNull(row.reserve0),
    reserve1: bigintOrNull(row.reserve1),
  };
}

/** Stock prices come from the last fill of each stock that a quote priced; observing the last of each pool in order gives them. */
async function restoreStockPrices(
  client: pg.ClientBase,
  state: IngestState,
  pools: Pools,
  before: number,
): Promise<void> {
  const { rows } = await client.query(
    `SELECT p.key, last.*, extract(epoch FROM last.block_time)::bigint AS time
       FROM pool p
       JOIN LATERAL (
         SELECT block, tx_index, fill_index, block_time, sold_token_key, sold_raw, bought_raw, amount_usd, price_source,
                sqrt_price_after AS sqrt_price, tick_after AS tick, liquidity_after AS liquidity,
                reserve0_after AS reserve0, reserve1_after AS reserve1
           FROM fill WHERE pool_key = p.key AND block < $2 AND amount_usd IS NOT NULL AND sold_raw > 0 AND bought_raw > 0
          ORDER BY block_time DESC, chain_key, block DESC, tx_index DESC, fill_index DESC LIMIT 1
       ) AS last ON true
      WHERE p.chain_key = $1 ORDER BY last.block, last.tx_index, last.fill_index`,
    [state.catalogue.chainKey, before],
  );
  for (const row of rows) {
    const after = curveStateOf(row);
    const stated = Object.values(after).some((value) => value !== null);
    const fill = { soldKey: row.sold_token_key, soldRaw: BigInt(row.sold_raw), boughtRaw: BigInt(row.bought_raw) };
    const priced = { amountUsd: row.amount_usd, priceSource: row.price_source, unpricedReason: null };
    state.pricer.observeStock(pools.get(row.key)!, { ...fill, after: stated ? after : null }, priced);
  }
}

async function restoreMinutes(client: pg.ClientBase, state: IngestState, time: number): Promise<void> {
  const { rows } = await client.query<{ token_key: number; minute: string; price_usd: string; source: PriceSource }>(
    `SELECT r.token_key, extract(epoch FROM r.minute)::bigint AS minute, r.price_usd, r.source
       FROM reference_price r JOIN token t ON t.key = r.token_key
      WHERE t.chain_key = $1 AND r.minute >= to_timestamp($2) ORDER BY r.minute DESC`,
    [state.catalogue.chainKey, time - (time % 60)],
  );
  // A minute has one price; rows of later minutes exist only when an earlier range is read again, and are computed anew.
  for (const row of rows) {
    const fixed = { token: row.token_key, minute: Number(row.minute), priceUsd: row.price_usd, source: row.source };
    state.pricer.restoreMinute(fixed);
  }
}

async function restoreMultipliers(client: pg.ClientBase, state: IngestState, before: number): Promise<void> {
  const { rows } = await client.query<{ token_key: number; value: string; announced: string; effective: string }>(
    `SELECT token_key, value, extract(epoch FROM block_time)::bigint AS announced,
            extract(epoch FROM effective_time)::bigint AS effective
       FROM multiplier WHERE chain_key = $1 AND block < $2 ORDER BY block, tx_index, multiplier_index`,
    [state.catalogue.chainKey, before],
  );
  for (const { token_key, value, announced, effective } of rows) {
    const times = { announcedTime: Number(announced), effectiveTime: Number(effective) };
    state.depth.multipliers.observe(token_key, value, times);
  }
}

/** The latest answer for each quote token. */
async function restoreFeeds(client: pg.ClientBase, { catalogue, pricer }: IngestState, before: number): Promise<void> {
  for (const token of catalogue.tokens.values()) {
    if (token.role !== 'quote') continue;
    const { rows } = await client.query<{ price_usd: string; updated: string }>(
      `SELECT price_usd, extract(epoch FROM updated_time)::bigint AS updated FROM feed_price
        WHERE token_key = $1 AND block < $2 ORDER BY updated_time DESC, block DESC, tx_index DESC, feed_index DESC LIMIT 1`,
      [token.key, before],
    );
    for (const row of rows) pricer.observeFeed(token, row.price_usd, Number(row.updated));
  }
}

async function restoreTouched(
  client: pg.ClientBase,
  state: IngestState,
  pools: Pools,
  before: number,
  time: number,
): Promise<void> {
  const changed = ['fill', 'liquidity_change', 'pool_state']
    .map(
      (table) =>
        `EXISTS (SELECT FROM ${table} f WHERE f.pool_key = p.key AND f.block_time >= to_timestamp($3) AND f.block < $2)`,
    )
    .join(' OR ');
  const { rows } = await client.query<{ key: number }>(
    `SELECT p.key FROM pool p WHERE p.chain_key = $1 AND (${changed})`,
    [state.catalogue.chainKey, before, time - (time % 3_600)],
  );
  for (const { key } of rows) state.depth.touch(pools.get(key)!);
}
