import type pg from 'pg';
import type { Finding } from './invariant.ts';

/** Keeps the last result of a law on a chain, for the data quality page. */
export async function recordResult(client: pg.ClientBase, invariant: string, found: Finding): Promise<void> {
  await client.query(
    `INSERT INTO audit_result (invariant, chain_key, checked_at, passed, detail) VALUES ($1, $2, now(), $3, $4)
     ON CONFLICT (invariant, chain_key) DO UPDATE
       SET checked_at = EXCLUDED.checked_at, passed = EXCLUDED.passed, detail = EXCLUDED.detail`,
    [invariant, found.chainKey, found.passed, found.detail],
  );
}
