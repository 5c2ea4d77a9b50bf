import { HOUR, SETUP_START } from '../calendar.ts';
import { rangeAround } from '../exchange.ts';
import { bookPool, productPool, rangePool } from '../first-deposit.ts';
import type { MarketPool } from '../pool.ts';
import type { PositionRecord } from '../recorder.ts';
import type { Act } from '../timeline.ts';
import { MAKERS } from '../trade-plan.ts';
import { type Ticker, usdPerQuote } from '../trading-floor.ts';
import { issueActs } from '../treasury.ts';
import type { Wallet } from '../wallet.ts';
import { inventedAddress, isBefore } from './addresses.ts';
import { type SolanaPoolSpec, TIERS } from './pool-specs.ts';
import type { SolanaStage } from './solana-stage.ts';

/** Positions of the SOL/USDC pool: half-width as a share of the price, and USD. */
const NATIVE_BANDS = [
  [0.02, 1_500_000],
  [0.3, 4_000_000],
] as const;
const FUNDED_AFTER = 120_000;
const EMPTIED_AFTER = 3 * HOUR;

/** Mints, pools and liquidity, each at its time. */
export function openingActs(stage: SolanaStage): Act[] {
  const { exchange, custodian } = stage.floor;
  const issues = [...stage.tickers.values()].flatMap((ticker, position) =>
    issueActs(exchange, SETUP_START + 2 * HOUR + position * 20_000, {
      ticker,
      issuer: stage.wallet('treasury'),
      custodian,
      makers: ticker.head ? MAKERS.map(stage.floor.wallet) : [],
      mintedUsd: ticker.head ? 12_000_000 : 400_000,
      makerUsd: 150_000,
    }),
  );
  return [...nativeActs(stage), ...issues, ...stage.specs.flatMap((spec) => poolActs(stage, spec))];
}

/** The pool that prices SOL, which its keeper fills and keeps. */
function nativeActs(stage: SolanaStage): Act[] {
  const { exchange, nativePool } = stage.floor;
  const keeper = stage.wallet('keeper');
  const fund = (time: number): void => {
    keeper.balances.set(stage.wsol, 200_000n * 10n ** 9n);
    for (const [share, usd] of NATIVE_BANDS) {
      const { lower, upper } = rangeAround(nativePool, share);
      exchange.addLiquidity(time, nativePool, keeper, lower, upper, BigInt(usd) * 1_000_000n);
    }
  };
  return [
    { time: nativePool.createdAt, run: (time) => exchange.createPool(time, nativePool, keeper) },
    { time: nativePool.createdAt + 60_000, run: fund },
  ];
}

function poolActs(stage: SolanaStage, spec: SolanaPoolSpec): Act[] {
  const ticker = stage.tickerOf(spec.underlying);
  const owner = stage.wallet(`provider ${spec.underlying}`);
  const { venue } = spec;
  if (venue !== undefined && venue in FUNDED) return depositActs(stage, spec, ticker, owner);
  const { exchange } = stage.floor;
  let pool: MarketPool | undefined;
  let opened: PositionRecord[] = [];
  const create = (time: number): void => {
    pool = concentratedPool(stage, spec, ticker, time);
    exchange.createPool(time, pool, owner);
  };
  const fund = (time: number): void => {
    opened = spec.bands.map(([share, part]) =>
      openPosition(stage, time, pool!, owner, ticker, share, spec.tvlUsd * part),
    );
    if (spec.fate === 'traded') ticker.pools.push({ pool: pool!, weight: spec.weight });
  };
  const withdraw = (time: number): void => {
    for (const position of opened) exchange.removeLiquidity(time, position);
  };
  const acts: Act[] = [{ time: spec.createdAt, run: create }];
  if (spec.fate !== 'unfunded') acts.push({ time: spec.createdAt + FUNDED_AFTER, run: fund });
  if (spec.fate === 'emptied') acts.push({ time: spec.createdAt + EMPTIED_AFTER, run: withdraw });
  return acts;
}

