import { isMarketOpen } from '@tokentape/core/registry/calendar/session.ts';
import { findQuote, findToken } from '@tokentape/core/registry/registry.ts';
import { FEED_DECIMALS, feedProxyAnswer } from '../../encode/evm/chainlink.ts';
import { HOUR, SETUP_START, WEEK_END } from '../calendar.ts';
import { exchangePath, type PricePath } from '../fair-price.ts';
import { Random } from '../random.ts';
import type { Act } from '../timeline.ts';
import { inventedEvmAddress } from './evm-addresses.ts';
import type { EvmStage } from './evm-stage.ts';

/** An oracle of the sample: what it prices, and the contract that answers. */
export interface EvmFeed {
  /** The proxy that the registry names. */
  proxy: string;
  aggregator: string;
  price: PricePath;
  /** Answers only while New York trades, as a stock's last price stands still at night. */
  isStock: boolean;
}

/** Milliseconds between answers for a stock while its exchange is open, and for the native coin at any time. */
const STOCK_EVERY = 300_000;
const NATIVE_EVERY = HOUR;

/** The feeds that the registry knows of the market's stocks and native coin: what the exchange prints, and what traders think fair. */
export function feedsOf({ seed, market: { chain }, tickers, floor, ethPrice }: EvmStage): EvmFeed[] {
  const feed = (proxy: string, price: PricePath, isStock: boolean): EvmFeed => {
    return { proxy, aggregator: inventedEvmAddress(`${chain} aggregator ${proxy}`), price, isStock };
  };
  const stocks = [...tickers.values()].flatMap(({ token, fair }) => {
    const known = findToken(chain, token.address);
    if (!known?.token.feed) return [];
    // By its share, so that the feeds of several chains agree.
    const random = new Random(seed, `exchange ${known.asset.underlying}`);
    return [feed(known.token.feed, exchangePath(fair, random), true)];
  });
  if (stocks.length === 0) return [];
  const native = findQuote(chain, floor.native.address)?.feed;
  return native === undefined ? stocks : [...stocks, feed(native, ethPrice, false)];
}

/** Every answer of the week. */
export function feedActs({ recorder }: EvmStage, feeds: readonly EvmFeed[]): Act[] {
  const acts: Act[] = [];
  for (let time = SETUP_START; time < WEEK_END; time += STOCK_EVERY) {
    const due = feeds.filter(({ isStock }) => (isStock ? isMarketOpen(time / 1_000) : time % NATIVE_EVERY === 0));
    for (const { aggregator, price } of due) {
      const answer = BigInt(Math.round(price(time) * 10 ** FEED_DECIMALS));
      acts.push({ time, run: (at) => recorder.feedAnswered(at, aggregator, answer) });
    }
  }
  return acts;
}

/** What the proxies answer to `eth_call`; empty for every other address, as for one without code. */
export function feedCalls(feeds: readonly EvmFeed[]): (to: string, data: string) => string {
  const aggregators = new Map(feeds.map(({ proxy, aggregator }) => [proxy, aggregator]));
  return (to, data) => {
    const aggregator = aggregators.get(to.toLowerCase());
    return aggregator === undefined ? '0x' : feedProxyAnswer(aggregator, data);
  };
}
