import type { Reader } from '../database.ts';
import { FILL_DETAILS, type FillKey, type FillRow } from './fill-row.ts';

export interface FillQuestion {
  limit: number;
  /** Only fills after this one in the order newest first. */
  after: FillKey | null;
  /** Only these pools; all when null. */
  poolKeys: number[] | null;
  /** Pools that only inform prices; left out unless asked for by key. */
  hiddenPoolKeys: number[];
  chainKey: number | null;
  /** Account address in bytes. */
  trader: Buffer | null;
  /** Transaction id in bytes. */
  txId: Buffer | null;
  /** First day, included. */
  from: string | null;
  /** Last day, included. */
  to: string | null;
}

const ORDER = 'f.block_time DESC, f.chain_key, f.block DESC, f.tx_index DESC, f.fill_index DESC';

/**
 * One page of fills, newest first. With pools the page is merged from the newest of each pool, so that a quiet
 * pool's fills are found without reading the busy ones.
 */
export function fills(reader: Reader, question: FillQuestion): Promise<FillRow[]> {
  const values: unknown[] = [question.limit];
  const given = (value: unknown, cast: string) => `$${values.push(value)}::${cast}`;
  const where = conditions(question, given);
  if (question.poolKeys === null) {
    const page = `SELECT f.* FROM fill f WHERE ${where} ORDER BY ${ORDER} LIMIT $1`;
    return reader.rows<FillRow>(`WITH page AS (${page}) ${FILL_DETAILS}`, values);
  }
  const page = `
    SELECT f.* FROM unnest(${given(question.poolKeys, 'int[]')}) AS p (key)
    CROSS JOIN LATERAL (
      SELECT f.* FROM fill f WHERE f.pool_key = p.key AND ${where}
      ORDER BY ${ORDER} LIMIT $1
    ) f
    ORDER BY ${ORDER} LIMIT $1`;
  return reader.rows<FillRow>(`WITH page AS (${page}) ${FILL_DETAILS}`, values);
}

function conditions(question: FillQuestion, given: (value: unknown, cast: string) => string): string {
  const { after, poolKeys, hiddenPoolKeys, chainKey, trader, txId, from, to } = question;
  const all = ['true'];
  if (poolKeys === null && hiddenPoolKeys.length > 0) all.push(`f.pool_key <> ALL (${given(hiddenPoolKeys, 'int[]')})`);
  if (chainKey !== null) all.push(`f.chain_key = ${given(chainKey, 'smallint')}`);
  if (trader) all.push(`f.trader_key = (SELECT key FROM account WHERE address = ${given(trader, 'bytea')})`);
  if (txId) {
    const bytes = given(txId, 'bytea');
    all.push(`(f.chain_key, f.block, f.tx_index) IN
      (SELECT t.chain_key, t.block, t.tx_index FROM transaction t JOIN chain c ON c.key = t.chain_key
       WHERE t.tx_id = ${bytes})`);
  }
  if (from) all.push(`f.block_time >= ${given(from, 'date')} AT TIME ZONE 'UTC'`);
  if (to) all.push(`f.block_time < (${given(to, 'date')} + 1) AT TIME ZONE 'UTC'`);
  if (after) {
    const [time, chain, ...position] = after;
    const instant = `(timestamptz 'epoch' + ${given(time, 'bigint')} * interval '1 microsecond')`;
    const key = given(chain, 'smallint');
    const casts = ['bigint', 'integer', 'integer'];
    const place = position.map((value, index) => given(value, casts[index] as string)).join(', ');
    // Written out, because one row comparison cannot follow an index that mixes directions.
    all.push(`f.block_time <= ${instant} AND (f.block_time < ${instant} OR f.chain_key > ${key}
      OR (f.chain_key = ${key} AND (f.block, f.tx_index, f.fill_index) < (${place})))`);
  }
  return all.join(' AND ');
}
