import { memorySolanaChain } from '../../chains/memory-solana-chain.ts';
import type { SolanaChain } from '../../chains/solana-chain.ts';
import { LAUNCH_WEEK } from '../launch-week.ts';
import type { Ledger } from '../ledger.ts';
import type { MarketPool } from '../pool.ts';
import { Random } from '../random.ts';
import { type Act, playTimeline } from '../timeline.ts';
import { FIRST_PERSON, type Population, planDay } from '../trade-plan.ts';
import { makeTrade, type Ticker } from '../trading-floor.ts';
import { backgroundActs } from './background.ts';
import { incidentActs } from './incidents.ts';
import { powerActs } from './issuer-powers.ts';
import { openingActs } from './opening.ts';
import { primaryOrderActs } from './primary-orders.ts';
import { SolanaStage } from './solana-stage.ts';
import { tickerDays } from './ticker-days.ts';

export interface SolanaWeek {
  chain: SolanaChain;
  ledger: Ledger;
  /** Slots to index from and to. */
  firstSlot: number;
  lastSlot: number;
  pools: MarketPool[];
  tickers: Map<string, Ticker>;
}

/** Genesis hash of the main network: the sample plays there, with its own transactions. */
const GENESIS = '5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d';

/** Plays the launch week of xStocks on Solana. The same seed gives the same chain, byte for byte. */
export function playSolanaWeek(seed: number): SolanaWeek {
  const stage = new SolanaStage(seed);
  playTimeline([
    ...openingActs(stage),
    ...tradingActs(stage),
    ...backgroundActs(stage),
    ...incidentActs(stage),
    ...primaryOrderActs(stage),
    ...powerActs(stage),
  ]);
  const { recorder, ledger, pools, tickers } = stage;
  const { entries, emptyBlocks } = recorder.journal;
  const { states } = recorder;
  const chain = memorySolanaChain({
    ...{ genesisHash: GENESIS, entries, emptyBlocks },
    account: (address, slot) => states.account(address, slot),
    programAccounts: (program, slot) => states.programAccounts(program, slot),
  });
  return { chain, ledger, firstSlot: chain.blocks[0]!.slot, lastSlot: chain.blocks.at(-1)!.slot, pools, tickers };
}

/** The planned trades of every day. */
function tradingActs({ seed, specs, floor, tickers }: SolanaStage): Act[] {
  const population: Population = { next: FIRST_PERSON, traded: new Set() };
  return LAUNCH_WEEK.flatMap((target, day) => {
    const random = new Random(seed, `solana day ${day}`);
    const plan = planDay(day, target, tickerDays(day, target, specs, random), population, random);
    return plan.map((trade): Act => {
      const run = (): void => makeTrade(floor, tickers.get(trade.ticker)!, trade, day);
      return { time: trade.time, run };
    });
  });
}
