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
import { timeText } from './time-text.ts';

/** Keys of the two ends of a transfer, as far as it has them. */
export interface MovedBetween {
  from: number | null;
  to: number | null;
}

/** The five columns of a curve's state. */
function addState(row: CopyRows, state: CurveState | null): CopyRows {
  if (state === null) return row.null().null().null().null().null();
  const { sqrtPrice, tick, liquidity, reserve0, reserve1 } = state;
  return row.bigOrNull(sqrtPrice).intOrNull(tick).bigOrNull(liquidity).bigOrNull(reserve0).bigOrNull(reserve1);
}

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
  #last: TransactionRef | null = null;

  constructor(state: IngestState) {
    this.#state = state;
  }

  /** The transaction of a fact, or a failed one; each once. */
  transaction(tx: TransactionRef): void {
    if (tx === this.#last) return;
    this.#last = tx;
    const { block, txIndex, signer, feePayer, failed } = tx;
    const position = block.height * 1_048_576 + txIndex;
    if (this.#seen.has(position)) return;
    this.#seen.add(position);
    const { accounts, catalogue } = this.#state;
    const row = this.rows.transaction.int(catalogue.chainKey).int(block.height).int(txIndex);
    row.text(timeText(block.time)).bytes(hexOf(catalogue.chain.kind, tx.txId));
    row
      .int(accounts.keyOf(signer))
      .int(accounts.keyOf(feePayer))
      .text(failed ? 't' : 'f')
      .end();
  }

  fill(fill: Fill, keys: { pool: number; trader: number; sold: number; bought: number }, priced: Priced): void {
    const row = this.#begin('fill', fill).int(keys.pool).int(keys.trader);
    row.int(keys.sold).big(fill.soldRaw).int(keys.bought).big(fill.boughtRaw);
    addState(row, fill.after).bigOrNull(fill.feeRaw);
    row.textOrNull(priced.amountUsd).textOrNull(priced.priceSource).textOrNull(priced.unpricedReason);
    row.list(fill.flags).end();
  }

  transfer(transfer: Transfer, tokenKey: number, owners: MovedBetween, accounts: MovedBetween): void {
    const { move, raw, units = null } = transfer;
    const row = this.#begin('transfer', transfer).int(tokenKey).text(move);
    row.intOrNull(owners.from).intOrNull(owners.to).intOrNull(accounts.from).intOrNull(accounts.to);
    row.big(raw).bigOrNull(units).end();
  }

  liquidityChange(change: LiquidityChange, pool: CataloguePool): void {
    const { owner, lower, upper, liquidityDelta, amount0Raw, amount1Raw } = change;
    const row = this.#begin('liquidity_change', change).int(pool.key).intOrNull(this.#account(owner));
    row.int(lower).int(upper).big(liquidityDelta).big(amount0Raw).big(amount1Raw);
    row.textOrNull(change.terms === undefined ? null : termsText(change.terms)).end();
  }

  poolState(fact: PoolState, pool: CataloguePool): void {
    const row = this.#begin('pool_state', fact).int(pool.key).text(fact.source);
    addState(row, fact.state)
      .textOrNull(fact.terms === undefined ? null : termsText(fact.terms))
      .end();
  }

  multiplier(fact: Fact & { kind: 'multiplier' }, tokenKey: number): void {
    this.#begin('multiplier', fact).int(tokenKey).text(fact.value).text(timeText(fact.effectiveTime)).end();
  }

  primaryOrder(order: PrimaryOrder, tokenKey: number, paymentKey: number | null, amountUsd: string | null): void {
    const row = this.#begin('primary_order', order).text(order.venue).int(tokenKey).text(order.side);
    row.int(this.#state.accounts.keyOf(order.account)).big(order.tokenRaw).intOrNull(paymentKey);
    row.bigOrNull(order.paymentRaw).bigOrNull(order.feeRaw).textOrNull(amountUsd).end();
  }

  feedPrice(fact: FeedPrice, tokenKey: number): void {
    const row = this.#begin('feed_price', fact).int(tokenKey).int(this.#state.accounts.keyOf(fact.feed));
    row.text(fact.priceUsd).text(timeText(fact.updatedTime)).text(sessionAt(fact.updatedTime)).end();
  }

  tokenControl(fact: TokenControl, tokenKey: number): void {
    const row = this.#begin('token_control', fact).int(tokenKey).text(fact.control);
    row.intOrNull(this.#account(fact.account)).bigOrNull(fact.raw).end();
  }

  referencePrices(fixed: MinutePrice[]): void {
    for (const { token, minute, priceUsd, source } of fixed) {
      this.rows.reference_price.int(token).text(timeText(minute)).text(priceUsd).text(source).end();
    }
  }

  /** A row of a fact, begun with the columns that all facts have. */
  #begin(table: FactTable, { tx, index }: Fact): CopyRows {
    if (!isRead(tx)) this.transaction(tx);
    const row = this.rows[table].int(this.#state.catalogue.chainKey).int(tx.block.height).int(tx.txIndex);
    return row.int(index).text(timeText(tx.block.time));
  }

  #account(address: string | null): number | null {
    return address === null ? null : this.#state.accounts.keyOf(address);
  }
}

export const depthColumns = [
  ...['pool_key', 'hour', 'sqrt_price', 'tick', 'liquidity', 'reserve0_raw', 'reserve1_raw', 'tvl_usd', 'mid_usd'],
  ...['ask_depth_usd', 'bid_depth_usd', 'buy_slippage', 'sell_slippage', 'buy_impact', 'sell_impact'],
  ...['buy_fillable_usd', 'sell_fillable_usd', 'state'],
];

/** Rows of `pool_depth_hour`. */
export function depthCopyRows(hours: readonly PoolDepthHour[]): CopyRows {
  const rows = new CopyRows();
  for (const hour of hours) {
    rows.int(hour.pool).text(timeText(hour.hour)).bigOrNull(hour.sqrtPrice).intOrNull(hour.tick);
    rows.bigOrNull(hour.liquidity).bigOrNull(hour.reserve0Raw).bigOrNull(hour.reserve1Raw);
    rows.textOrNull(hour.tvlUsd).textOrNull(hour.midUsd).list(hour.askDepthUsd).list(hour.bidDepthUsd);
    rows.list(hour.buySlippage).list(hour.sellSlippage).list(hour.buyImpact).list(hour.sellImpact);
    rows.textOrNull(hour.buyFillableUsd).textOrNull(hour.sellFillableUsd).text(hour.state).end();
  }
  return rows;
}
