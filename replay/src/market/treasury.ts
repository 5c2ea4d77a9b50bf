import type { Exchange } from './exchange.ts';
import type { Act } from './timeline.ts';
import type { Ticker } from './trading-floor.ts';
import type { Wallet } from './wallet.ts';

/** Milliseconds between two hand-outs. */
const STEP = 1200;

export interface Issue {
  ticker: Ticker;
  issuer: Wallet;
  custodian: Wallet;
  makers: readonly Wallet[];
  /** USD worth minted, and handed to each maker. */
  mintedUsd: number;
  makerUsd: number;
}

/** Mints a ticker to the issuer's treasury, which hands the larger part to the custodian and some to each maker. */
export function issueActs(exchange: Exchange, start: number, issue: Issue): Act[] {
  const { ticker, issuer, custodian, makers, mintedUsd, makerUsd } = issue;
  const { token, fair } = ticker;
  const rawOf = (usd: number): bigint => BigInt(Math.ceil(usd / fair(start))) * 10n ** BigInt(token.decimals);
  const minted = rawOf(mintedUsd);
  const handOuts = [{ to: custodian, raw: (minted * 6n) / 10n }, ...makers.map((to) => ({ to, raw: rawOf(makerUsd) }))];
  return [
    { time: start, run: (time) => exchange.mint(time, token, issuer, minted) },
    ...handOuts.map(({ to, raw }, step): Act => {
      const run = (time: number): void => exchange.transfer(time, token, issuer, to, raw);
      return { time: start + (step + 1) * STEP, run };
    }),
  ];
}
