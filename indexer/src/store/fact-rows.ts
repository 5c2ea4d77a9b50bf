import type {
  CurveState,
  Fact,
  FeedPrice,
  Fill,
  LiquidityChange,
  PoolState,
  PrimaryOrder,
  TokenControl,
  TransactionRef,
  Transfer,
} from '@tokentape/core/facts/facts.ts';
import { isRead } from '@tokentape/core/facts/read-position.ts';
import { termsText } from '@tokentape/core/facts/stated-terms.ts';
import { sessionAt } from '@tokentape/core/registry/calendar/session.ts';
import type { PoolDepthHour } from '../depth/depth-tracker.ts';
import type { MinutePrice, Priced } from '../pricing/pricer.ts';
import { hexOf } from './address-bytes.ts';
import type { CataloguePool } from './catalogue.ts';
import { CopyRows } from './copy-rows.ts';
import type { FactTable } from './fact-tables.ts';
import type { IngestState } from './ingest-state.ts';

const NULL = '\\N';
const orNull = (value: bigint | number | string | null | undefined): string =>
  value === null || value === undefined ? NULL : String(value);

const MOST_TEXTS = 1_024;
const texts = new Map<number, string>();
/** Unix seconds as Postgres reads them; facts of a block share the text. */
export function timeText(time: number): string {
  const known = texts.get(time);
  if (known !== undefined) return known;
  if (texts.size >= MOST_TEXTS) texts.clear();
  const text = new Date(time * 1_000).toISOString();
  texts.set(time, text);
  return text;
}

const fiveOf = (state: CurveState | null): string =>
  state === null
    ? '\\N\t\\N\t\\N\t\\N\t\\N'
    : `${orNull(state.sqrtPrice)}\t${orNull(state.tick)}\t${orNull(state.liquidity)}\t${orNull(state.reserve0)}\t${orNull(state.reserve1)}`;

/** The rows of a batch, by table. */
export class FactRows {
  readonly rows: Record<FactTable, CopyRows> = {
    transaction: new CopyRows(),
    fill: new CopyRows(),
    transfer: new CopyRows(),
    liquidity_change: new CopyRows(),
    pool_state: new CopyRows(),
    multiplier: new CopyRows(),
    primary_order: new CopyRows(),
    feed_price: new CopyRows(),
    token_control: new CopyRows(),
    reference_price: new CopyRows(),
  };
  readonly depth: PoolDepthHour[] = [];
  readonly #state: IngestState;
  readonly #seen = new Set<number>();

  constructor(state: IngestState) {
    this.#state = state;
  }

