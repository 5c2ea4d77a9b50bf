import type { Reader } from '../database.ts';

/** Keys of the accounts at these addresses, by the address as hex; those that no fact ever named are missing. */
export async function accountKeys(reader: Reader, addresses: readonly Buffer[]): Promise<Map<string, number>> {
  const rows = await reader.rows<{ key: number; hex: string }>(
    "SELECT key, encode(address, 'hex') AS hex FROM account WHERE address = ANY ($1::bytea[])",
    [addresses],
  );
  return new Map(rows.map(({ key, hex }) => [hex, key]));
}
