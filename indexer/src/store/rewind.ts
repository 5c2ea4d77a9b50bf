import type { ChainId } from '@tokentape/core/facts/chain.ts';
import pg from 'pg';
import { forgetBalanceMonths } from './balance-months.ts';
import { chainKeyOf } from './catalogue.ts';
import { StoreError } from './store-error.ts';

/**
 * Takes a chain's checkpoint back to before its first block, so that the next run reads everything again. Facts stay: what
 * is read a second time must be equal, and what was missing is added. Breaks of balances are forgotten: they are found again
 * where they are still there.
 * @throws StoreError UNKNOWN_CHAIN when the chain was never indexed here
 */
export async function rewind(databaseUrl: string, chain: ChainId): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const table = `${client.escapeIdentifier(`squid_${chain}`)}.status`;
    const { rows } = await client.query<{ present: boolean }>('SELECT to_regclass($1) IS NOT NULL AS present', [table]);
    if (!rows[0]?.present) throw new StoreError('UNKNOWN_CHAIN', `Nothing of ${chain} is indexed in this database.`);
    await client.query('BEGIN');
    await client.query(`UPDATE ${table} SET height = -1, hash = '0x', nonce = nonce + 1`);
    await client.query('DELETE FROM chain_status WHERE chain_key = $1', [chainKeyOf(chain)]);
    await forgetBalanceMonths(client, chainKeyOf(chain));
    await client.query('DELETE FROM balance_break WHERE chain_key = $1', [chainKeyOf(chain)]);
    await client.query(`DELETE FROM audit_result WHERE invariant = 'Q08' AND chain_key = $1`, [chainKeyOf(chain)]);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}
