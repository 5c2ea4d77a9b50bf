import { findDex, getChain } from '@tokentape/core/registry/registry.ts';
import type { EvmChain } from '../../chains/evm-chain.ts';
import { memoryEvmChain } from '../../chains/memory-evm-chain.ts';
import { uniswapPoolAddress } from '../../encode/evm/uniswap-v3.ts';
import { DAY, HOUR, SETUP_START, WEEK_DAYS, WEEK_END, WEEK_START } from '../calendar.ts';
import { Exchange, newPool, rangeAround } from '../exchange.ts';
import { pricePath } from '../fair-price.ts';
import { Ledger } from '../ledger.ts';
import { ETH_PRICES, HEAD_LISTINGS, TAIL_LISTINGS } from '../listing.ts';
import { keepNativePrice } from '../native-pool.ts';
import { type MarketPool, sideOf } from '../pool.ts';
import { Random } from '../random.ts';
import { type Act, playTimeline } from '../timeline.ts';
import { type MarketToken, quoteToken, stockToken } from '../token.ts';
import { FIRST_PERSON, MAKERS, type Population, planDay, type TickerDay } from '../trade-plan.ts';
import { type Floor, makeTrade, type Ticker, usdPerQuote } from '../trading-floor.ts';
import { issueActs } from '../treasury.ts';
import type { Wallet } from '../wallet.ts';
import { inventedEvmAddress } from './evm-addresses.ts';
import { type EvmMarket, type EvmPoolSpec, OTHER_PRICES } from './evm-markets.ts';
import { EvmRecorder, type UniswapContracts } from './evm-recorder.ts';

export interface EvmWeek {
  chain: EvmChain;
  ledger: Ledger;
  pools: MarketPool[];
  tickers: Map<string, Ticker>;
}

/** Tick spacing of Uniswap V3's fee tiers. */
const SPACINGS = { 500: 10, 3000: 60, 10000: 200 } as const;
const BANDS = [
  [0.04, 0.4],
  [0.3, 0.6],
] as const;

/** Plays the launch week on an EVM chain, in Uniswap V3 pools. The same seed gives the same chain. */
export function playEvmWeek(seed: number, market: EvmMarket): EvmWeek {
  const stage = new EvmStage(seed, market);
  playTimeline([...stage.opening(), ...stage.trading(), ...stage.background()]);
  const chain = memoryEvmChain(getChain(market.chain).chainId!, stage.recorder.blocks());
  const { ledger, pools, tickers } = stage;
  return { chain, ledger, pools, tickers };
}

class EvmStage {
  readonly recorder: EvmRecorder;
  readonly ledger = new Ledger();
  readonly pools: MarketPool[] = [];
  readonly tickers = new Map<string, Ticker>();
  readonly #seed: number;
  readonly #market: EvmMarket;
  readonly #contracts: UniswapContracts;
  readonly #floor: Floor;
  readonly #wallets = new Map<string, Wallet>();
  readonly #weth: MarketToken;
  readonly #quotes: Map<string, MarketToken>;
  readonly #ethPrice;

