import { getChain } from '@tokentape/core/registry/registry.ts';
import type { EvmChain } from '../../chains/evm-chain.ts';
import { memoryEvmChain } from '../../chains/memory-evm-chain.ts';
import { DAY, HOUR, SETUP_START, WEEK_DAYS, WEEK_END, WEEK_START } from '../calendar.ts';
import type { Ledger } from '../ledger.ts';
import { keepNativePrice } from '../native-pool.ts';
import type { MarketPool } from '../pool.ts';
import { Random } from '../random.ts';
import { type Act, playTimeline } from '../timeline.ts';
import { FIRST_PERSON, type Population, planDay, type TickerDay } from '../trade-plan.ts';
import { makeTrade, type Ticker } from '../trading-floor.ts';
import { corporateActions } from './corporate-actions.ts';
import { feedActs, feedCalls, feedsOf } from './evm-feeds.ts';
import { type EvmMarket, opensAt } from './evm-markets.ts';
import { evmOpeningActs } from './evm-opening.ts';
import { EvmStage } from './evm-stage.ts';
import { impostorActs, impostorCalls } from './impostors.ts';
import { powerActs } from './issuer-powers.ts';
import { primaryOrderActs } from './primary-orders.ts';

export interface EvmWeek {
  chain: EvmChain;
  ledger: Ledger;
  pools: MarketPool[];
  tickers: Map<string, Ticker>;
  /** Who holds the reserves of a pool. */
  vaultOf(pool: MarketPool): string;
}

const FAILURES_A_DAY = 25;
/** A pool takes trades this long after its creation, once it has been funded. */
const TRADED_AFTER = 300_000;

/** Plays the launch week on an EVM chain, in the pools of its venues. The same seed gives the same chain. */
export function playEvmWeek(seed: number, market: EvmMarket): EvmWeek {
  const stage = new EvmStage(seed, market);
  const feeds = feedsOf(stage);
  playTimeline([
    ...[...evmOpeningActs(stage), ...tradingActs(stage), ...backgroundActs(stage), ...feedActs(stage, feeds)],
    ...[...impostorActs(stage), ...primaryOrderActs(stage), ...powerActs(stage), ...corporateActions(stage)],
  ]);
  const [ofFeeds, ofImpostors] = [feedCalls(feeds), impostorCalls(market.chain)];
  const call = (to: string, data: string): string => ofImpostors(to, data) ?? ofFeeds(to, data);
  const chain = memoryEvmChain(getChain(market.chain).chainId!, stage.recorder.blocks(), undefined, call);
  const { ledger, pools, tickers } = stage;
  return { chain, ledger, pools, tickers, vaultOf: (pool) => stage.vaultOf(pool) };
}

function tradingActs(stage: EvmStage): Act[] {
  const { seed, market, floor, tickers } = stage;
  const population: Population = { next: FIRST_PERSON, traded: new Set() };
  return market.days.flatMap((target, day) => {
    const random = new Random(seed, `${market.chain} day ${day}`);
    const days = tickerDays(stage, day, target.volumeUsd, target.trades);
    return planDay(day, target, days, population, random).map((trade): Act => {
      const run = (): void => makeTrade(floor, tickers.get(trade.ticker)!, trade, day);
      return { time: trade.time, run };
    });
  });
}

/** Splits a day's trades and volume over the open pools by weight. */
function tickerDays(stage: EvmStage, day: number, volumeUsd: number, trades: number): TickerDay[] {
  const start = WEEK_START + day * DAY;
  const open = stage.market.pools.filter((spec) => spec.weight > 0 && opensAt(spec) < start + DAY / 2);
  const total = open.reduce((sum, { weight }) => sum + weight, 0);
  const roots = open.map(({ weight }) => weight ** 0.8);
  const rootTotal = roots.reduce((sum, root) => sum + root, 0);
  const counts = roots.map((root) => Math.max(2, Math.floor((trades * root) / rootTotal)));
  counts[0]! += trades - counts.reduce((sum, count) => sum + count, 0);
  return open.map((spec, position) => ({
    ticker: stage.tickerOf(spec).symbol,
    trades: counts[position]!,
    usd: (volumeUsd * spec.weight) / total,
    opensAt: Math.max(start, opensAt(spec) + TRADED_AFTER),
    makers: spec.weight > 3,
    washShare: 0,
  }));
}

/** A keeper of the native coin's price, failed swaps, and a block on every hour. */
function backgroundActs(stage: EvmStage): Act[] {
  const random = new Random(stage.seed, `${stage.market.chain} background`);
  const { recorder, floor, ethPrice } = stage;
  const acts: Act[] = [];
  for (let time = SETUP_START; time <= WEEK_END; time += HOUR) acts.push({ time, run: (at) => recorder.quiet(at) });
  for (let time = SETUP_START + 2 * HOUR; time < WEEK_END; time += random.integer(1_200_000, 2_400_000)) {
    acts.push({ time, run: (at) => keepNativePrice(floor, stage.wallet('keeper'), ethPrice, at) });
  }
  for (let step = 0; step < FAILURES_A_DAY * WEEK_DAYS; step++) {
    const time = WEEK_START + random.integer(5000, WEEK_DAYS * DAY - 5000);
    acts.push({ time, run: (at) => failedSwap(stage, at, random) });
  }
  return acts;
}

function failedSwap({ tickers, floor, recorder }: EvmStage, time: number, random: Random): void {
  const open = [...tickers.values()].filter(({ pools }) => pools.length > 0);
  const { pool } = random.pick(open).pools[0]!;
  recorder.swapFailed(time, floor.wallet(random.integer(FIRST_PERSON, 300)), pool, 0, 1_000_000n);
}
