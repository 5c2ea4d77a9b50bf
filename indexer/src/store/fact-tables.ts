/** The tables that facts and transactions are copied into, with their columns in the order in which rows are written. */
export const factTables = {
  transaction: {
    key: ['chain_key', 'block', 'tx_index'],
    values: ['block_time', 'tx_id', 'signer_key', 'fee_payer_key', 'failed'],
  },
  fill: {
    key: ['chain_key', 'block', 'tx_index', 'fill_index'],
    values: [
      ...['block_time', 'pool_key', 'trader_key', 'sold_token_key', 'sold_raw', 'bought_token_key', 'bought_raw'],
      ...['sqrt_price_after', 'tick_after', 'liquidity_after', 'reserve0_after', 'reserve1_after', 'fee_raw'],
      ...['amount_usd', 'price_source', 'unpriced_reason', 'flags'],
    ],
  },
  transfer: {
    key: ['chain_key', 'block', 'tx_index', 'transfer_index'],
    values: [
      'block_time',
      'token_key',
      'move',
      'from_key',
      'to_key',
      'from_account_key',
      'to_account_key',
      'raw',
      'units',
    ],
  },
  liquidity_change: {
    key: ['chain_key', 'block', 'tx_index', 'change_index'],
    values: [
      ...['block_time', 'pool_key', 'owner_key', 'lower', 'upper', 'liquidity_delta', 'amount0_raw', 'amount1_raw'],
      'terms',
    ],
  },
  pool_state: {
    key: ['chain_key', 'block', 'tx_index', 'state_index'],
    values: ['block_time', 'pool_key', 'source', 'sqrt_price', 'tick', 'liquidity', 'reserve0', 'reserve1', 'terms'],
  },
  multiplier: {
    key: ['chain_key', 'block', 'tx_index', 'multiplier_index'],
    values: ['block_time', 'token_key', 'value', 'effective_time'],
  },
  primary_order: {
    key: ['chain_key', 'block', 'tx_index', 'order_index'],
    values: [
      ...['block_time', 'venue', 'token_key', 'side', 'account_key', 'token_raw', 'payment_token_key', 'payment_raw'],
      ...['fee_raw', 'amount_usd'],
    ],
  },
  feed_price: {
    key: ['chain_key', 'block', 'tx_index', 'feed_index'],
    values: ['block_time', 'token_key', 'feed_key', 'price_usd', 'updated_time', 'session'],
  },
  token_control: {
    key: ['chain_key', 'block', 'tx_index', 'control_index'],
    values: ['block_time', 'token_key', 'control', 'account_key', 'raw'],
  },
  reference_price: { key: ['token_key', 'minute'], values: ['price_usd', 'source'] },
} satisfies Record<string, { key: string[]; values: string[] }>;

export type FactTable = keyof typeof factTables;

/** All columns of a fact table, key first. */
export const columnsOf = (table: FactTable): string[] => [...factTables[table].key, ...factTables[table].values];
