import type { Reader } from '../database.ts';
import { PAGE_DEFAULT, PAGE_MAX } from '../window-limits.ts';
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

/** Page sizes for which there are statements; a page in between is cut from the next larger one. */
const LIMITS = [PAGE_DEFAULT + 1, 51, 101, PAGE_MAX + 1];

const ORDER = 'f.block_time DESC, f.chain_key, f.block DESC, f.tx_index DESC, f.fill_index DESC';

/**
 * One page of fills, newest first. With pools the page is merged from the newest of each pool, so that a quiet
 * pool's fills are found without reading the busy ones.
 */
export async function fills(reader: Reader, question: FillQuestion): Promise<FillRow[]> {
  const values: unknown[] = [];
  const given = (value: unknown, cast: string) => `$${values.push(value)}::${cast}`;
  // Said outright: of a limit that it does not know the planner expects a tenth of the table.
  const limit = LIMITS.find((each) => each >= question.limit) ?? question.limit;
  const where = conditions(question, given);
  const page = `SELECT f.* FROM ${question.poolKeys === null ? `fill f WHERE ${where}` : ofPools(question.poolKeys)}
    ORDER BY ${ORDER} LIMIT ${limit}`;
  const text = `WITH page AS (${page}) ${FILL_DETAILS}`;
  const rows = await reader.rows<FillRow>(text, values, nameOf(question, limit));
  return rows.slice(0, question.limit);

  // Subscripts, because the planner's guess of how many there are is the same whether it knows the pools or not: so it keeps
  // the plan that suits all.
  function ofPools(keys: readonly number[]): string {
    const list = given(keys, 'int[]');
    return `generate_subscripts(${list}, 1) AS p (i)
    CROSS JOIN LATERAL (
      SELECT f.* FROM fill f WHERE f.pool_key = (${list})[p.i] AND ${where}
      ORDER BY ${ORDER} LIMIT ${limit}
    ) f`;
  }
}

/** Pages that are turned over and over; of others, which name days, chains or transactions, there are too many texts. */
function nameOf({ hiddenPoolKeys, ...question }: FillQuestion, limit: number): string | undefined {
  const { after, poolKeys, trader, txId, chainKey, from, to } = question;
  if ([txId, chainKey, from, to].some((each) => each !== null) || !LIMITS.includes(limit)) return undefined;
  const scope = poolKeys ? 'pools' : hiddenPoolKeys.length > 0 ? 'shown' : 'all';
  return ['fills', limit, scope, after ? 'after' : 'first', trader ? 'trader' : 'anyone'].join('/');
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
    // Written out, because one row comparison cannot follow an index that mixes directions; and as a case, of which the planner expects the same whether it knows the place or not.
    all.push(`f.block_time <= ${instant} AND CASE WHEN f.block_time < ${instant} OR f.chain_key > ${key} THEN true
      ELSE f.chain_key = ${key} AND (f.block, f.tx_index, f.fill_index) < (${place}) END`);
  }
  return all.join(' AND ');
}
