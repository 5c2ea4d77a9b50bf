import type { Reader } from './database.ts';

const SQL = `
  SELECT (SELECT count(*) FROM chain_status)::int AS chains,
         (SELECT max(extract(epoch FROM finalized_time - indexed_time)) FROM chain_status)::float8 AS lag,
         (SELECT count(*) FROM audit_result WHERE NOT passed)::int AS failed`;

export type Readiness = 'ready' | 'lagging' | 'integrity' | 'empty' | 'unavailable';

/** One word: whether this server has data fit to answer from. Never throws, never says more. */
export async function readiness(reader: Reader, lagSeconds: number): Promise<Readiness> {
  try {
    const [row] = await reader.rows<{ chains: number; lag: number | null; failed: number }>(SQL);
    if (!row || row.chains === 0) return 'empty';
    if (row.failed > 0) return 'integrity';
    return (row.lag ?? 0) > lagSeconds ? 'lagging' : 'ready';
  } catch {
    return 'unavailable';
  }
}
