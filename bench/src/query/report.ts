import { loadavg } from 'node:os';
import type { Peer } from './duckdb.ts';
import type { Result } from './measure.ts';
import { round, type Timing } from './timing.ts';

/** Prints a table to read, and all of it as one line of JSON at the end. Milliseconds; a ratio is the peer's time over ours. */
export function report(
  fills: number,
  peer: Peer | null,
  results: readonly Result[],
  others: Record<string, Timing>,
  http: Record<string, Timing>,
): void {
  const line = (...cells: unknown[]) =>
    console.log(
      cells.map((cell, index) => (index === 0 ? String(cell).padEnd(26) : String(cell).padStart(11))).join(''),
    );
  console.log(peer ? `peer: ${peer.name} over Parquet` : 'no peer');
  line('milliseconds', 'target', 'median', 'best', 'first', 'processor', 'peer', 'processor', 'ratio');
  for (const { name, target, ours, peer: theirs } of results) {
    const own = [ours.median, ours.best, ours.first, ours.processor];
    const peers = theirs ? [theirs.median, theirs.processor, ratioOf(ours, theirs)] : [];
    line(name, target ?? '–', ...own, ...peers);
  }
  for (const [name, { median, best, first, processor }] of Object.entries(others))
    line(name, '–', median, best, first, processor);
  for (const [name, { median, best, first }] of Object.entries(http)) line(`http ${name}`, '–', median, best, first);
  const flat: Record<string, number | string | null> = { fills, peer: peer?.name ?? null };
  for (const { name, ours, peer: theirs } of results) {
    flat[`${name}_ms`] = ours.median;
    flat[`${name}_first_ms`] = ours.first;
    flat[`${name}_best_ms`] = ours.best;
    flat[`${name}_cpu_ms`] = ours.processor;
    flat[`${name}_duckdb_ms`] = theirs?.median ?? null;
    flat[`${name}_duckdb_cpu_ms`] = theirs?.processor ?? null;
    flat[`${name}_duckdb_over_ours`] = theirs ? ratioOf(ours, theirs) : null;
  }
  for (const [name, { median, first }] of [
    ...Object.entries(others),
    ...Object.entries(http).map(([name, timing]) => [`http_${name}`, timing] as const),
  ]) {
    flat[`${name}_ms`] = median;
    flat[`${name}_first_ms`] = first;
  }
  flat.load_average = round(loadavg()[0] ?? 0);
  console.log(JSON.stringify(flat));
}

const ratioOf = (ours: Timing, theirs: Timing): number => round(theirs.median / ours.median);