function concentratedPool(stage: SolanaStage, spec: SolanaPoolSpec, { token, fair }: Ticker, time: number): MarketPool {
  const quote = spec.quote === 'USDC' ? stage.usdc : stage.wsol;
  const pool = stage.newPool({
    address: spec.address ?? inventedAddress(`pool ${spec.underlying} ${spec.quote}`),
    stock: token,
    quote,
    price: fair(time) / usdPerQuote(stage.floor, quote),
    venue: spec.venue ?? 'raydium-clmm',
    feePips: TIERS[spec.tier].feePips,
    tickSpacing: TIERS[spec.tier].tickSpacing,
    createdAt: spec.createdAt,
  });
  stage.specOf.set(pool, spec);
  return pool;
}

/** A position of about `usd`; the stock for it comes from the custodian. */
function openPosition(
  { floor }: SolanaStage,
  time: number,
  pool: MarketPool,
  owner: Wallet,
  { token, fair }: Ticker,
  share: number,
  usd: number,
): PositionRecord {
  const { lower, upper } = rangeAround(pool, share);
  const price = fair(time);
  const token1Usd = pool.token1 === token ? price : usdPerQuote(floor, pool.token1);
  const value = (BigInt(Math.round((usd / token1Usd) * 1e6)) * 10n ** BigInt(pool.token1.decimals)) / 1_000_000n;
  const needed = BigInt(Math.ceil((usd / price) * 1e4)) * 10n ** BigInt(token.decimals - 4);
  floor.exchange.transfer(time, token, floor.custodian, owner, needed);
  return floor.exchange.addLiquidity(time, pool, owner, lower, upper, value);
}

/** Of the books, a part of the bins around the price is taken out a while after the opening. */
const WITHDRAWAL = { reach: 6, bps: 3_000, after: 26 * HOUR };

/** Later its owner adds a part of the first deposit around the price. */
const ADDITION = { reach: 8, divisor: 10n, after: 34 * HOUR };

const FUNDED = { 'raydium-cpmm': productPool, 'meteora-dlmm': bookPool, 'meteora-damm-v2': rangePool };

/** Pools without positions of their own: a constant-product pool opens with its deposit, a book is created first. */
function depositActs(stage: SolanaStage, spec: SolanaPoolSpec, ticker: Ticker, owner: Wallet): Act[] {
  const { exchange, custodian } = stage.floor;
  const { token, fair } = ticker;
  const stockIs0 = isBefore(token.address, stage.usdc.address);
  let opened: MarketPool | undefined;
  let first: [bigint, bigint] = [0n, 0n];
  const open = (time: number): void => {
    const price = fair(time);
    const [token0, token1] = stockIs0 ? [token, stage.usdc] : [stage.usdc, token];
    const { pool, amount0, amount1 } = FUNDED[spec.venue as keyof typeof FUNDED](
      {
        address: inventedAddress(`pool ${spec.venue} ${spec.underlying}`),
        token0,
        token1,
        price: stockIs0 ? price : 1 / price,
        side: stockIs0 ? spec.tvlUsd / 2 : spec.tvlUsd / 2 / price,
        createdAt: spec.createdAt,
      },
      spec.venue === 'meteora-dlmm' ? TIERS[spec.tier].tickSpacing : TIERS[spec.tier].feePips,
    );
    opened = pool;
    first = [amount0, amount1];
    stage.pools.push(pool);
    stage.specOf.set(pool, spec);
    exchange.transfer(time, token, custodian, owner, stockIs0 ? amount0 : amount1);
    if (spec.venue === 'meteora-dlmm') exchange.createPool(time, pool, owner);
    exchange.fundPool(time, pool, owner, amount0, amount1);
    ticker.pools.push({ pool, weight: spec.weight });
  };
  const addition = (time: number): void => {
    const offered = first.map((amount) => amount / ADDITION.divisor) as [bigint, bigint];
    exchange.transfer(time, token, custodian, owner, offered[stockIs0 ? 0 : 1]);
    exchange.addToBook(time, opened!, owner, ADDITION.reach, offered);
  };
  const acts: Act[] = [{ time: spec.createdAt, run: open }];
  if (spec.venue === 'meteora-dlmm') {
    const { reach, bps, after } = WITHDRAWAL;
    acts.push({
      time: spec.createdAt + after,
      run: (time) => exchange.withdrawFromBook(time, opened!, owner, reach, bps),
    });
    acts.push({ time: spec.createdAt + ADDITION.after, run: addition });
  }
  return acts;
}
