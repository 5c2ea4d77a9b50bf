import { HOUR, SETUP_START } from '../calendar.ts';
import { rangeAround } from '../exchange.ts';
import type { MarketPool } from '../pool.ts';
import type { Act } from '../timeline.ts';
import type { MarketToken } from '../token.ts';
import { MAKERS } from '../trade-plan.ts';
import { usdPerQuote } from '../trading-floor.ts';
import { issueActs } from '../treasury.ts';
import type { Wallet } from '../wallet.ts';
import { type EvmPoolSpec, opensAt } from './evm-markets.ts';
import type { EvmStage } from './evm-stage.ts';

/** Positions of a stock's pool: half-width as a share of the price, and share of the TVL. */
const BANDS = [
  [0.04, 0.4],
  [0.3, 0.6],
] as const;
/** Positions of the native coin's pool: half-width and USD. */
const NATIVE_BANDS = [
  [0.02, 1_500_000],
  [0.3, 3_000_000],
] as const;
const FUNDED_AFTER = 120_000;

/** Mints, pools and liquidity, each at its time. */
export function evmOpeningActs(stage: EvmStage): Act[] {
  const { exchange, custodian, wallet } = stage.floor;
  const makers = MAKERS.map((maker) => wallet(maker));
  const issuer = stage.wallet('treasury');
  const issues = [...stage.tickers.values()].flatMap((ticker, position) => {
    const terms = { ticker, issuer, custodian, makers, mintedUsd: 2_000_000, makerUsd: 25_000 };
    return issueActs(exchange, SETUP_START + 2 * HOUR + position * 30_000, terms);
  });
  return [...nativeActs(stage), ...issues, ...stage.market.pools.flatMap((spec) => poolActs(stage, spec))];
}

/** The pool that prices the native coin, which its keeper fills and keeps. */
function nativeActs(stage: EvmStage): Act[] {
  const { exchange, nativePool, native } = stage.floor;
  const keeper = stage.wallet('keeper');
  const fund = (time: number): void => {
    keeper.balances.set(native, 20_000n * 10n ** 18n);
    for (const [share, usd] of NATIVE_BANDS) {
      openPosition(stage, {
        time,
        pool: nativePool,
        owner: keeper,
        token: native,
        share,
        usd,
        price: stage.ethPrice(time),
      });
    }
  };
  return [
    { time: nativePool.createdAt, run: (time) => exchange.createPool(time, nativePool, keeper) },
    { time: nativePool.createdAt + 60_000, run: fund },
  ];
}

function poolActs(stage: EvmStage, spec: EvmPoolSpec): Act[] {
  const ticker = stage.tickerOf(spec);
  const { token, fair } = ticker;
  const owner = stage.wallet(`provider ${spec.issuer} ${spec.underlying}`);
  const quote = stage.quote(spec.quote);
  const createdAt = opensAt(spec);
  let pool: MarketPool | undefined;
  const create = (time: number): void => {
    const { venue, feePips } = spec;
    const price = fair(time) / usdPerQuote(stage.floor, quote);
    pool = stage.newPool(token, quote, price, { venue, feePips, createdAt });
    stage.floor.exchange.createPool(time, pool, owner);
  };
  const fund = (time: number): void => {
    for (const [share, part] of BANDS) {
      openPosition(stage, { time, pool: pool!, owner, token, share, usd: spec.tvlUsd * part, price: fair(time) });
    }
    ticker.pools.push({ pool: pool!, weight: 1 });
  };
  const created: Act = { time: createdAt, run: create };
  return spec.fate === 'unfunded' ? [created] : [created, { time: createdAt + FUNDED_AFTER, run: fund }];
}

interface Opening {
  time: number;
  pool: MarketPool;
  owner: Wallet;
  token: MarketToken;
  share: number;
  usd: number;
  /** USD per whole token. */
  price: number;
}

/** A position of about `usd`; stock for it comes from the custodian. */
function openPosition({ floor }: EvmStage, { time, pool, owner, token, share, usd, price }: Opening): void {
  const { lower, upper } = rangeAround(pool, share);
  const token1Usd = pool.token1 === token ? price : usdPerQuote(floor, pool.token1);
  const value = (BigInt(Math.round((usd / token1Usd) * 1e6)) * 10n ** BigInt(pool.token1.decimals)) / 1_000_000n;
  if (token.kind === 'stock') {
    const needed = BigInt(Math.ceil((usd / price) * 1e4)) * 10n ** BigInt(token.decimals - 4);
    floor.exchange.transfer(time, token, floor.custodian, owner, needed);
  }
  floor.exchange.addLiquidity(time, pool, owner, lower, upper, value);
}