  constructor(seed: number, market: EvmMarket) {
    this.#seed = seed;
    this.#market = market;
    const { chain, router, positions, firstBlock } = market;
    this.#contracts = { factory: factoryOf(chain), router, positions };
    this.#ethPrice = pricePath(ETH_PRICES, new Random(seed, 'ETH price'));
    this.recorder = new EvmRecorder({ seed, chain, firstBlock, contracts: this.#contracts });
    const symbols = new Set(['USDC', 'WETH', ...market.pools.map(({ quote }) => quote)]);
    this.#quotes = new Map([...symbols].map((symbol) => [symbol, quoteToken(chain, symbol)]));
    this.#weth = this.#quotes.get('WETH')!;
    this.#floor = {
      exchange: new Exchange(this.recorder),
      ledger: this.ledger,
      random: new Random(seed, `${chain} trades`),
      nativePool: this.#newPool(
        this.#weth,
        this.#quotes.get('USDC')!,
        this.#ethPrice(SETUP_START),
        500,
        SETUP_START + HOUR,
      ),
      native: this.#weth,
      wallet: (number) => this.#named(`wallet ${number}`),
      relayers: [this.#named('relayer 0')],
      custodian: this.#named('custodian'),
    };
    for (const spec of market.pools) this.#list(spec);
  }

  opening(): Act[] {
    const { exchange, nativePool, custodian } = this.#floor;
    const keeper = this.#named('keeper');
    const fundNative = (time: number): void => {
      keeper.balances.set(this.#weth, 20_000n * 10n ** 18n);
      for (const [share, usd] of [
        [0.02, 1_500_000],
        [0.3, 3_000_000],
      ] as const) {
        this.#fund(time, nativePool, keeper, this.#weth, share, usd, this.#ethPrice(time));
      }
    };
    const makers = MAKERS.map((maker) => this.#floor.wallet(maker));
    const issues = [...this.tickers.values()].flatMap((ticker, position) => {
      const start = SETUP_START + 2 * HOUR + position * 30_000;
      return issueActs(exchange, start, {
        ticker,
        issuer: this.#named('treasury'),
        custodian,
        makers,
        mintedUsd: 2_000_000,
        makerUsd: 25_000,
      });
    });
    return [
      { time: nativePool.createdAt, run: (time) => exchange.createPool(time, nativePool, keeper) },
      { time: nativePool.createdAt + 60_000, run: fundNative },
      ...issues,
      ...this.#market.pools.flatMap((spec) => this.#poolActs(spec)),
    ];
  }

  trading(): Act[] {
    const { chain, days } = this.#market;
    const population: Population = { next: FIRST_PERSON, traded: new Set() };
    return days.flatMap((target, day) => {
      const random = new Random(this.#seed, `${chain} day ${day}`);
      const tickers = this.#tickerDays(day, target.volumeUsd, target.trades);
      return planDay(day, target, tickers, population, random).map((trade): Act => {
        const run = (): void => makeTrade(this.#floor, this.tickers.get(trade.ticker)!, trade, day);
        return { time: trade.time, run };
      });
    });
  }

  background(): Act[] {
    const random = new Random(this.#seed, `${this.#market.chain} background`);
    const keeper = this.#named('keeper');
    const acts: Act[] = [];
    for (let time = SETUP_START; time <= WEEK_END; time += HOUR)
      acts.push({ time, run: (at) => this.recorder.quiet(at) });
    for (let time = SETUP_START + 2 * HOUR; time < WEEK_END; time += random.integer(1_200_000, 2_400_000)) {
      acts.push({ time, run: (at) => keepNativePrice(this.#floor, keeper, this.#ethPrice, at) });
    }
    for (let step = 0; step < 25 * WEEK_DAYS; step++) {
      const time = WEEK_START + random.integer(5000, WEEK_DAYS * DAY - 5000);
      acts.push({ time, run: (at) => this.#failedSwap(at, random) });
    }
    return acts;
  }

  #tickerDays(day: number, volumeUsd: number, trades: number): TickerDay[] {
    const start = WEEK_START + day * DAY;
    const open = this.#market.pools.filter(
      ({ weight, opensAfterHours }) => weight > 0 && opensAt(opensAfterHours) < start + DAY / 2,
    );
    const total = open.reduce((sum, { weight }) => sum + weight, 0);
    const roots = open.map(({ weight }) => weight ** 0.8);
    const rootTotal = roots.reduce((sum, root) => sum + root, 0);
    const counts = roots.map((root) => Math.max(2, Math.floor((trades * root) / rootTotal)));
    counts[0]! += trades - counts.reduce((sum, count) => sum + count, 0);
    return open.map((spec, position) => ({
      ticker: this.#tickerOf(spec).symbol,
      trades: counts[position]!,
      usd: (volumeUsd * spec.weight) / total,
      opensAt: Math.max(start, opensAt(spec.opensAfterHours) + 300_000),
      makers: spec.weight > 3,
      washShare: 0,
    }));
  }

  #failedSwap(time: number, random: Random): void {
    const open = [...this.tickers.values()].filter(({ pools }) => pools.length > 0);
    const { pool } = random.pick(open).pools[0]!;
    this.recorder.swapFailed(
      time,
      this.#floor.wallet(random.integer(FIRST_PERSON, 300)),
      pool,
      sideOf(pool, pool.token0),
      1_000_000n,
    );
  }

  #poolActs(spec: EvmPoolSpec): Act[] {
    const ticker = this.#tickerOf(spec);
    const { exchange } = this.#floor;
    const owner = this.#named(`provider ${spec.issuer} ${spec.underlying}`);
    const quote = this.#quotes.get(spec.quote)!;
    const createdAt = opensAt(spec.opensAfterHours);
    let pool: MarketPool | undefined;
    const create = (time: number): void => {
      pool = this.#newPool(
        ticker.token,
        quote,
        ticker.fair(time) / usdPerQuote(this.#floor, quote),
        spec.feePips,
        createdAt,
      );
      exchange.createPool(time, pool, owner);
    };
    const fund = (time: number): void => {
      for (const [share, part] of BANDS)
        this.#fund(time, pool!, owner, ticker.token, share, spec.tvlUsd * part, ticker.fair(time));
      ticker.pools.push({ pool: pool!, weight: 1 });
    };
    const created: Act = { time: createdAt, run: create };
    return spec.fate === 'unfunded' ? [created] : [created, { time: createdAt + 120_000, run: fund }];
  }

  #fund(
    time: number,
    pool: MarketPool,
    owner: Wallet,
    token: MarketToken,
    share: number,
    usd: number,
    price: number,
  ): void {
    const { exchange, custodian } = this.#floor;
    const { lower, upper } = rangeAround(pool, share);
    const token1Usd = pool.token1 === token ? price : usdPerQuote(this.#floor, pool.token1);
    const value = (BigInt(Math.round((usd / token1Usd) * 1e6)) * 10n ** BigInt(pool.token1.decimals)) / 1_000_000n;
    if (token.kind === 'stock') {
      const needed = BigInt(Math.ceil((usd / price) * 1e4)) * 10n ** BigInt(token.decimals - 4);
      exchange.transfer(time, token, custodian, owner, needed);
    }
    exchange.addLiquidity(time, pool, owner, lower, upper, value);
  }

  #newPool(
    stock: MarketToken,
    quote: MarketToken,
    price: number,
    feePips: EvmPoolSpec['feePips'],
    createdAt: number,
  ): MarketPool {
    const options = {
      venue: 'uniswap-v3' as const,
      feePips,
      tickSpacing: SPACINGS[feePips],
      resolution: 96 as const,
      createdAt,
    };
    const [token0, token1] = stock.address < quote.address ? [stock, quote] : [quote, stock];
    const address = uniswapPoolAddress(this.#contracts.factory, token0.address, token1.address, feePips);
    const pool = newPool(address, token0, token1, token0 === stock ? price : 1 / price, options);
    this.pools.push(pool);
    return pool;
  }

  #list(spec: EvmPoolSpec): void {
    const token = stockToken(this.#market.chain, spec.issuer, spec.underlying);
    if (token === undefined)
      throw new Error(`The registry has no ${spec.issuer} token of ${spec.underlying} on ${this.#market.chain}.`);
    if (this.tickers.has(token.symbol)) return;
    const listing = [...HEAD_LISTINGS, ...TAIL_LISTINGS].find(({ underlying }) => underlying === spec.underlying);
    const prices = listing?.prices ?? [OTHER_PRICES[spec.underlying]!];
    const fair = pricePath(prices, new Random(this.#seed, `price ${spec.underlying}`));
    this.tickers.set(token.symbol, {
      symbol: token.symbol,
      token,
      fair,
      pools: [],
      head: spec.tvlUsd >= 20_000,
      owed: 0,
    });
  }

  #tickerOf({ issuer, underlying }: EvmPoolSpec): Ticker {
    return this.tickers.get(stockToken(this.#market.chain, issuer, underlying)!.symbol)!;
  }

  #named(name: string): Wallet {
    const known = this.#wallets.get(name);
    if (known !== undefined) return known;
    const wallet = { address: inventedEvmAddress(`${this.#market.chain} ${name}`), balances: new Map() };
    this.#wallets.set(name, wallet);
    return wallet;
  }
}

function opensAt(hoursAfterSetup: number): number {
  return SETUP_START + hoursAfterSetup * HOUR;
}

function factoryOf(chain: string): string {
  const found = findDex(chain, UNISWAP_FACTORIES[chain] ?? '');
  if (found === undefined) throw new Error(`The registry has no Uniswap V3 factory on ${chain}.`);
  return found.deployment.address;
}

const UNISWAP_FACTORIES: Readonly<Record<string, string>> = {
  arbitrum: '0x1f98431c8ad98523631ae4a59f267346ea31f984',
  base: '0x33128a8fc17869897dce68ed026d694621f6fdfd',
};
