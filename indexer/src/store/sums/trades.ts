import { absolute, addTo, type Decimal, zero } from './decimal.ts';

/** A fill of one transaction, priced, by keys. */
export interface PricedFill {
  pool: SummedPool;
  trader: number;
  soldToken: number;
  soldRaw: bigint;
  /** Whether the sold token is a registered stock. */
  soldStock: boolean;
  boughtToken: number;
  boughtRaw: bigint;
  boughtStock: boolean;
  /** Null when unpriced. */
  usd: Decimal | null;
}

/** A pool as far as its sums need it. */
export interface SummedPool {
  key: number;
  token0: { key: number; role: string };
  token1: { key: number; role: string };
}

/** What one trader did with one stock token in one transaction: a row of `trade`. */
export class Trade {
  readonly trader: number;
  readonly token: number;
  netRaw = 0n;
  fills = 0;
  #priced = 0;
  readonly #sum = zero();
  /** What of the sum counts for another stock of the transaction; null: nothing. */
  #elsewhere: Decimal | null = null;

  constructor(trader: number, token: number) {
    this.trader = trader;
    this.token = token;
  }

  /** Null when a fill of it has no price, or nothing was traded in the end. */
  get usd(): Decimal | null {
    return this.#isKnown ? absolute(this.#sum) : null;
  }

  /** What of it counts in totals over several stocks. */
  get inTotalUsd(): Decimal | null {
    if (!this.#isKnown || this.#elsewhere === null) return this.usd;
    const rest = { value: this.#sum.value, decimals: this.#sum.decimals };
    addTo(rest, this.#elsewhere, -1);
    return absolute(rest);
  }

  add(raw: bigint, usd: Decimal | null, sign: 1 | -1): void {
    this.netRaw += raw;
    this.fills += 1;
    if (usd === null) return;
    this.#priced += 1;
    addTo(this.#sum, usd, sign);
  }

  countElsewhere(usd: Decimal): void {
    this.#elsewhere ??= zero();
    addTo(this.#elsewhere, usd, -1);
  }

  get #isKnown(): boolean {
    return this.#priced === this.fills && this.netRaw !== 0n;
  }
}

/** Nets the fills of one transaction; `db/rollups/trade.sql` says what it means, and gives the same. */
export function tradesOf(fills: readonly PricedFill[]): Trade[] {
  const all: Trade[] = [];
  for (const { trader, usd, boughtStock, boughtToken, boughtRaw, soldStock, soldToken, soldRaw } of fills) {
    if (boughtStock) tradeIn(all, trader, boughtToken).add(boughtRaw, usd, 1);
    if (soldStock) tradeIn(all, trader, soldToken).add(-soldRaw, usd, -1);
  }
  for (const { soldStock, boughtStock, soldRaw, soldToken, boughtToken, trader, usd } of fills) {
    if (!soldStock || !boughtStock || usd === null || soldRaw === 0n) continue;
    if (tradeIn(all, trader, boughtToken).netRaw !== 0n) tradeIn(all, trader, soldToken).countElsewhere(usd);
  }
  return all;
}

/** Transactions have a handful of trades: a list is searched faster than a map is made. */
function tradeIn(all: Trade[], trader: number, token: number): Trade {
  for (const own of all) if (own.token === token && own.trader === trader) return own;
  const added = new Trade(trader, token);
  all.push(added);
  return added;
}

/** What one trader did in one pool in one transaction, seen from the stock side. */
export interface Part {
  pool: SummedPool;
  trader: number;
  net: bigint;
  usd: Decimal;
}

/** What each trader did in each pool, the pool's stock side netted: token 0 of a stock-stock pool. */
export function partsOf(fills: readonly PricedFill[]): Part[] {
  const parts: Part[] = [];
  for (const { pool, trader, boughtToken, boughtRaw, soldRaw, usd } of fills) {
    const part = partIn(parts, pool, trader);
    const bought = boughtToken === stockOf(pool);
    part.net += bought ? boughtRaw : -soldRaw;
    if (usd !== null) addTo(part.usd, usd, bought ? 1 : -1);
  }
  return parts;
}

function partIn(parts: Part[], pool: SummedPool, trader: number): Part {
  for (const own of parts) if (own.pool === pool && own.trader === trader) return own;
  const added = { pool, trader, net: 0n, usd: zero() };
  parts.push(added);
  return added;
}

/** A pool in which one transaction bought and sold the stock, with the dollars of both directions. */
export interface Trip {
  pool: SummedPool;
  usd: Decimal;
}

/** The round trips of one transaction; `db/rollups/atomic_trip.sql` gives the same. */
export function tripsOf(fills: readonly PricedFill[]): Trip[] {
  if (fills.length < 2) return [];
  return [...Map.groupBy(fills, ({ pool }) => pool)].flatMap(([pool, own]) => {
    const stock = stockOf(pool);
    if (!own.some(({ boughtToken }) => boughtToken === stock) || !own.some(({ soldToken }) => soldToken === stock))
      return [];
    const usd = zero();
    for (const fill of own) if (fill.usd !== null) addTo(usd, fill.usd, 1);
    return [{ pool, usd }];
  });
}

/** The stock that a pool's trades are counted in. */
const stockOf = ({ token0, token1 }: SummedPool): number => (token0.role === 'stock' ? token0.key : token1.key);
