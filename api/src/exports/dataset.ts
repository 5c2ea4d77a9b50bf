import type { PoolClient } from 'pg';
import type { Column } from './column.ts';

/** A published table: what it holds and how a day of it is read. */
export interface Dataset {
  id: string;
  /** Counts up when columns change. */
  schemaVersion: number;
  title: string;
  columns: readonly Column[];
  /**
   * The rows of one UTC day in a total order, values in the order of the columns.
   * @param client in a read-only snapshot
   */
  rows(client: PoolClient, day: string): AsyncIterable<readonly (string | null)[]>;
}
