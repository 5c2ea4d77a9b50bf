import type { Reader } from '../database.ts';

const SQL = `
  SELECT concat_ws('/', (SELECT max(key) FROM asset), (SELECT max(key) FROM token), (SELECT max(key) FROM dex),
                   (SELECT max(key) FROM pool), (SELECT count(*) FROM chain)) AS version`;

/** A text that changes whenever an asset, token, venue, pool or chain is added. */
export async function catalogueVersion(reader: Reader): Promise<string> {
  const [row] = await reader.rows<{ version: string }>(SQL);
  return row?.version ?? '';
}
