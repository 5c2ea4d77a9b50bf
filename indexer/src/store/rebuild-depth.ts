import type { ChainId } from '@tokentape/core/facts/chain.ts';
import { statesPrice } from '@tokentape/core/liquidity/states-price.ts';
import type pg from 'pg';
import { DepthTracker, type PoolDepthHour } from '../depth/depth-tracker.ts';
import { Pricer } from '../pricing/pricer.ts';
import { type CataloguePool, loadCatalogue, measureOf } from './catalogue.ts';
import { copyRows } from './copy-rows.ts';
import { depthColumns, depthCopyRow } from './fact-rows.ts';
import { type StoredFact, storedFacts } from './stored-facts.ts';

/** Computes the hourly depth of a chain's pools anew from its stored facts, into `into` or in place of what is there. */
export async function rebuildDepth(client: pg.ClientBase, chain: ChainId, into?: string): Promise<void> {
  const catalogue = await loadCatalogue(client, chain);
  const pools = new Map([...catalogue.pools.values()].map((pool) => [pool.key, pool]));
  const pricer = new Pricer(measureOf(catalogue));
  const depth = new DepthTracker(pricer, 0);
  const rows: PoolDepthHour[] = [];
  for await (const fact of storedFacts(client, catalogue.chainKey)) {
    rows.push(...depth.advance(fact.time));
    observe(pricer, depth, pools, fact);
  }
  const end = await client.query<{ time: string | null }>(
    'SELECT extract(epoch FROM max(to_time))::bigint AS time FROM coverage WHERE chain_key = $1',
    [catalogue.chainKey],
  );
  rows.push(...depth.advance(Number(end.rows[0]?.time ?? 0)));
  if (into === undefined)
    await client.query('DELETE FROM pool_depth_hour WHERE pool_key = ANY($1)', [[...pools.keys()]]);
  await copyRows(client, into ?? 'pool_depth_hour', depthColumns, rows.map(depthCopyRow));
}

function observe(pricer: Pricer, depth: DepthTracker, pools: Map<number, CataloguePool>, fact: StoredFact): void {
  if (fact.kind === 'multiplier') {
    depth.multipliers.observe(fact.token, fact.value, fact.effectiveTime);
    return;
  }
  const pool = pools.get(fact.pool)!;
  if (fact.kind === 'liquidity') depth.observeChange(pool, fact);
  else if (fact.kind === 'pool-state') {
    pricer.observeState(pool, fact.state, fact.time);
    depth.observeState(pool, fact.state);
  } else {
    const { amountUsd, priceSource } = fact;
    const stated = statesPrice(fact.after);
    const amounts = { ...fact, after: stated ? fact.after : null };
    pricer.observe(pool, amounts, { amountUsd, priceSource, unpricedReason: null }, fact.time);
    if (stated) depth.observeState(pool, fact.after);
    else depth.touch(pool);
  }
}
