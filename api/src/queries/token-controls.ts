import type { Reader } from '../database.ts';

export interface TokenControlRow {
  tokenKey: number;
  control: string;
  blockTime: Date;
  txId: Buffer;
  account: Buffer | null;
  raw: string | null;
}

const SQL = `
  SELECT c.token_key AS "tokenKey", c.control, c.block_time AS "blockTime", t.tx_id AS "txId", a.address AS account, c.raw
  FROM token_control c
  JOIN transaction t USING (chain_key, block, tx_index)
  LEFT JOIN account a ON a.key = c.account_key
  WHERE c.token_key = ANY ($1::int[])
  ORDER BY c.block_time DESC, c.chain_key, c.block DESC, c.tx_index DESC, c.control_index DESC
  LIMIT $2`;

/** What issuers' powers did to some tokens, newest first. */
export function tokenControls(reader: Reader, tokenKeys: readonly number[], first: number): Promise<TokenControlRow[]> {
  return reader.rows<TokenControlRow>(SQL, [tokenKeys, first]);
}
