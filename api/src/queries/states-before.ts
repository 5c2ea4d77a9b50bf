import type { Reader } from '../database.ts';

/** A fill by its position. */
export interface FillPosition {
  poolKey: number;
  blockTime: Date;
  block: string;
  txIndex: number;
  fillIndex: number;
}

export interface StateBeforeRow {
  sqrtPrice: string | null;
  tick: number | null;
  reserve0: string | null;
  reserve1: string | null;
}

// The fill before counts whether it states a price or not: one that does not hides where the pool stood.
const SQL = `
  SELECT s.sqrt_price AS "sqrtPrice", s.tick, s.reserve0, s.reserve1
  FROM unnest($1::int[], $2::timestamptz[], $3::bigint[], $4::int[], $5::int[])
    WITH ORDINALITY AS q (pool_key, at, block, tx_index, index, position)
  LEFT JOIN LATERAL (
    (SELECT block, tx_index, fill_index AS index, sqrt_price_after AS sqrt_price, tick_after AS tick,
            reserve0_after AS reserve0, reserve1_after AS reserve1
     FROM fill f
     WHERE f.pool_key = q.pool_key AND f.block_time <= q.at
       AND (f.block, f.tx_index, f.fill_index) < (q.block, q.tx_index, q.index)
     ORDER BY f.block_time DESC, f.chain_key, f.block DESC, f.tx_index DESC, f.fill_index DESC LIMIT 1)
    UNION ALL
    (SELECT block, tx_index, state_index, sqrt_price, tick, reserve0, reserve1
     FROM pool_state p
     WHERE p.pool_key = q.pool_key AND p.block_time <= q.at
       AND (p.block, p.tx_index, p.state_index) < (q.block, q.tx_index, q.index)
       AND (sqrt_price IS NOT NULL OR tick IS NOT NULL OR num_nonnulls(reserve0, reserve1) = 2)
     ORDER BY p.block_time DESC, p.block DESC, p.tx_index DESC, p.state_index DESC LIMIT 1)
    ORDER BY block DESC, tx_index DESC, index DESC LIMIT 1
  ) s ON true
  ORDER BY q.position`;

/** Where each fill's pool stood just before it, in the order asked; all null where no fact says. */
export function statesBefore(reader: Reader, asked: readonly FillPosition[]): Promise<StateBeforeRow[]> {
  return reader.rows<StateBeforeRow>(SQL, [
    asked.map(({ poolKey }) => poolKey),
    asked.map(({ blockTime }) => blockTime.toISOString()),
    asked.map(({ block }) => block),
    asked.map(({ txIndex }) => txIndex),
    asked.map(({ fillIndex }) => fillIndex),
  ]);
}
