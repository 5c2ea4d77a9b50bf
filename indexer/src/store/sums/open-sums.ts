import { CopyRows } from '../copy-rows.ts';
import { timeText } from '../fact-rows.ts';
import { type Cell, Cells, type NewCell } from './cells.ts';
import { absolute, addTo, type Decimal, decimalText, zero } from './decimal.ts';
import { type PricedFill, type Trade, tradesOf } from './trades.ts';

interface PoolSums extends Cell {
  fills: number;
  trades: number;
  unpriced: number;
  volume: Decimal;
  sold0: bigint;
  sold1: bigint;
  bought0: bigint;
  bought1: bigint;
  last: number;
}

interface AssetSums extends Cell {
  fills: number;
  trades: number;
  passthroughs: number;
  transactions: number;
  unpriced: number;
  buys: number;
  sells: number;
  buy: Decimal;
  sell: Decimal;
  volume: Decimal;
  inTotal: Decimal;
  /** The transaction that was counted last. */
  counted: number;
}

interface TraderDay extends Cell {
  buys: number;
  sells: number;
  buy: Decimal;
  sell: Decimal;
}

interface BalanceHour extends Cell {
  in: bigint;
  out: bigint;
}

/** What one trader did in one pool in one transaction, seen from the stock side. */
interface Part {
  pool: SummedPool;
  trader: number;
  net: bigint;
  usd: Decimal;
}

/** A pool as far as its sums need it. */
export interface SummedPool {
  key: number;
  token0: { key: number; role: string };
  token1: { key: number; role: string };
}

const [HOUR, DAY] = [3_600, 86_400];

/** Seconds by which a block may be dated before an earlier one: validators' clocks differ by less. */
const CLOCK_SLACK = 300;

interface Position {
  block: number;
  txIndex: number;
  /** Unix seconds. */
  time: number;
}

