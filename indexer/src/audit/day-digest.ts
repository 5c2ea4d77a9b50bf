import type pg from 'pg';
import { dayDigest } from '../store/dump-hash.ts';
import { indexedChains } from './indexed-chains.ts';
import type { Finding, Invariant } from './invariant.ts';

/**
 * Q21: the digest of the last finished day of each chain, published so that others can compare theirs. It breaks when the
 * digest of the same day was another one the last time: facts of a finished day do not change.
 */
export const lastDayDigest: Invariant = {
  id: 'Q21',
  title: 'Facts of a finished day do not change',
  check: async (client) => {
    const findings: Finding[] = [];
    for (const { key } of await indexedChains(client)) {
      const day = await lastFinishedDay(client, key);
      if (day === null) findings.push({ chainKey: key, passed: true, detail: 'no finished day yet' });
      else findings.push(await compare(client, key, day));
    }
    return findings;
  },
};

async function lastFinishedDay(client: pg.ClientBase, chainKey: number): Promise<string | null> {
  const { rows } = await client.query<{ day: string }>(
    `SELECT ((indexed_time AT TIME ZONE 'UTC')::date - 1)::text AS day FROM chain_status
      WHERE chain_key = $1 AND EXISTS (SELECT FROM transaction t WHERE t.chain_key = $1
        AND t.block_time < (indexed_time AT TIME ZONE 'UTC')::date::timestamp AT TIME ZONE 'UTC')`,
    [chainKey],
  );
  return rows[0]?.day ?? null;
}

async function compare(client: pg.ClientBase, chainKey: number, day: string): Promise<Finding> {
  const digest = await dayDigest(client, chainKey, day);
  const detail = `${day} ${digest}`;
  const { rows } = await client.query<{ detail: string }>(
    "SELECT detail FROM audit_result WHERE invariant = 'Q21' AND chain_key = $1",
    [chainKey],
  );
  const earlier = rows[0]?.detail.slice(0, detail.length) ?? '';
  if (!earlier.startsWith(day) || earlier === detail) return { chainKey, passed: true, detail };
  return { chainKey, passed: false, detail: `${detail}, but it was ${earlier.slice(day.length + 1)}` };
}
