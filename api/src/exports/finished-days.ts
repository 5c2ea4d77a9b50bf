import type { PoolClient } from 'pg';
import { addDays, dayOf, startOf } from '../day.ts';

interface CoverageRow {
  chain: string;
  /** Null for a chain that is followed and of which nothing is committed yet. */
  from_block: string | null;
  to_block: string;
  to_time: Date;
}

/** How far every indexed chain has been read without a gap. */
export interface Finished {
  /** First day with a fill; null when nothing traded. */
  firstDay: string | null;
  /** Last UTC day that all chains have left behind; null when none. */
  lastDay: string | null;
  /** Spans of time in which blocks are missing, with the chain. */
  gaps: { chain: string; after: Date; before: Date }[];
}

const COVERAGE = `
  SELECT c.id AS chain, v.from_block, v.to_block, v.to_time
  FROM chain c LEFT JOIN coverage v ON v.chain_key = c.key
  WHERE c.followed OR v.chain_key IS NOT NULL
  ORDER BY c.id, v.from_block`;

/** Reads which days are finished: past on every chain that is indexed. */
export async function finishedDays(client: PoolClient): Promise<Finished> {
  const { rows } = await client.query<CoverageRow>(COVERAGE);
  const { rows: first } = await client.query<{ day: string | null }>('SELECT min(day)::text AS day FROM asset_day');
  const chains = [...Map.groupBy(rows, (row) => row.chain).values()];
  const allBegun = rows.every((row) => row.from_block !== null);
  const reached = chains.map((ranges) => Math.max(...ranges.map((range) => range.to_time?.getTime() ?? 0)));
  const earliest = allBegun && reached.length > 0 ? new Date(Math.min(...reached)) : null;
  return {
    firstDay: first[0]?.day ?? null,
    lastDay: earliest ? addDays(dayOf(earliest), -1) : null,
    gaps: allBegun ? chains.flatMap(gapsOf) : [],
  };
}

/** Why a day cannot be published yet; null when it can. */
export function unfinishedReason({ lastDay, gaps }: Finished, day: string): string | null {
  if (lastDay === null) return 'a chain that is followed has nothing indexed yet';
  if (day > lastDay) return `it is not finished: indexing has passed ${lastDay} on every chain, not later days`;
  const end = startOf(addDays(day, 1));
  const gap = gaps.find(({ after, before }) => after < end && before >= startOf(day));
  return gap ? `blocks of ${gap.chain} are missing after ${gap.after.toISOString()}` : null;
}

function gapsOf(ranges: readonly CoverageRow[]) {
  const gaps: Finished['gaps'] = [];
  let last = ranges[0];
  for (const range of ranges.slice(1)) {
    if (!last) break;
    if (BigInt(range.from_block ?? 0) > BigInt(last.to_block) + 1n) {
      gaps.push({ chain: range.chain, after: last.to_time, before: range.to_time });
    }
    if (BigInt(range.to_block) > BigInt(last.to_block)) last = range;
  }
  return gaps;
}