/** Rows of one rollup to write. */
export interface SummedRows {
  table: string;
  /** Rows of cells that the database does not hold, and of those that it does, as COPY's text. */
  added: CopyRows;
  changed: string[];
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
  readonly #poolHours = new Cells<PoolSums>(HOUR, newPool);
  readonly #poolDays = new Cells<PoolSums>(DAY, newPool);
  readonly #assetHours = new Cells<AssetSums>(HOUR, newAsset);
  readonly #assetDays = new Cells<AssetSums>(DAY, newAsset);
  readonly #traderDays = new Cells<TraderDay>(DAY, newTraderDay);
  readonly #balances = new Cells<BalanceHour>(HOUR, newBalance);
  #at: Position | null = null;
  #serial = 0;
  #fills: PricedFill[] = [];
  #pools: SummedPool[] = [];
  #trades = new CopyRows();

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
  fill(at: Position, pool: SummedPool, fill: PricedFill): void {
    const now = this.#at;
    if (now === null || now.block !== at.block || now.txIndex !== at.txIndex) {
      this.#close();
      this.#at = at;
    }
    this.#fills.push(fill);
    this.#pools.push(pool);
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

  /** The rows of all cells that changed since the last call. */
  takeCells(): SummedRows[] {
    this.#close();
    return [
      rowsOf('pool_hour', this.#poolHours, (cell) => poolRow(cell, timeText(cell.start))),
      rowsOf('pool_day', this.#poolDays, (cell) => poolRow(cell, dayText(cell.start))),
      rowsOf('asset_hour', this.#assetHours, (cell) => assetRow(cell, timeText(cell.start))),
      rowsOf('asset_day', this.#assetDays, (cell) => assetRow(cell, dayText(cell.start))),
      rowsOf('trader_day', this.#traderDays, traderDayRow),
      rowsOf('balance_hour', this.#balances, balanceRow),
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
    const [inHour, inDay] = [this.holdsHour(at.time), this.holdsDay(at.time)];
    const [hour, day] = [at.time - (at.time % HOUR), at.time - (at.time % DAY)];
    for (const [i, fill] of this.#fills.entries()) {
      const pool = this.#pools[i]!;
      if (inHour) addToPool(this.#poolHours.at(hour, pool.key), pool, fill, at.time);
      if (inDay) addToPool(this.#poolDays.at(day, pool.key), pool, fill, at.time);
    }
    for (const part of partsOf(this.#pools, this.#fills)) {
      if (inHour) addPart(this.#poolHours.at(hour, part.pool.key), part);
      if (!inDay) continue;
      addPart(this.#poolDays.at(day, part.pool.key), part);
      addToTrader(this.#traderDays.at(day, part.pool.key, part.trader), part);
    }
    for (const trade of tradesOf(this.#fills)) {
      this.#trades.push(this.#tradeRow(trade, at));
      if (inHour) addToAsset(this.#assetHours.at(hour, trade.token), trade, this.#serial);
      if (inDay) addToAsset(this.#assetDays.at(day, trade.token), trade, this.#serial);
    }
    this.#at = null;
    this.#fills = [];
    this.#pools = [];
    this.#spentMs += performance.now() - began;
  }

  #tradeRow({ trader, token, netRaw, fills, usd, inTotalUsd }: Trade, { block, txIndex, time }: Position): string {
    const [own, inTotal] = usd === null ? ['\\N', '\\N'] : [decimalText(usd), decimalText(inTotalUsd!)];
    return `${this.#chainKey}\t${block}\t${txIndex}\t${trader}\t${token}\t${timeText(time)}\t${netRaw}\t${fills}\t${own}\t${inTotal}`;
  }
}

function addToPool(cell: PoolSums, pool: SummedPool, fill: PricedFill, time: number): void {
  cell.fills += 1;
  if (fill.usd === null) cell.unpriced += 1;
  if (fill.soldToken === pool.token0.key) {
    cell.sold0 += fill.soldRaw;
    cell.bought1 += fill.boughtRaw;
  } else {
    cell.sold1 += fill.soldRaw;
    cell.bought0 += fill.boughtRaw;
  }
  if (time > cell.last) cell.last = time;
}

function addPart(cell: PoolSums, { net, usd }: Part): void {
  if (net === 0n) return;
  cell.trades += 1;
  addTo(cell.volume, absolute(usd));
}

function addToTrader(cell: TraderDay, { net, usd }: Part): void {
  if (net > 0n) {
    cell.buys += 1;
    addTo(cell.buy, absolute(usd));
  } else if (net < 0n) {
    cell.sells += 1;
    addTo(cell.sell, absolute(usd));
  }
}

function addToAsset(cell: AssetSums, { netRaw, fills, usd, inTotalUsd }: Trade, serial: number): void {
  cell.fills += fills;
  if (cell.counted !== serial) cell.transactions += 1;
  cell.counted = serial;
  if (netRaw === 0n) {
    cell.passthroughs += 1;
    return;
  }
  cell.trades += 1;
  if (netRaw > 0n) cell.buys += 1;
  else cell.sells += 1;
  if (usd === null) {
    cell.unpriced += 1;
    return;
  }
  addTo(netRaw > 0n ? cell.buy : cell.sell, usd);
  addTo(cell.volume, usd);
  addTo(cell.inTotal, inTotalUsd!);
}

/** What each trader did in each pool, the pool's stock side netted: token 0 of a stock-stock pool. */
function partsOf(pools: readonly SummedPool[], fills: readonly PricedFill[]): Part[] {
  const parts: Part[] = [];
  for (const [i, fill] of fills.entries()) {
    const pool = pools[i]!;
    let part = parts.find((own) => own.pool === pool && own.trader === fill.trader);
    if (!part) {
      part = { pool, trader: fill.trader, net: 0n, usd: zero() };
      parts.push(part);
    }
    const stock = pool.token0.role === 'stock' ? pool.token0.key : pool.token1.key;
    const bought = fill.boughtToken === stock;
    part.net += bought ? fill.boughtRaw : -fill.soldRaw;
    if (fill.usd !== null) addTo(part.usd, fill.usd, bought ? 1 : -1);
  }
  return parts;
}

const newPool = (cell: NewCell): PoolSums => ({
  ...{ a: cell.a, b: cell.b, start: cell.start, written: cell.written, touched: cell.touched },
  ...{ fills: 0, trades: 0, unpriced: 0, volume: zero(), sold0: 0n, sold1: 0n, bought0: 0n, bought1: 0n, last: 0 },
});

const newAsset = (cell: NewCell): AssetSums => ({
  ...{ a: cell.a, b: cell.b, start: cell.start, written: cell.written, touched: cell.touched },
  ...{ fills: 0, trades: 0, passthroughs: 0, transactions: 0, unpriced: 0, buys: 0, sells: 0 },
  ...{ buy: zero(), sell: zero(), volume: zero(), inTotal: zero(), counted: 0 },
});

const newTraderDay = ({ a, b, start, written, touched }: NewCell): TraderDay => ({
  ...{ a, b, start, written, touched },
  ...{ buys: 0, sells: 0, buy: zero(), sell: zero() },
});

const newBalance = ({ a, b, start, written, touched }: NewCell): BalanceHour => ({
  ...{ a, b, start, written, touched },
  ...{ in: 0n, out: 0n },
});

const dayText = (time: number): string => timeText(time).slice(0, 10);

function rowsOf<T extends Cell>(table: string, cells: Cells<T>, row: (cell: T) => string): SummedRows {
  const { added, changed } = cells.take();
  return { table, added: new CopyRows(added.map(row)), changed: changed.map(row) };
}

const poolRow = (cell: PoolSums, period: string): string =>
  `${cell.a}\t${period}\t${cell.fills}\t${cell.trades}\t${cell.unpriced}\t${decimalText(cell.volume)}\t${cell.sold0}\t${cell.sold1}\t${cell.bought0}\t${cell.bought1}\t${timeText(cell.last)}`;

const assetRow = (cell: AssetSums, period: string): string =>
  `${cell.a}\t${period}\t${cell.fills}\t${cell.trades}\t${cell.passthroughs}\t${cell.transactions}\t${cell.unpriced}\t${cell.buys}\t${cell.sells}\t${decimalText(cell.buy)}\t${decimalText(cell.sell)}\t${decimalText(cell.volume)}\t${decimalText(cell.inTotal)}`;

const traderDayRow = (cell: TraderDay): string =>
  `${cell.a}\t${dayText(cell.start)}\t${cell.b}\t${cell.buys}\t${cell.sells}\t${decimalText(cell.buy)}\t${decimalText(cell.sell)}`;

const balanceRow = (cell: BalanceHour): string =>
  `${cell.a}\t${cell.b}\t${timeText(cell.start)}\t${cell.in}\t${cell.out}`;
