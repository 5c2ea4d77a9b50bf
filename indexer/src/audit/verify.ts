import pg from 'pg';
import { balanceContinuity } from './balance-continuity.ts';
import { coverage } from './coverage.ts';
import {
  curveGivesAmounts,
  fillsContinue,
  liquidityFollowsPositions,
  reservesFollowFills,
  tickMatchesPrice,
} from './curve-walk.ts';
import { lastDayDigest } from './day-digest.ts';
import { finality } from './finality.ts';
import type { Finding, Invariant } from './invariant.ts';
import { numbersSane } from './numbers-sane.ts';
import { positionsNotNegative } from './positions-not-negative.ts';
import { recordResult } from './record-result.ts';
import { rollupsRecomputed } from './rollups-recomputed.ts';
import { sumsAddUp } from './sums-add-up.ts';

/** Every law that needs the database only. */
export const invariants: Invariant[] = [
  reservesFollowFills,
  positionsNotNegative,
  liquidityFollowsPositions,
  tickMatchesPrice,
  curveGivesAmounts,
  fillsContinue,
  balanceContinuity,
  coverage,
  rollupsRecomputed,
  sumsAddUp,
  numbersSane,
  finality,
  lastDayDigest,
];

/** One line of the answer to "is it all true?". */
export interface VerifyRow {
  invariant: string;
  title: string;
  /** Slug of the chain; null for laws over all of them. */
  chain: string | null;
  passed: boolean;
  detail: string;
}

/**
 * Checks every invariant on one snapshot of the database, recomputing all rollups, and records the results for the data
 * quality page. Nothing but `audit_result` is written; indexers may run meanwhile.
 */
export async function verify(databaseUrl: string, laws: Invariant[] = invariants): Promise<VerifyRow[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const chains = new Map(
      (await client.query<{ key: number; id: string }>('SELECT key, id FROM chain')).rows.map(({ key, id }) => [
        key,
        id,
      ]),
    );
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    const found: { law: Invariant; findings: Finding[] }[] = [];
    for (const law of laws) found.push({ law, findings: await law.check(client) });
    await client.query('ROLLBACK');
    for (const { law, findings } of found) await record(client, law, findings);
    return found.flatMap(({ law: { id, title }, findings }) =>
      findings.map(({ chainKey, passed, detail }) => ({
        invariant: id,
        title,
        chain: chains.get(chainKey) ?? null,
        passed,
        detail,
      })),
    );
  } finally {
    await client.end();
  }
}

/** Keeps the last result of a law per chain; a law with several findings on a chain holds when all of them do. */
async function record(client: pg.Client, law: Invariant, findings: Finding[]): Promise<void> {
  const byChain = new Map<number, Finding[]>();
  for (const found of findings) byChain.set(found.chainKey, [...(byChain.get(found.chainKey) ?? []), found]);
  for (const [chainKey, list] of byChain) {
    const broken = list.filter(({ passed }) => !passed);
    const detail = (broken.length > 0 ? broken : list).map((one) => one.detail).join('; ');
    await recordResult(client, law.id, { chainKey, passed: broken.length === 0, detail });
  }
}
