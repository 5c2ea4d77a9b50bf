import QueryStream from 'pg-query-stream';
import { bytesToText } from '../address-bytes.ts';
import type { Dataset } from './dataset.ts';

const INSTANT = `'YYYY-MM-DD"T"HH24:MI:SS"Z"'`;

const SQL = `
  SELECT c.id AS chain, c.kind, o.block, o.tx_index::text, o.order_index::text,
         to_char(o.block_time AT TIME ZONE 'UTC', ${INSTANT}) AS block_time, t.tx_id, o.venue, a.id AS ticker, o.side,
         w.address AS account, split_part(k.id, ':', 2) AS token, k.symbol, o.token_raw,
         split_part(p.id, ':', 2) AS payment_token, p.symbol AS payment_symbol, o.payment_raw, o.fee_raw,
         trim_scale(o.amount_usd) AS amount_usd
  FROM primary_order o
  JOIN transaction t USING (chain_key, block, tx_index)
  JOIN chain c ON c.key = o.chain_key
  JOIN token k ON k.key = o.token_key
  LEFT JOIN asset a ON a.key = k.asset_key
  LEFT JOIN token p ON p.key = o.payment_token_key
  JOIN account w ON w.key = o.account_key
  WHERE o.block_time >= $1::date::timestamp AT TIME ZONE 'UTC'
    AND o.block_time < ($1::date + 1)::timestamp AT TIME ZONE 'UTC'
  ORDER BY c.id COLLATE "C", o.block, o.tx_index, o.order_index`;

type Row = Record<string, string | null> & { kind: 'evm' | 'solana' } & Record<'tx_id' | 'account', Buffer>;

/** Every order of a day that an issuer filled itself. */
export const primaryOrders: Dataset = {
  id: 'primary-orders',
  schemaVersion: 1,
  title: 'Primary market: orders that issuers filled by minting or burning, no part of any volume',
  columns: [
    { name: 'chain', type: 'text', unit: null, description: 'Chain slug.' },
    { name: 'block', type: 'integer', unit: null, description: 'Block height; the slot on Solana.' },
    { name: 'tx_index', type: 'integer', unit: null, description: 'Position of the transaction in the block.' },
    { name: 'order_index', type: 'integer', unit: null, description: 'Position of the order in the transaction.' },
    { name: 'block_time', type: 'instant', unit: null, description: 'Time of the block, UTC.' },
    { name: 'tx_id', type: 'text', unit: null, description: 'Transaction hash, or first signature.' },
    { name: 'venue', type: 'text', unit: null, description: 'Slug of the primary market.' },
    { name: 'ticker', type: 'text', unit: null, description: 'Asset id: issuer and symbol.' },
    { name: 'side', type: 'text', unit: null, description: 'mint or redeem.' },
    { name: 'account', type: 'text', unit: null, description: 'Who received or gave the tokens.' },
    { name: 'token', type: 'text', unit: null, description: 'The stock token.' },
    { name: 'symbol', type: 'text', unit: null, description: 'Its label.' },
    { name: 'token_raw', type: 'integer', unit: 'raw token units', description: 'Amount minted or redeemed.' },
    { name: 'payment_token', type: 'text', unit: null, description: 'What was paid in; empty when not known.' },
    { name: 'payment_symbol', type: 'text', unit: null, description: 'Its label.' },
    { name: 'payment_raw', type: 'integer', unit: 'raw token units', description: 'Payment, fee left out.' },
    { name: 'fee_raw', type: 'integer', unit: 'raw token units', description: 'Fee, of the payment token.' },
    { name: 'amount_usd', type: 'decimal', unit: 'USD', description: 'Value of the payment; empty when not known.' },
  ],
  async *rows(client, day) {
    const stream = client.query(new QueryStream(SQL, [day], { batchSize: 1_000 }));
    for await (const row of stream as AsyncIterable<Row>) {
      yield primaryOrders.columns.map(({ name }) =>
        name === 'tx_id' || name === 'account' ? bytesToText(row.kind, row[name]) : (row[name] ?? null),
      );
    }
  },
};
