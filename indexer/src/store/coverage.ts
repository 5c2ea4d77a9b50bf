import type pg from 'pg';
import type { FactBatch } from '../batch.ts';

/** The last block that any range covers; −1 before the first. */
export async function coveredTo(client: pg.ClientBase, chainKey: number): Promise<number> {
  const { rows } = await client.query<{ last: string | null }>(
    'SELECT max(to_block) AS last FROM coverage WHERE chain_key = $1',
    [chainKey],
  );
  return Number(rows[0]?.last ?? -1);
}

/** Adds the blocks of a batch, merged with the ranges that they overlap or touch. */
export async function addCoverage(
  client: pg.ClientBase,
  chainKey: number,
  source: string,
  batch: FactBatch,
): Promise<void> {
  const { rows: joined } = await client.query<{ from_block: string; to_block: string; time: string }>(
    `DELETE FROM coverage
      WHERE chain_key = $1 AND source = $2 AND from_block <= $4::bigint + 1 AND to_block >= $3::bigint - 1
     RETURNING from_block, to_block, extract(epoch FROM to_time)::bigint AS time`,
    [chainKey, source, batch.fromBlock, batch.to.height],
  );
  const from = Math.min(batch.fromBlock, ...joined.map((range) => Number(range.from_block)));
  const to = Math.max(batch.to.height, ...joined.map((range) => Number(range.to_block)));
  const time = Math.max(batch.to.time, ...joined.map((range) => Number(range.time)));
  await client.query('INSERT INTO coverage VALUES ($1, $2, $3, $4, to_timestamp($5))', [
    chainKey,
    source,
    from,
    to,
    time,
  ]);
}
