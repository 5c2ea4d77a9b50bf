import { permanentDelegates } from '@tokentape/core/registry/permanent-delegates.ts';
import { setFrozen, setPaused } from '../../encode/solana/token-controls.ts';
import { transferChecked } from '../../encode/solana/token-instructions.ts';
import { DAY, HOUR, WEEK_START } from '../calendar.ts';
import type { Act } from '../timeline.ts';
import type { MarketToken } from '../token.ts';
import { moveBalance, type Wallet } from '../wallet.ts';
import { inventedAddress } from './addresses.ts';
import type { SolanaStage } from './solana-stage.ts';

const SEIZED = 'NVDA';
const FREEZE_AUTHORITY = 'JDq14BWvqCRFNu1krb12bcRpbGtJZ1FLEakMw6FdxJNs';

/** What the issuer's powers do in the week: a pause, and a thief's account frozen, emptied and thawed again. */
export function powerActs(stage: SolanaStage): Act[] {
  const wallet = (address: string): Wallet => ({ address, balances: new Map() });
  const issuer = wallet(FREEZE_AUTHORITY);
  const thief = wallet(inventedAddress('thief'));
  const delegate = wallet(permanentDelegates.find((each) => each.issuer === 'xstocks')!.address);
  const { token } = stage.tickerOf(SEIZED);
  const loot = 12n * 10n ** BigInt(token.decimals);
  const pause = (paused: boolean) => (time: number) =>
    stage.recorder.custom(time, issuer, ({ builder, mint }) =>
      setPaused(builder, mint(withoutPool(stage)), issuer.address, paused),
    );
  const freeze = (frozen: boolean) => (time: number) => {
    const kept = moveBalance(thief, token, 0n);
    stage.recorder.custom(time, issuer, ({ builder, mint, tokenAccount, balances }) => {
      setFrozen(builder, mint(token), tokenAccount(thief, token), issuer.address, frozen);
      balances([kept]);
    });
  };
  const seize = (time: number): void => {
    const changes = [moveBalance(thief, token, -loot), moveBalance(stage.wallet('treasury'), token, loot)] as const;
    stage.recorder.custom(time, delegate, ({ builder, mint, tokenAccount, balances }) => {
      const [from, to] = [tokenAccount(thief, token), tokenAccount(changes[1].wallet, token)];
      transferChecked(builder, mint(token), from, to, delegate.address, loot);
      balances(changes);
    });
  };
  const steal = (time: number): void => stage.floor.exchange.transfer(time, token, stage.floor.custodian, thief, loot);
  const start = WEEK_START + 2 * DAY + 5 * HOUR;
  return [
    { time: start, run: steal },
    { time: start + 2 * HOUR, run: freeze(true) },
    { time: start + 9 * HOUR, run: seize },
    { time: start + 10 * HOUR, run: freeze(false) },
    { time: start + 30 * HOUR, run: pause(true) },
    { time: start + 31 * HOUR, run: pause(false) },
  ];
}

/** A stock that no pool trades by then: a pause would stop its swaps too. */
function withoutPool({ tickers, specs }: SolanaStage): MarketToken {
  const pooled = new Set(specs.map(({ underlying }) => underlying));
  const found = [...tickers.values()].find(({ symbol }) => !pooled.has(symbol.replace(/x$/, '')));
  if (found === undefined) throw new Error('Every stock of the sample has a pool.');
  return found.token;
}
