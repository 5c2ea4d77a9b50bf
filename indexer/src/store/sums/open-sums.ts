import type { TransactionRef } from '@tokentape/core/facts/facts.ts';
import { CopyRows } from '../copy-rows.ts';
import { dayText, timeText } from '../time-text.ts';
import { AssetSums } from './asset-sums.ts';
import { BalanceHour } from './balance-hour.ts';
import { type Cell, Cells } from './cells.ts';
import { decimalText } from './decimal.ts';
import { PoolSums } from './pool-sums.ts';
import { TraderDay } from './trader-day.ts';
import { type PricedFill, partsOf, type Trade, type Trip, tradesOf, tripsOf } from './trades.ts';

const HOUR = 3_600;
const DAY = 86_400;

/** Seconds by which a block may be dated before an earlier one: validators' clocks differ by less. */
const CLOCK_SLACK = 300;

type Position = Pick<TransactionRef, 'block' | 'txIndex'>;

/** Rows of one rollup to write. */
export interface SummedRows {
  table: string;
  /** Rows of cells that the database does not hold, and of those that it does. */
  added: CopyRows;
  changed: CopyRows;
}

/**
 * The sums of the hours and days that began under this writer, from the facts that it wrote: the very rows that the
 * statements in `db/rollups` compute from the stored facts, without reading these again at every batch. A cell whose
 * period began before is none of it, and is computed by its statement.
 */
export class OpenSums {
  #spentMs = 0;
  readonly #chainKey: number;
  readonly #since: number;
  #dropped = 0;
  readonly #poolHours = new Cells(HOUR, PoolSums);
  readonly #poolDays = new Cells(DAY, PoolSums);
  readonly #assetHours = new Cells(HOUR, AssetSums);
  readonly #assetDays = new Cells(DAY, AssetSums);
  readonly #traderDays = new Cells(DAY, TraderDay);
  readonly #balances = new Cells(HOUR, BalanceHour);
  #at: Position | null = null;
  #serial = 0;
  #fills: PricedFill[] = [];
  #trades = new CopyRows();
  #trips = new CopyRows();

  /** @param since Unix seconds of the last block before the first fact */
  constructor(chainKey: number, since: number) {
    this.#chainKey = chainKey;
    this.#since = since;
  }

  /** Whether the hour of a time is summed here as a whole. */
  holdsHour(time: number): boolean {
    return this.#holds(time - (time % HOUR), HOUR);
  }

  /** Whether the UTC day of a time is summed here as a whole. */
  holdsDay(time: number): boolean {
    return this.#holds(time - (time % DAY), DAY);
  }

  #holds(start: number, seconds: number): boolean {
    return start > this.#since + CLOCK_SLACK && start + seconds > this.#dropped;
  }

  /** Takes in a fill of a stock pool; fills of a transaction follow each other. */
  fill(at: Position, fill: PricedFill): void {
    const now = this.#at;
    if (now === null || now.txIndex !== at.txIndex || now.block.height !== at.block.height) {
      this.#close();
      this.#at = at;
    }
    this.#fills.push(fill);
  }

  /** Takes in a transfer, in units that stay when the token rebases. */
  transfer(time: number, token: number, giver: number | null, taker: number | null, units: bigint): void {
    if (!this.holdsHour(time)) return;
    const began = performance.now();
    const start = time - (time % HOUR);
    if (giver !== null) this.#balances.at(start, token, giver).out += units;
    if (taker !== null) this.#balances.at(start, token, taker).in += units;
    this.#spentMs += performance.now() - began;
  }

  /** Milliseconds spent on adding since the last call. */
  takeSpentMs(): number {
    const spent = this.#spentMs;
    this.#spentMs = 0;
    return spent;
  }

  /** The rows of `trade` of the facts since the last call. */
  takeTrades(): CopyRows {
    this.#close();
    const trades = this.#trades;
    this.#trades = new CopyRows();
    return trades;
  }

  /** The rows of `atomic_trip` of the facts since the last call. */
  takeTrips(): CopyRows {
    this.#close();
    const trips = this.#trips;
    this.#trips = new CopyRows();
    return trips;
  }

  /** The rows of all cells that changed since the last call. */
  takeCells(): SummedRows[] {
    this.#close();
    return [
      rowsOf('pool_hour', this.#poolHours, timeText),
      rowsOf('pool_day', this.#poolDays, dayText),
      rowsOf('asset_hour', this.#assetHours, timeText),
      rowsOf('asset_day', this.#assetDays, dayText),
      rowsOf('trader_day', this.#traderDays, dayText),
      rowsOf('balance_hour', this.#balances, timeText),
    ];
  }

  /** Forgets what ended by the time of the last block. */
  drop(time: number): void {
    this.#dropped = time;
    const hours = [this.#poolHours, this.#assetHours, this.#balances];
    for (const cells of [...hours, this.#poolDays, this.#assetDays, this.#traderDays]) cells.drop(time);
  }

  #close(): void {
    const at = this.#at;
    if (at === null) return;
    const began = performance.now();
    this.#serial += 1;
    const { time } = at.block;
    const hour = this.holdsHour(time) ? time - (time % HOUR) : null;
    const day = this.holdsDay(time) ? time - (time % DAY) : null;
    for (const fill of this.#fills) {
      if (hour !== null) this.#poolHours.at(hour, fill.pool.key).addFill(fill, time);
      if (day !== null) this.#poolDays.at(day, fill.pool.key).addFill(fill, time);
    }
    for (const part of partsOf(this.#fills)) {
      if (hour !== null) this.#poolHours.at(hour, part.pool.key).addPart(part);
      if (day === null) continue;
      this.#poolDays.at(day, part.pool.key).addPart(part);
      this.#traderDays.at(day, part.pool.key, part.trader).add(part);
    }
    for (const trade of tradesOf(this.#fills)) {
      this.#addTradeRow(trade, at);
      if (hour !== null) this.#assetHours.at(hour, trade.token).add(trade, this.#serial);
      if (day !== null) this.#assetDays.at(day, trade.token).add(trade, this.#serial);
    }
    for (const trip of tripsOf(this.#fills)) this.#addTripRow(trip, at);
    this.#at = null;
    this.#fills = [];
    this.#spentMs += performance.now() - began;
  }

  #addTradeRow({ trader, token, netRaw, fills, usd, inTotalUsd }: Trade, { block, txIndex }: Position): void {
    const row = this.#trades.int(this.#chainKey).int(block.height).int(txIndex).int(trader).int(token);
    row.text(timeText(block.time)).big(netRaw).int(fills);
    row
      .textOrNull(usd && decimalText(usd))
      .textOrNull(inTotalUsd && decimalText(inTotalUsd))
      .end();
  }

  #addTripRow({ pool, usd }: Trip, { block, txIndex }: Position): void {
    const row = this.#trips.int(this.#chainKey).int(block.height).int(txIndex).int(pool.key);
    row.text(timeText(block.time)).text(decimalText(usd)).end();
  }
}

function rowsOf<T extends Cell>(table: string, cells: Cells<T>, periodText: (start: number) => string): SummedRows {
  const { added, changed } = cells.take();
  return { table, added: rowsOfCells(added, periodText), changed: rowsOfCells(changed, periodText) };
}

function rowsOfCells(cells: readonly Cell[], periodText: (start: number) => string): CopyRows {
  const rows = new CopyRows();
  for (const cell of cells) cell.addRow(rows, periodText(cell.start));
  return rows;
}