  /** The transaction of a fact, or a failed one; each once. */
  transaction(tx: TransactionRef): void {
    const position = tx.block.height * 1_048_576 + tx.txIndex;
    if (this.#seen.has(position)) return;
    this.#seen.add(position);
    const { accounts, catalogue } = this.#state;
    const id = hexOf(catalogue.chain.kind, tx.txId);
    this.rows.transaction.push(
      `${catalogue.chainKey}\t${tx.block.height}\t${tx.txIndex}\t${timeText(tx.block.time)}\t\\\\x${id}\t${accounts.keyOf(tx.signer)}\t${accounts.keyOf(tx.feePayer)}\t${tx.failed ? 't' : 'f'}`,
    );
  }

  fill(fill: Fill, pool: CataloguePool, soldKey: number, boughtKey: number, priced: Priced): void {
    const trader = this.#state.accounts.keyOf(fill.trader);
    this.rows.fill.push(
      `${this.#at(fill)}\t${pool.key}\t${trader}\t${soldKey}\t${fill.soldRaw}\t${boughtKey}\t${fill.boughtRaw}\t${fiveOf(fill.after)}\t${orNull(fill.feeRaw)}\t${orNull(priced.amountUsd)}\t${orNull(priced.priceSource)}\t${orNull(priced.unpricedReason)}\t{${fill.flags.join(',')}}`,
    );
  }

  transfer(transfer: Transfer, tokenKey: number): void {
    const { from, to, fromAccount, toAccount, move, raw, units } = transfer;
    this.rows.transfer.push(
      `${this.#at(transfer)}\t${tokenKey}\t${move}\t${this.#account(from)}\t${this.#account(to)}\t${this.#account(fromAccount)}\t${this.#account(toAccount)}\t${raw}\t${orNull(units ?? null)}`,
    );
  }

  liquidityChange(change: LiquidityChange, pool: CataloguePool): void {
    const { owner, lower, upper, liquidityDelta, amount0Raw, amount1Raw } = change;
    this.rows.liquidity_change.push(
      `${this.#at(change)}\t${pool.key}\t${this.#account(owner)}\t${lower}\t${upper}\t${liquidityDelta}\t${amount0Raw}\t${amount1Raw}`,
    );
  }

  poolState(fact: PoolState, pool: CataloguePool): void {
    const terms = fact.terms === undefined ? NULL : termsText(fact.terms);
    this.rows.pool_state.push(`${this.#at(fact)}\t${pool.key}\t${fact.source}\t${fiveOf(fact.state)}\t${terms}`);
  }

  multiplier(fact: Fact & { kind: 'multiplier' }, tokenKey: number): void {
    this.rows.multiplier.push(`${this.#at(fact)}\t${tokenKey}\t${fact.value}\t${timeText(fact.effectiveTime)}`);
  }

  primaryOrder(order: PrimaryOrder, tokenKey: number, paymentKey: number | null, amountUsd: string | null): void {
    const account = this.#state.accounts.keyOf(order.account);
    this.rows.primary_order.push(
      `${this.#at(order)}\t${order.venue}\t${tokenKey}\t${order.side}\t${account}\t${order.tokenRaw}\t${orNull(paymentKey)}\t${orNull(order.paymentRaw)}\t${orNull(order.feeRaw)}\t${orNull(amountUsd)}`,
    );
  }

  feedPrice(fact: FeedPrice, tokenKey: number): void {
    const feed = this.#state.accounts.keyOf(fact.feed);
    this.rows.feed_price.push(
      `${this.#at(fact)}\t${tokenKey}\t${feed}\t${fact.priceUsd}\t${timeText(fact.updatedTime)}\t${sessionAt(fact.updatedTime)}`,
    );
  }

  tokenControl(fact: TokenControl, tokenKey: number): void {
    this.rows.token_control.push(
      `${this.#at(fact)}\t${tokenKey}\t${fact.control}\t${this.#account(fact.account)}\t${orNull(fact.raw)}`,
    );
  }

  referencePrices(fixed: MinutePrice[]): void {
    for (const { token, minute, priceUsd, source } of fixed) {
      this.rows.reference_price.push(`${token}\t${timeText(minute)}\t${priceUsd}\t${source}`);
    }
  }

  #at(fact: Fact): string {
    if (!isRead(fact.tx)) this.transaction(fact.tx);
    const { block, txIndex } = fact.tx;
    return `${this.#state.catalogue.chainKey}\t${block.height}\t${txIndex}\t${fact.index}\t${timeText(block.time)}`;
  }

  #account(address: string | null): string {
    return address === null ? NULL : String(this.#state.accounts.keyOf(address));
  }
}

const listText = (list: (string | null)[]): string => `{${list.map((value) => value ?? 'NULL').join(',')}}`;

export const depthColumns = [
  ...['pool_key', 'hour', 'sqrt_price', 'tick', 'liquidity', 'reserve0_raw', 'reserve1_raw', 'tvl_usd', 'mid_usd'],
  ...['ask_depth_usd', 'bid_depth_usd', 'buy_slippage', 'sell_slippage', 'buy_impact', 'sell_impact'],
  ...['buy_fillable_usd', 'sell_fillable_usd', 'state'],
];

/** A row of `pool_depth_hour`. */
export const depthCopyRow = (row: PoolDepthHour): string =>
  [
    row.pool,
    timeText(row.hour),
    ...[row.sqrtPrice, row.tick, row.liquidity, row.reserve0Raw, row.reserve1Raw, row.tvlUsd, row.midUsd].map(orNull),
    ...[row.askDepthUsd, row.bidDepthUsd, row.buySlippage, row.sellSlippage, row.buyImpact, row.sellImpact].map(
      listText,
    ),
    ...[row.buyFillableUsd, row.sellFillableUsd, row.state].map(orNull),
  ].join('\t');
