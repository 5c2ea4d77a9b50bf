import type { Reader } from '../database.ts';

/** Addresses of accounts by their keys. */
export async function accountAddresses(reader: Reader, keys: readonly number[]): Promise<Map<number, Buffer>> {
  if (keys.length === 0) return new Map();
  const rows = await reader.rows<{ key: number; address: Buffer }>(
    'SELECT key, address FROM account WHERE key = ANY ($1::int[])',
    [keys],
  );
  return new Map(rows.map(({ key, address }) => [key, address]));
}
