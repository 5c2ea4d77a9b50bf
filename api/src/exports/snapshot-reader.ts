import type { PoolClient } from 'pg';
import { getTypeParser, type Reader } from '../database.ts';

/**
 * The API's questions asked within an export's snapshot, with the API's types: days are text. One connection answers one
 * question at a time.
 */
export function snapshotReader(client: PoolClient): Reader {
  let before: Promise<unknown> = Promise.resolve();
  return {
    rows<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
      const question = { text, values: [...values], types: { getTypeParser } } as { text: string; values: unknown[] };
      const answer = before.then(() => client.query(question));
      before = answer.catch(() => undefined);
      return answer.then(({ rows }) => rows as Row[]);
    },
  };
}
