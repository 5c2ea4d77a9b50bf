/** How a column's values are written and checked. */
export type ColumnType = 'text' | 'integer' | 'decimal' | 'instant' | 'day';

/** A column of a published file; the manifest carries it. */
export interface Column {
  name: string;
  type: ColumnType;
  /** What one of it is: `USD`, `shares`, `raw token units`, `trades`… null for names and times. */
  unit: string | null;
  description: string;
}
