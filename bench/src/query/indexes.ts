import type pg from 'pg';

interface Definition {
  drop: string;
  create: string;
}

/** What keys and indexes a table has, as statements; unique keys first, because others may be made beside them. */
async function definitions(client: pg.ClientBase, table: string): Promise<Definition[]> {
  const { rows: keys } = await client.query<{ name: string; definition: string }>(
    "SELECT conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conrelid = $1::regclass AND contype IN ('p', 'u')",
    [table],
  );
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index i
      WHERE indrelid = $1::regclass AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)`,
    [table],
  );
  return [
    ...keys.map(({ name, definition }) => ({
      drop: `ALTER TABLE ${table} DROP CONSTRAINT ${name}`,
      create: `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`,
    })),
    ...indexes.map(({ name, definition }) => ({ drop: `DROP INDEX ${name}`, create: definition })),
  ];
}

/** Takes the indexes of tables away while they are filled, and makes the very same ones again afterwards. */
export async function withoutIndexes<T>(
  client: pg.ClientBase,
  tables: string[],
  fill: () => Promise<T>,
  onIndex: (share: number) => void,
): Promise<T> {
  const all = (await Promise.all(tables.map((table) => definitions(client, table)))).flat();
  for (const { drop } of all) await client.query(drop);
  const result = await fill();
  for (const [done, { create }] of all.entries()) {
    await client.query(create);
    onIndex((done + 1) / all.length);
  }
  return result;
}
