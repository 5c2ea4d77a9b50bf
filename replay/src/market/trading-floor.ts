import { rawPrice } from './curves.ts';
import type { Exchange, PlannedFill } from './exchange.ts';
import type { PricePath } from './fair-price.ts';
import type { Ledger } from './ledger.ts';
import { type ExecutedFill, type MarketPool, midPrice, otherToken, quoteIn, quoteOut, sideOf } from './pool.ts';
import type { Random } from './random.ts';
import type { MarketToken } from './token.ts';
import type { PlannedTrade } from './trade-plan.ts';
import type { Wallet } from './wallet.ts';

/** A pool that trades in a ticker come to. */
export interface OpenPool {
  pool: MarketPool;
  weight: number;
}

export interface Ticker {
  symbol: string;
  token: MarketToken;
  fair: PricePath;
  pools: OpenPool[];
  /** Head tickers are deep: their trades must not move the price much. */
  head: boolean;
  /** USD that trades so far fell short of the plan; the next ones make up for it. */
  owed: number;
}

export interface Floor {
  exchange: Exchange;
  ledger: Ledger;
  random: Random;
  /** The pool of the native coin against the dollar; its price turns native quotes into USD. */
  nativePool: MarketPool;
  native: MarketToken;
  wallet(number: number): Wallet;
  /** Pay for others' transactions. */
  relayers: Wallet[];
  /** Where people withdraw stock tokens from that they bought elsewhere. */
  custodian: Wallet;
}

/** How far a trade may move the marginal price, of a head ticker and of the long tail. */
const LARGEST_MOVE = { head: 0.04, tail: 0.22 };
/** At this distance above the fair price people bring stock from elsewhere to sell it. */
const WITHDRAW_ABOVE = { head: 0.022, tail: 0.06 };
const ROUTED = 0.36;
const RELAYED = 0.03;
const SPLIT = 0.06;
/** Share of trades in a native-quoted pool that begin or end in dollars. */
const TWO_HOPS = 0.55;

/** Makes a planned trade happen in the pools and books what it came to. `day` is the day of the week that it is booked on. */
export function makeTrade(floor: Floor, ticker: Ticker, trade: PlannedTrade, day: number): void {
  const { random, exchange, ledger } = floor;
  const trader = floor.wallet(trade.trader);
  const wanted = Math.max(trade.usd * 0.4, Math.min(trade.usd * 1.8, trade.usd + ticker.owed));
  const open = choosePool(ticker, trade, random);
  const sells = chooseSide(floor, ticker, trade, trader, open.pool);
  const fills =
    plan(floor, ticker, trader, open, sells, wanted, trade) ?? plan(floor, ticker, trader, open, !sells, wanted, trade);
  if (fills === undefined)
    throw new Error(`No trade of ${wanted.toFixed(2)} USD in ${ticker.symbol} fits pool ${open.pool.address}.`);
  const routed = fills.length > 1 || random.chance(ROUTED);
  const feePayer = random.chance(RELAYED) ? random.pick(floor.relayers) : trader;
  const executed = exchange.swap(trade.time, trader, feePayer, fills, routed);
  const usd = usdOf(floor, ticker.token, executed);
  ticker.owed += trade.usd - Number(usd) / 1e6;
  const stockFills = executed.filter(({ pool }) => pool.token0 === ticker.token || pool.token1 === ticker.token);
  ledger.book(day, ticker.symbol, trader.address, usd, stockFills.length);
}

/** USD of a pool's quote token at the moment: 1 for dollars, the native pool's price else. */
export function usdPerQuote({ nativePool, native }: Floor, quote: MarketToken): number {
  if (quote !== native) return 1;
  const price = midPrice(nativePool);
  return nativePool.token0 === native ? price : 1 / price;
}

/** USD per whole stock token by a pool's marginal price. */
export function midUsd(floor: Floor, stock: MarketToken, pool: MarketPool): number {
  const price = midPrice(pool);
  return (pool.token0 === stock ? price : 1 / price) * usdPerQuote(floor, otherToken(pool, stock));
}

function choosePool(ticker: Ticker, { role }: PlannedTrade, random: Random): OpenPool {
  const pool =
    role === 'washer' ? ticker.pools[0] : ticker.pools[random.weighted(ticker.pools.map(({ weight }) => weight))];
  if (pool === undefined) throw new Error(`${ticker.symbol} has no open pool.`);
  return pool;
}

/** True to sell the stock. */
function chooseSide(floor: Floor, ticker: Ticker, trade: PlannedTrade, trader: Wallet, pool: MarketPool): boolean {
  const { random } = floor;
  const deviation = midUsd(floor, ticker.token, pool) / ticker.fair(trade.time) - 1;
  const held = trader.balances.get(ticker.token) ?? 0n;
  if (trade.role === 'washer') return held > 0n;
  if (trade.role === 'maker') return Math.abs(deviation) < 0.0008 ? random.chance(0.5) : deviation > 0;
  const tier = ticker.head ? 'head' : 'tail';
  if (held === 0n) return deviation > WITHDRAW_ABOVE[tier] && random.chance(ticker.head ? 0.6 : 0.95);
  return random.chance(0.47 + Math.max(-0.42, Math.min(0.5, deviation * (ticker.head ? 40 : 8))));
}

