import type { ChainId } from '@tokentape/core/facts/chain.ts';
import { isRead } from '@tokentape/core/facts/read-position.ts';
import { statesPrice } from '@tokentape/core/liquidity/states-price.ts';
import type pg from 'pg';
import type { PoolDepthHour } from '../depth/depth-tracker.ts';
import type { CataloguePool, CatalogueToken } from './catalogue.ts';
import { copyRows } from './copy-rows.ts';
import { depthColumns, depthCopyRows } from './fact-rows.ts';
import { type IngestState, lastTimeBefore, loadIngestState } from './ingest-state.ts';
import { type StoredFact, storedFacts } from './stored-facts.ts';
import { timeText } from './time-text.ts';

/**
 * Computes the hourly depth of a chain's pools anew from its stored facts, from the hour that was open at a block, in the
 * place of what was there.
 */
export async function rebuildDepth(client: pg.ClientBase, chain: ChainId, fromBlock = 0): Promise<void> {
  const state = await loadIngestState(client, chain, fromBlock);
  const rows = await depthRows(client, state, fromBlock);
  const time = await lastTimeBefore(client, state.catalogue.chainKey, fromBlock);
  const pools = [...state.catalogue.pools.values()].map(({ key }) => key);
  await client.query('DELETE FROM pool_depth_hour WHERE pool_key = ANY($1) AND hour >= $2', [
    pools,
    timeText(time - (time % 3_600)),
  ]);
  await copyRows(client, 'pool_depth_hour', depthColumns, depthCopyRows(rows));
}

/** Computes the hourly depth of a chain's pools from all stored facts into a table of the same shape. */
export async function computeDepth(client: pg.ClientBase, chain: ChainId, into: string): Promise<void> {
  const rows = await depthRows(client, await loadIngestState(client, chain, 0), 0);
  await copyRows(client, into, depthColumns, depthCopyRows(rows));
}

async function depthRows(client: pg.ClientBase, state: IngestState, fromBlock: number): Promise<PoolDepthHour[]> {
  const { catalogue, depth } = state;
  const byKey = {
    pools: new Map([...catalogue.pools.values()].map((pool) => [pool.key, pool])),
    tokens: new Map([...catalogue.tokens.values()].map((token) => [token.key, token])),
  };
  const rows: PoolDepthHour[] = [];
  for await (const fact of storedFacts(client, catalogue.chainKey, fromBlock)) {
    rows.push(...depth.advance(fact.time));
    observe(state, byKey, fact);
  }
  const end = await client.query<{ time: string | null }>(
    'SELECT extract(epoch FROM max(to_time))::bigint AS time FROM coverage WHERE chain_key = $1',
    [catalogue.chainKey],
  );
  rows.push(...depth.advance(Number(end.rows[0]?.time ?? 0)));
  return rows;
}

interface ByKey {
  pools: Map<number, CataloguePool>;
  tokens: Map<number, CatalogueToken>;
}

function observe({ pricer, depth }: IngestState, { pools, tokens }: ByKey, fact: StoredFact): void {
  if (fact.kind === 'feed-price') {
    pricer.observeFeed(tokens.get(fact.token)!, fact.priceUsd, fact.updatedTime);
    return;
  }
  if (fact.kind === 'multiplier') {
    depth.multipliers.observe(fact.token, fact.value, { ...fact, announcedTime: fact.time });
    return;
  }
  const pool = pools.get(fact.pool)!;
  if (fact.kind === 'liquidity') depth.observeChange(pool, fact);
  else if (fact.kind === 'pool-state') {
    if (!isRead(fact)) pricer.observeState(pool, fact.state, fact.time);
    depth.observeState(pool, fact.state, fact.terms);
  } else {
    const { amountUsd, priceSource } = fact;
    const stated = statesPrice(fact.after);
    const amounts = { ...fact, after: stated ? fact.after : null };
    pricer.observe(pool, amounts, { amountUsd, priceSource, unpricedReason: null }, fact.time);
    depth.observeFill(pool, { ...fact, sell: fact.soldKey === pool.token0.key ? 0 : 1 });
  }
}
