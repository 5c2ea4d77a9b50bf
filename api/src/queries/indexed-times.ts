import type { Reader } from '../database.ts';

const SQL = `
  SELECT chain_key AS "chainKey", extract(epoch FROM indexed_time)::int AS time FROM chain_status`;

/** Up to when each chain is indexed, in Unix seconds, by chain key. */
export async function indexedTimes(reader: Reader): Promise<ReadonlyMap<number, number>> {
  const rows = await reader.rows<{ chainKey: number; time: number }>(SQL);
  return new Map(rows.map(({ chainKey, time }) => [chainKey, time]));
}
