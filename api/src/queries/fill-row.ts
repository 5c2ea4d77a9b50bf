/** A fill with its transaction and accounts, as the API tells it. */
export interface FillRow {
  chainKey: number;
  block: string;
  txIndex: number;
  fillIndex: number;
  blockTime: Date;
  /** Unix microseconds, exact, for cursors. */
  timeKey: string;
  poolKey: number;
  soldTokenKey: number;
  soldRaw: string;
  boughtTokenKey: number;
  boughtRaw: string;
  amountUsd: string | null;
  priceSource: string | null;
  unpricedReason: string | null;
  flags: string[];
  sqrtPriceAfter: string | null;
  tickAfter: number | null;
  reserve0After: string | null;
  reserve1After: string | null;
  txId: Buffer;
  trader: Buffer;
  signer: Buffer;
  feePayer: Buffer;
}

/** Joins a page of fills, `f`, to what names its parts. */
export const FILL_DETAILS = `
  SELECT f.chain_key AS "chainKey", f.block, f.tx_index AS "txIndex", f.fill_index AS "fillIndex",
         f.block_time AS "blockTime", (extract(epoch FROM f.block_time) * 1000000)::bigint AS "timeKey",
         f.pool_key AS "poolKey", f.sold_token_key AS "soldTokenKey", f.sold_raw AS "soldRaw",
         f.bought_token_key AS "boughtTokenKey", f.bought_raw AS "boughtRaw", f.amount_usd AS "amountUsd",
         f.price_source AS "priceSource", f.unpriced_reason AS "unpricedReason", f.flags, t.tx_id AS "txId",
         f.sqrt_price_after AS "sqrtPriceAfter", f.tick_after AS "tickAfter", f.reserve0_after AS "reserve0After",
         f.reserve1_after AS "reserve1After",
         trader.address AS trader, signer.address AS signer, payer.address AS "feePayer"
  FROM page f
  JOIN transaction t USING (chain_key, block, tx_index)
  JOIN account trader ON trader.key = f.trader_key
  JOIN account signer ON signer.key = t.signer_key
  JOIN account payer ON payer.key = t.fee_payer_key
  ORDER BY f.block_time DESC, f.chain_key, f.block DESC, f.tx_index DESC, f.fill_index DESC`;

/** Position of a fill in the order newest first: block time (Unix microseconds), chain key, block, tx, fill. */
export type FillKey = readonly [timeKey: string, chainKey: number, block: string, txIndex: number, fillIndex: number];
