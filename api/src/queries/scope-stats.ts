import type { Reader } from '../database.ts';
import { STATS_COLUMNS, type StatsRow, type Window } from './stats.ts';

const SQL = `
  SELECT ${STATS_COLUMNS}
  FROM asset_day d
  WHERE d.day BETWEEN $1 AND $2 AND ($3::int[] IS NULL OR d.token_key = ANY ($3))`;

/**
 * Sums of a scope over a window, zeros without a trade.
 * @param tokenKeys tokens of the scope; all when null
 */
export async function scopeStats(reader: Reader, { from, to }: Window, tokenKeys: number[] | null): Promise<StatsRow> {
  const [row] = await reader.rows<StatsRow>(SQL, [from, to, tokenKeys]);
  if (!row) throw new Error('an aggregate gave no row');
  return row;
}
