import { DAY, HOUR, WEEK_START } from '../calendar.ts';
import type { Act } from '../timeline.ts';
import type { EvmStage } from './evm-stage.ts';

/** Backed stops a stock that trades nowhere for some hours, as for a corporate action. */
export function powerActs({ recorder, tickers }: EvmStage): Act[] {
  const stopped = [...tickers.values()].find(({ symbol, token }) => symbol === 'MSTRx' && token.statesShares)?.token;
  if (stopped === undefined) return [];
  const start = WEEK_START + 3 * DAY + 20 * HOUR;
  return [
    { time: start, run: (time) => recorder.paused(time, stopped, true) },
    { time: start + 4 * HOUR, run: (time) => recorder.paused(time, stopped, false) },
  ];
}
