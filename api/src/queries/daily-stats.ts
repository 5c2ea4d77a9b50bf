import type { Reader } from '../database.ts';
import { STATS_COLUMNS, type StatsRow, type Window } from './stats.ts';

export interface DailyStatsRow extends StatsRow {
  scope: number;
  day: string;
  /** Distinct traders, where the same statement knows them; else they are asked for apart. */
  traders?: number;
}

const SQL = `
  SELECT s.scope, d.day, ${STATS_COLUMNS}
  FROM unnest($3::int[], $4::int[]) AS s (scope, token_key)
  JOIN asset_day d ON d.token_key = s.token_key AND d.day BETWEEN $1 AND $2
  GROUP BY s.scope, d.day
  ORDER BY s.scope, d.day`;

/**
 * Sums per scope and day; days without a trade have no row.
 * @param scopes tokens of each scope; rows name a scope by its position
 */
export function dailyStats(reader: Reader, { from, to }: Window, scopes: number[][]): Promise<DailyStatsRow[]> {
  const pairs = scopes.flatMap((tokens, scope) => tokens.map((token) => [scope, token] as const));
  const values = [from, to, pairs.map(([scope]) => scope), pairs.map(([, token]) => token)];
  return reader.rows<DailyStatsRow>(SQL, values);
}
