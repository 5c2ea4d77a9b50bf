import type { EvmLog } from '../../chains/evm-chain.ts';
import {
  balancePerShareSetLog,
  multiplierUpdatedLog,
  ONE,
  uiMultiplierUpdatedLog,
} from '../../encode/evm/multipliers.ts';
import { DAY, HOUR, WEEK_START } from '../calendar.ts';
import type { Act } from '../timeline.ts';
import type { MarketToken } from '../token.ts';
import type { EvmStage } from './evm-stage.ts';

/** Dividends that the sample's issuers put into their tokens, as a part of the price, in 1e-18. */
const [KO, PFE, AAPL, TSLA] = [7_200_000_000_000_000n, 17_700_000_000_000_000n, 1_220_000_000_000_000n, ONE / 400n];
const PAID_AT = WEEK_START + DAY + 20 * HOUR;

/** Each design of token passes on a dividend in its own way. */
export function corporateActions(stage: EvmStage): Act[] {
  const { market, tickers } = stage;
  const token = (symbol: string): MarketToken | undefined => tickers.get(symbol)?.token;
  const rebase = (symbol: string, paid: bigint, statement: (token: string, multiplier: bigint) => EvmLog): Act[] => {
    const own = token(symbol);
    if (own === undefined) return [];
    const run = (time: number): void => stage.rebase(time, own, ONE + paid, statement(own.address, ONE + paid));
    return [{ time: PAID_AT, run }, ...laterMove(stage, own)];
  };
  if (market.chain === 'arbitrum') {
    return [...rebase('KOx', KO, multiplierUpdatedLog), ...rebase('PFE.d', PFE, balancePerShareSetLog)];
  }
  if (market.chain === 'robinhood') return scheduled(stage, token('AAPL')!, ONE + AAPL);
  return accrued(stage, token('tTSLA')!, TSLA);
}

/** Somebody gets some of a token after its balances have grown. */
function laterMove({ floor }: EvmStage, token: MarketToken): Act[] {
  const run = (time: number): void =>
    floor.exchange.transfer(time, token, floor.custodian, floor.wallet(0), 3n * 10n ** BigInt(token.decimals));
  return [{ time: PAID_AT + HOUR, run }];
}

/** Announced on one day and in force two days later, when no transaction says so. */
function scheduled({ recorder }: EvmStage, token: MarketToken, multiplier: bigint): Act[] {
  const effectiveAt = (PAID_AT + 2 * DAY) / 1_000;
  const statement = uiMultiplierUpdatedLog(token.address, ONE, multiplier, effectiveAt);
  return [{ time: PAID_AT, run: (time) => recorder.unitsChanged(time, token, multiplier, [statement]) }];
}

/** The wrapper of a stock gets more of it; the next deposit shows what a share of the wrapper is worth by then. */
function accrued(stage: EvmStage, wrapper: MarketToken, part: bigint): Act[] {
  const { recorder, floor } = stage;
  const deposit = (time: number): void =>
    floor.exchange.mint(time, wrapper, stage.wallet('treasury'), 10n * 10n ** BigInt(wrapper.decimals));
  return [
    { time: PAID_AT, run: (time) => recorder.wrapperPaid(time, wrapper, part) },
    { time: PAID_AT + HOUR, run: deposit },
  ];
}
