import type { Status } from '#lib/api/types.ts';
import { readInstant } from '#lib/instant.ts';

/** What `?at=` asks for: nothing, an indexed instant, or why it cannot be answered. */
export type PastRequest =
  | { kind: 'none' }
  | { kind: 'unreadable'; given: string }
  | { kind: 'outside'; at: string; from: string; to: string }
  | { kind: 'instant'; at: string };

export function readPast(value: string | null, { firstDay, asOf }: Pick<Status, 'firstDay' | 'asOf'>): PastRequest {
  if (value === null || value.trim() === '') return { kind: 'none' };
  const at = readInstant(value);
  if (!at) return { kind: 'unreadable', given: value.slice(0, 32) };
  const from = `${firstDay ?? '1970-01-01'}T00:00:00Z`;
  const inside = asOf !== null && Date.parse(at) >= Date.parse(from) && Date.parse(at) <= Date.parse(asOf);
  return inside ? { kind: 'instant', at } : { kind: 'outside', at, from, to: asOf ?? from };
}
