import QueryStream from 'pg-query-stream';
import { bytesToText } from '../address-bytes.ts';
import type { Dataset } from './dataset.ts';

const INSTANT = `'YYYY-MM-DD"T"HH24:MI:SS"Z"'`;

// An update of a multiplier that was replaced before its effective time never came into force.
const SQL = `
  SELECT c.id AS chain, c.kind, f.block, f.tx_index::text, f.fill_index::text,
         to_char(f.block_time AT TIME ZONE 'UTC', ${INSTANT}) AS block_time, t.tx_id, d.id AS dex,
         split_part(p.id, ':', 2) AS pool, trader.address AS trader, signer.address AS signer,
         payer.address AS fee_payer, a.id AS ticker,
         CASE WHEN s.key = f.bought_token_key THEN 'BUY' ELSE 'SELL' END AS side,
         split_part(sold.id, ':', 2) AS sold_token, sold.symbol AS sold_symbol, f.sold_raw,
         split_part(bought.id, ':', 2) AS bought_token, bought.symbol AS bought_symbol, f.bought_raw,
         CASE WHEN s.decimals IS NULL OR s.unit_rule = 'unknown' OR (s.unit_rule = 'wrapper' AND m.value IS NULL) THEN NULL
              ELSE trim_scale(CASE WHEN s.key = f.bought_token_key THEN f.bought_raw ELSE f.sold_raw END
                * CASE WHEN s.unit_rule IN ('raw-stable', 'wrapper') THEN coalesce(m.value, 1) ELSE 1 END
                * ('1e-' || s.decimals)::numeric) END AS shares,
         trim_scale(f.amount_usd) AS amount_usd, f.price_source, f.unpriced_reason,
         array_to_string(f.flags, ' ') AS flags
  FROM fill f
  JOIN transaction t USING (chain_key, block, tx_index)
  JOIN chain c ON c.key = f.chain_key
  JOIN pool p ON p.key = f.pool_key
  JOIN dex d ON d.key = p.dex_key
  JOIN token token0 ON token0.key = p.token0_key
  JOIN token s ON s.key = CASE WHEN token0.role = 'stock' THEN p.token0_key ELSE p.token1_key END AND s.role = 'stock'
  LEFT JOIN asset a ON a.key = s.asset_key
  JOIN token sold ON sold.key = f.sold_token_key
  JOIN token bought ON bought.key = f.bought_token_key
  JOIN account trader ON trader.key = f.trader_key
  JOIN account signer ON signer.key = t.signer_key
  JOIN account payer ON payer.key = t.fee_payer_key
  LEFT JOIN LATERAL (
    SELECT m.value FROM multiplier m
    WHERE m.token_key = s.key AND m.effective_time <= f.block_time AND m.block_time <= f.block_time
      AND NOT EXISTS (
        SELECT FROM multiplier r
        WHERE r.token_key = m.token_key AND r.block_time < m.effective_time
          AND (r.block, r.tx_index, r.multiplier_index) > (m.block, m.tx_index, m.multiplier_index))
    ORDER BY greatest(m.effective_time, m.block_time) DESC, m.block DESC, m.tx_index DESC, m.multiplier_index DESC
    LIMIT 1
  ) m ON true
  WHERE f.block_time >= $1::date AT TIME ZONE 'UTC' AND f.block_time < ($1::date + 1) AT TIME ZONE 'UTC'
  ORDER BY c.id COLLATE "C", f.block, f.tx_index, f.fill_index`;

type Row = Record<string, string | null> & { kind: 'evm' | 'solana' } & Record<
    'tx_id' | 'trader' | 'signer' | 'fee_payer',
    Buffer
  >;

/** Every fill of a day: one crossing of one pool that has a stock side. */
export const fills: Dataset = {
  id: 'fills',
  schemaVersion: 1,
  title: 'Fills: one crossing of one pool by one swap event or instruction',
  columns: [
    { name: 'chain', type: 'text', unit: null, description: 'Chain slug.' },
    { name: 'block', type: 'integer', unit: null, description: 'Block height; the slot on Solana.' },
    { name: 'tx_index', type: 'integer', unit: null, description: 'Position of the transaction in the block.' },
    { name: 'fill_index', type: 'integer', unit: null, description: 'Position of the fill in the transaction.' },
    { name: 'block_time', type: 'instant', unit: null, description: 'Time of the block, UTC.' },
    { name: 'tx_id', type: 'text', unit: null, description: 'Transaction hash, or first signature.' },
    { name: 'dex', type: 'text', unit: null, description: 'Venue slug.' },
    { name: 'pool', type: 'text', unit: null, description: 'Address of the pool.' },
    { name: 'trader', type: 'text', unit: null, description: 'Wallet whose stock balance changed, else the signer.' },
    { name: 'signer', type: 'text', unit: null, description: 'Signer of the transaction.' },
    { name: 'fee_payer', type: 'text', unit: null, description: 'Who paid the network fee.' },
    { name: 'ticker', type: 'text', unit: null, description: 'Asset id; the first of a stock–stock pool.' },
    { name: 'side', type: 'text', unit: null, description: 'BUY when the ticker left the pool, else SELL.' },
    { name: 'sold_token', type: 'text', unit: null, description: 'Token that the trader gave.' },
    { name: 'sold_symbol', type: 'text', unit: null, description: 'Its label, as the chain or the registry gives it.' },
    { name: 'sold_raw', type: 'integer', unit: 'raw token units', description: 'Amount given.' },
    { name: 'bought_token', type: 'text', unit: null, description: 'Token that the trader received.' },
    { name: 'bought_symbol', type: 'text', unit: null, description: 'Its label.' },
    { name: 'bought_raw', type: 'integer', unit: 'raw token units', description: 'Amount received.' },
    {
      name: 'shares',
      type: 'decimal',
      unit: 'shares',
      description:
        'Amount of the ticker in shares, by the multiplier then in force; empty when its unit rule is unknown.',
    },
    { name: 'amount_usd', type: 'decimal', unit: 'USD', description: 'Value; empty when nothing prices it.' },
    { name: 'price_source', type: 'text', unit: null, description: 'What priced it.' },
    { name: 'unpriced_reason', type: 'text', unit: null, description: 'Why it has no value.' },
    { name: 'flags', type: 'text', unit: null, description: 'Disagreements met while decoding, separated by spaces.' },
  ],
  async *rows(client, day) {
    const stream = client.query(new QueryStream(SQL, [day], { batchSize: 1_000 }));
    const text = rememberText();
    for await (const row of stream as AsyncIterable<Row>) {
      const { kind } = row;
      const account = (bytes: Buffer) => text(kind, bytes);
      yield fills.columns.map(({ name }) => {
        if (name === 'tx_id') return bytesToText(kind, row.tx_id);
        if (name === 'trader' || name === 'signer' || name === 'fee_payer') return account(row[name]);
        return row[name] ?? null;
      });
    }
  },
};

/** Accounts repeat and base58 is slow: the last hundred thousand texts are kept. */
function rememberText() {
  const kept = new Map<string, string>();
  return (kind: 'evm' | 'solana', bytes: Buffer): string => {
    const key = bytes.toString('latin1');
    const known = kept.get(key);
    if (known !== undefined) return known;
    if (kept.size >= 100_000) kept.clear();
    const made = bytesToText(kind, bytes);
    kept.set(key, made);
    return made;
  };
}
