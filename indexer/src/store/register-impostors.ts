import type { Fact } from '@tokentape/core/facts/facts.ts';
import type pg from 'pg';
import { hexOf } from './address-bytes.ts';
import type { Catalogue } from './catalogue.ts';

const INSERT = `
  INSERT INTO impostor (chain_key, address, pool, dex_key, paired_with, symbol, name, block, block_time, tx_id)
  SELECT $1, decode(r.address, 'hex'), decode(r.pool, 'hex'), r.dex_key, decode(r.paired_with, 'hex'), r.symbol, r.name,
         r.block, to_timestamp(r.time), decode(r.tx_id, 'hex')
    FROM jsonb_to_recordset($2::jsonb) AS r(address text, pool text, dex_key smallint, paired_with text, symbol text, name text,
                                            block bigint, time bigint, tx_id text)
  ON CONFLICT DO NOTHING`;

const MARK = `
  UPDATE token SET state = 'impostor'
   WHERE chain_key = $1 AND state = 'unlisted' AND address IN (SELECT address FROM impostor WHERE chain_key = $1)`;

/** Lists the impostors of a batch with the pool that shows them. A range that is read again changes nothing. */
export async function registerImpostors(client: pg.ClientBase, catalogue: Catalogue, facts: Fact[]): Promise<void> {
  const { kind } = catalogue.chain;
  const rows = facts.flatMap((fact) => {
    if (fact.kind !== 'impostor') return [];
    const { tx, dex, pool, tokens } = fact;
    return tokens.map(({ address, symbol, name, pairedWith }) => ({
      address: hexOf(kind, address),
      pool: hexOf(kind, pool),
      dex_key: catalogue.dexKeys.get(dex),
      paired_with: hexOf(kind, pairedWith),
      symbol,
      name,
      block: tx.block.height,
      time: tx.block.time,
      tx_id: hexOf(kind, tx.txId),
    }));
  });
  if (rows.length === 0) return;
  await client.query(INSERT, [catalogue.chainKey, JSON.stringify(rows)]);
  await client.query(MARK, [catalogue.chainKey]);
}
