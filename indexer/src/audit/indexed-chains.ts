import type pg from 'pg';

export interface IndexedChain {
  id: string;
  key: number;
}

/** The chains that hold anything. */
export async function indexedChains(client: pg.ClientBase): Promise<IndexedChain[]> {
  const { rows } = await client.query<IndexedChain>(
    'SELECT c.id, c.key FROM chain c JOIN chain_status s ON s.chain_key = c.key ORDER BY c.key',
  );
  return rows;
}
