import { type ChangeTerms, changeTermsOf } from '@tokentape/core/facts/change-terms.ts';
import type { CurveState, PriceSource } from '@tokentape/core/facts/facts.ts';
import { type StatedTerms, termsOf } from '@tokentape/core/facts/stated-terms.ts';
import type pg from 'pg';
import { textOf } from './address-bytes.ts';
import { bigintOrNull, curveStateOf } from './ingest-state.ts';

type StateRow = Parameters<typeof curveStateOf>[0];

interface At {
  block: number;
  txIndex: number;
  index: number;
  /** Unix seconds. */
  time: number;
}

/** A stored fact that moves a curve, a price or a multiplier. */
export type StoredFact = At &
  (
    | {
        kind: 'fill';
        pool: number;
        soldKey: number;
        soldRaw: bigint;
        boughtRaw: bigint;
        feeRaw: bigint | null;
        after: CurveState;
        amountUsd: string | null;
        priceSource: PriceSource | null;
      }
    | { kind: 'pool-state'; pool: number; state: CurveState; terms: StatedTerms | undefined }
    | {
        kind: 'liquidity';
        pool: number;
        lower: number;
        upper: number;
        liquidityDelta: bigint;
        amount0Raw: bigint;
        amount1Raw: bigint;
        /** Of a liquidity book the position. */
        owner: string | null;
        terms: ChangeTerms | undefined;
      }
    | { kind: 'multiplier'; token: number; value: string; effectiveTime: number }
    | { kind: 'feed-price'; token: number; priceUsd: string; updatedTime: number }
  );

/** A position of a liquidity book, which only Solana has, as the decoder names it. */
export const positionOf = (address: Buffer | null): string | null =>
  address?.length === 32 ? textOf('solana', address) : null;

const PAGE = 5_000;
const LAST_INDEX = 2 ** 31 - 1;
type Row = pg.QueryResultRow;

interface Source {
  select: string;
  table: string;
  index: string;
  read: (row: Row, at: At) => StoredFact;
}

const sources: Source[] = [
  {
    table: 'fill',
    index: 'fill_index',
    select: `pool_key, sold_token_key, sold_raw, bought_raw, fee_raw, amount_usd, price_source, sqrt_price_after AS sqrt_price,
             tick_after AS tick, liquidity_after AS liquidity, reserve0_after AS reserve0, reserve1_after AS reserve1`,
    read: (row, at) => ({
      ...at,
      kind: 'fill',
      pool: row.pool_key,
      soldKey: row.sold_token_key,
      soldRaw: BigInt(row.sold_raw),
      boughtRaw: BigInt(row.bought_raw),
      feeRaw: bigintOrNull(row.fee_raw),
      after: curveStateOf(row as StateRow),
      amountUsd: row.amount_usd,
      priceSource: row.price_source,
    }),
  },
  {
    table: 'pool_state',
    index: 'state_index',
    select: 'pool_key, sqrt_price, tick, liquidity, reserve0, reserve1, terms',
    read: (row, at) => ({
      ...at,
      kind: 'pool-state',
      pool: row.pool_key,
      state: curveStateOf(row as StateRow),
      terms: termsOf(row.terms),
    }),
  },
  {
    table: 'liquidity_change',
    index: 'change_index',
    select: `pool_key, lower, upper, liquidity_delta, amount0_raw, amount1_raw, terms,
             (SELECT address FROM account WHERE key = owner_key) AS owner`,
    read: (row, at) => ({
      ...at,
      kind: 'liquidity',
      pool: row.pool_key,
      lower: row.lower,
      upper: row.upper,
      liquidityDelta: BigInt(row.liquidity_delta),
      amount0Raw: BigInt(row.amount0_raw),
      amount1Raw: BigInt(row.amount1_raw),
      owner: positionOf(row.owner),
      terms: changeTermsOf(row.terms),
    }),
  },
  {
    table: 'multiplier',
    index: 'multiplier_index',
    select: 'token_key, value, extract(epoch FROM effective_time)::bigint AS effective',
    read: (row, at) => ({
      ...at,
      kind: 'multiplier',
      token: row.token_key,
      value: row.value,
      effectiveTime: Number(row.effective),
    }),
  },
  {
    table: 'feed_price',
    index: 'feed_index',
    select: 'token_key, price_usd, extract(epoch FROM updated_time)::bigint AS updated',
    read: (row, at) => ({
      ...at,
      kind: 'feed-price',
      token: row.token_key,
      priceUsd: row.price_usd,
      updatedTime: Number(row.updated),
    }),
  },
];

const compare = (a: At, b: At): number => a.block - b.block || a.txIndex - b.txIndex || a.index - b.index;

/** A chain's facts about curves, prices and multipliers from a block on, in order of position, a page at a time. */
export async function* storedFacts(client: pg.ClientBase, chainKey: number, fromBlock = 0): AsyncGenerator<StoredFact> {
  const streams = sources.map((source) => factsOf(client, source, chainKey, fromBlock));
  const heads: (StoredFact | undefined)[] = [];
  for (const stream of streams) heads.push((await stream.next()).value as StoredFact | undefined);
  for (;;) {
    let first = -1;
    for (const [i, head] of heads.entries()) {
      if (head !== undefined && (first < 0 || compare(head, heads[first]!) < 0)) first = i;
    }
    if (first < 0) return;
    yield heads[first]!;
    heads[first] = (await streams[first]!.next()).value as StoredFact | undefined;
  }
}

async function* factsOf(
  client: pg.ClientBase,
  source: Source,
  chainKey: number,
  fromBlock: number,
): AsyncGenerator<StoredFact> {
  const { table, index, select, read } = source;
  let last: At = { block: fromBlock - 1, txIndex: LAST_INDEX, index: 0, time: 0 };
  for (;;) {
    const { rows } = await client.query(
      `SELECT block, tx_index, ${index} AS index, extract(epoch FROM block_time)::bigint AS time, ${select} FROM ${table}
        WHERE chain_key = $1 AND (block, tx_index, ${index}) > ($2, $3, $4) ORDER BY block, tx_index, ${index} LIMIT ${PAGE}`,
      [chainKey, last.block, last.txIndex, last.index],
    );
    for (const row of rows) {
      last = { block: Number(row.block), txIndex: row.tx_index, index: row.index, time: Number(row.time) };
      yield read(row, last);
    }
    if (rows.length < PAGE) return;
  }
}
