import type { Reader } from '../database.ts';
import { STATS_COLUMNS, type StatsRow, type Window } from './stats.ts';

export interface AssetStatsRow extends StatsRow {
  assetKey: number;
}

const SQL = `
  SELECT t.asset_key AS "assetKey", ${STATS_COLUMNS}
  FROM asset_day d JOIN token t ON t.key = d.token_key
  WHERE d.day BETWEEN $1 AND $2 AND t.asset_key IS NOT NULL
    AND ($3::int[] IS NULL OR d.token_key = ANY ($3))
  GROUP BY t.asset_key`;

/**
 * Sums per asset over a window; assets without a trade have no row.
 * @param tokenKeys only these tokens; all when null
 */
export function assetStats(reader: Reader, { from, to }: Window, tokenKeys: number[] | null): Promise<AssetStatsRow[]> {
  return reader.rows<AssetStatsRow>(SQL, [from, to, tokenKeys]);
}
