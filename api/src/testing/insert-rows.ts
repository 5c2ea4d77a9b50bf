import type pg from 'pg';

/** Inserts hand-made rows; values are given in the order of the columns. */
export async function insertRows(
  client: pg.Client,
  table: string,
  columns: string,
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  for (const row of rows) {
    const places = row.map((_, index) => `$${index + 1}`).join(', ');
    await client.query(`INSERT INTO ${table} (${columns}) VALUES (${places})`, [...row]);
  }
}
