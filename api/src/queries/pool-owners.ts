import type { Reader } from '../database.ts';

// A vault's owner stands in any transfer of it; those of the pool's last fill or first deposit are found by index.
const SQL = `
  SELECT a.key FROM pool p JOIN account a ON a.address IN (p.address, p.vault0, p.vault1)
  UNION
  SELECT o.owner_key
  FROM pool p
  CROSS JOIN LATERAL (VALUES (p.vault0), (p.vault1)) v (address)
  JOIN account va ON va.address = v.address
  CROSS JOIN LATERAL (
    (SELECT chain_key, block, tx_index FROM fill WHERE pool_key = p.key
     ORDER BY block_time DESC, chain_key, block DESC, tx_index DESC, fill_index DESC LIMIT 1)
    UNION ALL
    (SELECT chain_key, block, tx_index FROM liquidity_change WHERE pool_key = p.key ORDER BY block_time LIMIT 1)
  ) at
  CROSS JOIN LATERAL (
    SELECT CASE WHEN t.to_account_key = va.key THEN t.to_key ELSE t.from_key END AS owner_key
    FROM transfer t
    WHERE t.chain_key = at.chain_key AND t.block = at.block AND t.tx_index = at.tx_index
      AND va.key IN (t.to_account_key, t.from_account_key)
    LIMIT 1
  ) o
  WHERE o.owner_key IS NOT NULL`;

/** Accounts that hold for pools: the pools themselves, their vaults, and who owns the vaults. */
export async function poolOwners(reader: Reader): Promise<number[]> {
  const rows = await reader.rows<{ key: number }>(SQL);
  return rows.map(({ key }) => key);
}
