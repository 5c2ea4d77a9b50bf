import { Random } from '../ingest-evm/random.ts';
import type { Market, Pool, Ticker } from './market.ts';

/** A stretch of the market's history as COPY reads it, by table, and the same fills as CSV for the peers. */
export interface Stretch {
  fills: number;
  fill: string;
  transaction: string;
  csv: string;
}

const PER_STRETCH = 20_000;
/** Every so many fills a transaction fails beside them. */
const FILLS_PER_FAILURE = 50;

export const CSV_COLUMNS =
  'block_time,chain_key,block,tx_index,fill_index,pool_key,asset_key,trader_key,bought,amount_usd';

/**
 * Fills in the order of time, the same in every run: tickers by Zipf's law, a ticker's pools by the same law, traders with
 * a busy few. Every fill is a transaction of its own, so that fills, trades and transactions are one number for all engines.
 */
export function* history(market: Market, count: number): Generator<Stretch> {
  const random = new Random(20_250_630);
  const pickTicker = zipf(market.tickers.length);
  const pickPool = zipf(market.tickers[0]!.pools.length);
  let [second, index] = [-1, 0];
  for (let start = 0; start < count; start += PER_STRETCH) {
    const lines = { fill: [] as string[], transaction: [] as string[], csv: [] as string[] };
    const end = Math.min(count, start + PER_STRETCH);
    for (let number = start; number < end; number += 1) {
      const at = Math.floor((number * market.seconds) / count);
      index = at === second ? index + 1 : 0;
      second = at;
      const ticker = market.tickers[pickTicker(random.below(RESOLUTION))]!;
      const pool = ticker.pools[pickPool(random.below(RESOLUTION))]!;
      const place: Place = { at: market.firstSecond + at, block: at + 1, index: 2 * index, number };
      const { first, count: people } = market.traders[pool.kind];
      const trader = first + Math.floor((random.below(RESOLUTION) / RESOLUTION) ** 2 * people);
      addFill(lines, place, ticker, pool, trader, random);
      if (number % FILLS_PER_FAILURE === 0)
        lines.transaction.push(transactionRow(pool, { ...place, index: place.index + 1 }, trader, true));
    }
    yield {
      fills: end - start,
      fill: `${lines.fill.join('\n')}\n`,
      transaction: `${lines.transaction.join('\n')}\n`,
      csv: `${lines.csv.join('\n')}\n`,
    };
  }
}

const RESOLUTION = 4_294_967_296;

interface Place {
  /** Unix seconds. */
  at: number;
  block: number;
  index: number;
  number: number;
}

function addFill(
  lines: Record<'fill' | 'transaction' | 'csv', string[]>,
  place: Place,
  ticker: Ticker,
  pool: Pool,
  trader: number,
  random: Random,
): void {
  const { at, block, index } = place;
  const cents = 100 + Math.floor((random.below(RESOLUTION) / RESOLUTION) ** 4 * 2_000_000);
  const usd = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
  const shares = Math.ceil((cents * 10_000) / ticker.priceUsd);
  const stock = `${shares}${'0'.repeat(pool.stockDecimals - 6)}`;
  const quote = `${cents}0000`;
  const buys = random.below(2) === 1;
  const sides = buys
    ? `${pool.quoteKey}\t${quote}\t${pool.stockKey}\t${stock}`
    : `${pool.stockKey}\t${stock}\t${pool.quoteKey}\t${quote}`;
  const time = timeText(at);
  const key = `${pool.chainKey}\t${block}\t${index}\t0\t${time}\t${pool.key}\t${trader}`;
  const price = `391314534759${String(place.number).padStart(8, '0')}`;
  lines.fill.push(`${key}\t${sides}\t${price}\t15041\t60000000000\t\\N\t\\N\t${cents * 25}\t${usd}\tstable\t\\N\t{}`);
  lines.transaction.push(transactionRow(pool, place, trader, false));
  lines.csv.push(
    `${time},${pool.chainKey},${block},${index},0,${pool.key},${ticker.assetKey},${trader},${buys},${usd}`,
  );
}

function transactionRow(pool: Pool, { at, block, index, number }: Place, signer: number, failed: boolean): string {
  const mixed = (Math.imul(number * 2 + (failed ? 1 : 0), 2_654_435_761) >>> 0).toString(16).padStart(8, '0');
  const id = `${mixed}${String(number * 2 + (failed ? 1 : 0)).padStart(16, '0')}`;
  const hex = pool.kind === 'evm' ? id.padEnd(64, '5') : id.padEnd(128, '5');
  return `${pool.chainKey}\t${block}\t${index}\t${timeText(at)}\t\\\\x${hex}\t${signer}\t${signer}\t${failed ? 't' : 'f'}`;
}

let [lastDay, dayText] = [-1, ''];
const two = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'));

/** A UTC instant; days come from the calendar, the rest from a table, because there are tens of millions. */
function timeText(at: number): string {
  const day = Math.floor(at / 86_400);
  if (day !== lastDay) [lastDay, dayText] = [day, new Date(at * 1000).toISOString().slice(0, 10)];
  const rest = at - day * 86_400;
  return `${dayText} ${two[Math.floor(rest / 3_600)]}:${two[Math.floor(rest / 60) % 60]}:${two[rest % 60]}+00`;
}

/** Ranks by Zipf's law: rank r comes up in proportion to 1 ÷ (r + 1). Its argument is below `RESOLUTION`. */
function zipf(ranks: number): (draw: number) => number {
  const weights = Array.from({ length: ranks }, (_, rank) => 1 / (rank + 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  const limits = weights.map((weight) => {
    sum += weight;
    return (sum / total) * RESOLUTION;
  });
  return (draw) => {
    let [low, high] = [0, ranks - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (draw < limits[middle]!) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