/** Fills that come to about `usd`, smaller where the pool is too thin; undefined when it gives nothing on that side. */
function plan(
  floor: Floor,
  ticker: Ticker,
  trader: Wallet,
  { pool }: OpenPool,
  sells: boolean,
  usd: number,
  trade: PlannedTrade,
): PlannedFill[] | undefined {
  const { token } = ticker;
  const quote = otherToken(pool, token);
  const twoHops = quote === floor.native && floor.random.chance(TWO_HOPS);
  const twin = ticker.pools.find((other) => other.pool !== pool && otherToken(other.pool, token) === quote);
  const split = twin !== undefined && trade.role === 'retail' && floor.random.chance(SPLIT);
  for (let size = usd; size > 0.05; size /= 2) {
    const fills = sells
      ? sale(floor, ticker, trader, pool, size, trade)
      : purchase(floor, ticker, pool, split ? size / 2 : size, twoHops);
    if (fills === undefined) continue;
    if (sells && twoHops) return withNativeSale(floor, fills);
    const second = split && !sells ? purchase(floor, ticker, twin.pool, size / 2, false) : undefined;
    return second === undefined ? fills : [...fills, ...second];
  }
  return undefined;
}

function purchase(
  floor: Floor,
  ticker: Ticker,
  pool: MarketPool,
  usd: number,
  twoHops: boolean,
): PlannedFill[] | undefined {
  const { native, nativePool } = floor;
  const quote = otherToken(pool, ticker.token);
  const hops: PlannedFill[] = [];
  let pay = rawOf(usd / usdPerQuote(floor, quote), quote);
  if (twoHops) {
    const dollar = otherToken(nativePool, native);
    const first = plannedIn(nativePool, dollar, rawOf(usd, dollar), 0.01);
    if (first === undefined) return undefined;
    hops.push(first);
    pay = first.quote.amountOut;
  }
  const last = plannedIn(pool, quote, pay, largestMove(ticker));
  return last === undefined ? undefined : [...hops, last];
}

/** Sells stock for about `usd`; brings it from the custodian first when the trader has too little. */
function sale(
  floor: Floor,
  ticker: Ticker,
  trader: Wallet,
  pool: MarketPool,
  usd: number,
  { role, time }: PlannedTrade,
): PlannedFill[] | undefined {
  const { token } = ticker;
  const quote = otherToken(pool, token);
  const held = trader.balances.get(token) ?? 0n;
  if (role === 'washer') return asList(plannedIn(pool, token, held, largestMove(ticker)));
  const wanted = quoteOut(pool, sideOf(pool, token), rawOf(usd / usdPerQuote(floor, quote), quote));
  if (wanted === undefined) return undefined;
  const near = held > 0n && wanted.amountIn * 10n >= held * 7n && wanted.amountIn * 10n <= held * 14n;
  const amount = near ? held : wanted.amountIn;
  const fill = plannedIn(pool, token, amount, largestMove(ticker));
  if (fill === undefined) return undefined;
  if (held < amount) {
    const bring = role === 'maker' ? amount * 4n : amount - held;
    floor.exchange.transfer(time, token, floor.custodian, trader, bring);
  }
  return [fill];
}

function withNativeSale({ native, nativePool }: Floor, fills: PlannedFill[]): PlannedFill[] {
  const second = plannedIn(nativePool, native, fills[0]!.quote.amountOut, 0.01);
  return second === undefined ? fills : [...fills, second];
}

function plannedIn(pool: MarketPool, sold: MarketToken, amount: bigint, largest: number): PlannedFill | undefined {
  const sell = sideOf(pool, sold);
  const quote = quoteIn(pool, sell, amount);
  if (quote === undefined) return undefined;
  const moved = Math.abs(rawPrice(quote.after) / rawPrice(pool.curve) - 1);
  return moved > largest ? undefined : { pool, sell, quote };
}

function largestMove({ head }: Ticker): number {
  return head ? LARGEST_MOVE.head : LARGEST_MOVE.tail;
}

function asList(fill: PlannedFill | undefined): PlannedFill[] | undefined {
  return fill === undefined ? undefined : [fill];
}

function rawOf(amount: number, { decimals }: MarketToken): bigint {
  // Six decimals are enough for any size, and keep the float's digits exact.
  return (BigInt(Math.round(amount * 1e6)) * 10n ** BigInt(decimals)) / 1_000_000n;
}

/** Micro-dollars paid or received for the stock, at the native pool's price after the trade. */
function usdOf(floor: Floor, stock: MarketToken, fills: readonly ExecutedFill[]): bigint {
  let total = 0n;
  for (const { pool, sell, amountIn, amountOut } of fills) {
    if (pool.token0 !== stock && pool.token1 !== stock) continue;
    const quote = otherToken(pool, stock);
    const raw = sideOf(pool, stock) === sell ? amountOut : amountIn;
    const micro = (raw * 1_000_000n) / 10n ** BigInt(quote.decimals);
    total += quote === floor.native ? BigInt(Math.round(Number(micro) * usdPerQuote(floor, quote))) : micro;
  }
  return total;
}
