import type pg from 'pg';
import { type IndexedChain, indexedChains } from './indexed-chains.ts';
import { type Finding, finding, type Invariant } from './invariant.ts';

const tables = [
  ...['transaction', 'fill', 'transfer', 'liquidity_change', 'pool_state', 'multiplier'],
  ...['primary_order', 'feed_price', 'token_control'],
];

/** Q10: the blocks that were read are one range without a gap, up to where the chain's status stands, and hold every fact. */
export const coverage: Invariant = {
  id: 'Q10',
  title: 'Blocks were read without a gap, and every fact lies in them',
  check: async (client) => {
    const findings = [];
    for (const chain of await indexedChains(client)) findings.push(await checkChain(client, chain));
    return findings;
  },
};

async function checkChain(client: pg.ClientBase, chain: IndexedChain): Promise<Finding> {
  const { rows: ranges } = await client.query<{ from_block: string; to_block: string }>(
    'SELECT from_block, to_block FROM coverage WHERE chain_key = $1 ORDER BY from_block',
    [chain.key],
  );
  const broken: string[] = [];
  let last: bigint | null = null;
  for (const { from_block, to_block } of ranges) {
    if (last !== null && BigInt(from_block) > last + 1n)
      broken.push(`blocks ${last + 1n} to ${BigInt(from_block) - 1n} were not read`);
    if (last === null || BigInt(to_block) > last) last = BigInt(to_block);
  }
  const { rows: status } = await client.query<{ block: string }>(
    'SELECT indexed_block AS block FROM chain_status WHERE chain_key = $1',
    [chain.key],
  );
  if (last === null || BigInt(status[0]!.block) !== last)
    broken.push(`the status says ${status[0]!.block}, the ranges end at ${last}`);
  for (const table of tables) {
    const { rows } = await client.query<{ block: string }>(
      `SELECT block FROM ${table} f WHERE chain_key = $1 AND NOT EXISTS (
         SELECT FROM coverage c WHERE c.chain_key = f.chain_key AND f.block BETWEEN c.from_block AND c.to_block) LIMIT 1`,
      [chain.key],
    );
    if (rows[0]) broken.push(`${table} has block ${rows[0].block}, which was not read`);
  }
  return finding(
    chain.key,
    ranges.length,
    ranges.length === 1 ? `range from ${ranges[0]!.from_block} to ${last}` : 'ranges',
    broken,
  );
}
