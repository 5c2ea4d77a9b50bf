import type pg from 'pg';

/** What checking an invariant found. */
export interface Finding {
  /** Key of the chain; 0 when it is about all of them. */
  chainKey: number;
  passed: boolean;
  /** What was compared and how much of it; where it broke first, when it did. */
  detail: string;
}

/** A law that the stored data must obey, checked from the database alone. */
export interface Invariant {
  /** Stable id, such as `Q10`. */
  id: string;
  /** The law in a few words. */
  title: string;
  /** Checks it inside a read-only snapshot (temporary tables are allowed). */
  check(client: pg.ClientBase): Promise<Finding[]>;
}

/** A finding from counts: passed when nothing broke. */
export function finding(chainKey: number, checked: number, what: string, broken: string[]): Finding {
  const examples = broken.slice(0, 3).join('; ');
  const more = broken.length > 3 ? `; and ${broken.length - 3} more` : '';
  const detail = `${checked} ${what}${broken.length === 0 ? '' : `, ${broken.length} broken: ${examples}${more}`}`;
  return { chainKey, passed: broken.length === 0, detail };
}
