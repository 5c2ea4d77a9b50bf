import { memorySolanaChain } from '../../chains/memory-solana-chain.ts';
import type { SolanaChain } from '../../chains/solana-chain.ts';
import { DAY, HOUR, SETUP_START, WEEK_DAYS, WEEK_END, WEEK_START } from '../calendar.ts';
import { Exchange, newPool, rangeAround } from '../exchange.ts';
import { pricePath } from '../fair-price.ts';
import { bookPool, productPool } from '../first-deposit.ts';
import { LAUNCH_WEEK } from '../launch-week.ts';
import { Ledger } from '../ledger.ts';
import { HEAD_LISTINGS, type Listing, SOL_PRICES, TAIL_LISTINGS } from '../listing.ts';
import { keepNativePrice } from '../native-pool.ts';
import { type MarketPool, sideOf, type Venue } from '../pool.ts';
import { Random } from '../random.ts';
import type { PositionRecord } from '../recorder.ts';
import { type Act, playTimeline } from '../timeline.ts';
import { type MarketToken, quoteToken, stockToken } from '../token.ts';
import { FIRST_PERSON, MAKERS, type Population, planDay } from '../trade-plan.ts';
import { type Floor, makeTrade, type Ticker, usdPerQuote } from '../trading-floor.ts';
import { issueActs } from '../treasury.ts';
import type { Wallet } from '../wallet.ts';
import { inventedAddress, isBefore } from './addresses.ts';
import { HEADS, SOL_USDC_POOL, type SolanaPoolSpec, solanaPoolSpecs, TIERS } from './pool-specs.ts';
import { SolanaRecorder } from './solana-recorder.ts';
import { tickerDays } from './ticker-days.ts';

export interface SolanaWeek {
  chain: SolanaChain;
  ledger: Ledger;
  /** Slot to index from. */
  firstSlot: number;
  lastSlot: number;
  pools: MarketPool[];
  tickers: Map<string, Ticker>;
}

/** A pool's fee account and vaults by pool, for the recorder. */
const GENESIS = '5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d';

/** Plays the launch week of xStocks on Solana. The same seed gives the same chain, byte for byte. */
export function playSolanaWeek(seed: number): SolanaWeek {
  const stage = new SolanaStage(seed);
  playTimeline([...stage.opening(), ...stage.trading(), ...stage.background()]);
  const { recorder, ledger, pools, tickers } = stage;
  const { entries, emptyBlocks } = recorder;
  const chain = memorySolanaChain({ genesisHash: GENESIS, entries, emptyBlocks });
  return { chain, ledger, firstSlot: chain.blocks[0]!.slot, lastSlot: chain.blocks.at(-1)!.slot, pools, tickers };
}

class SolanaStage {
  readonly recorder: SolanaRecorder;
  readonly ledger = new Ledger();
  readonly pools: MarketPool[] = [];
  readonly tickers = new Map<string, Ticker>();
  readonly #seed: number;
  readonly #specs: readonly SolanaPoolSpec[];
  readonly #specOf = new Map<MarketPool, SolanaPoolSpec>();
  readonly #floor: Floor;
  readonly #wallets = new Map<number, Wallet>();
  readonly #usdc = quoteToken('solana', 'USDC');
  readonly #wsol = quoteToken('solana', 'WSOL');
  readonly #solPrice;

  constructor(seed: number) {
    this.#seed = seed;
    this.#specs = solanaPoolSpecs(seed);
    this.#solPrice = pricePath(SOL_PRICES, new Random(seed, 'SOL price'));
    this.recorder = new SolanaRecorder(seed, (pool) => this.#accountsOf(pool));
    const nativePool = this.#newPool(
      SOL_USDC_POOL,
      this.#wsol,
      this.#usdc,
      this.#solPrice(SETUP_START),
      TIERS['0.04%'],
      SETUP_START + HOUR,
    );
    this.#floor = {
      exchange: new Exchange(this.recorder),
      ledger: this.ledger,
      random: new Random(seed, 'solana trades'),
      nativePool,
      native: this.#wsol,
      wallet: (number) => this.#wallet(number),
      relayers: [this.#named('relayer 0'), this.#named('relayer 1')],
      custodian: this.#named('custodian'),
    };
    for (const listing of [...HEAD_LISTINGS, ...TAIL_LISTINGS]) this.#list(listing);
  }

  /** Mints, pools and liquidity, each at its time. */
  opening(): Act[] {
    const { exchange, nativePool } = this.#floor;
    const keeper = this.#named('keeper');
    const native: Act[] = [
      { time: nativePool.createdAt, run: (time) => exchange.createPool(time, nativePool, keeper) },
      {
        time: nativePool.createdAt + 60_000,
        run: (time) => {
          keeper.balances.set(this.#wsol, 200_000n * 10n ** 9n);
          for (const [share, usd] of [
            [0.02, 1_500_000],
            [0.3, 4_000_000],
          ] as const) {
            const { lower, upper } = rangeAround(nativePool, share);
            exchange.addLiquidity(time, nativePool, keeper, lower, upper, BigInt(usd) * 1_000_000n);
          }
        },
      },
    ];
    const tickers = [...this.tickers.values()].flatMap((ticker, position) =>
      issueActs(exchange, SETUP_START + 2 * HOUR + position * 20_000, {
        ticker,
        issuer: this.#named('treasury'),
        custodian: this.#floor.custodian,
        makers: ticker.head ? MAKERS.map((maker) => this.#wallet(maker)) : [],
        mintedUsd: ticker.head ? 12_000_000 : 400_000,
        makerUsd: 150_000,
      }),
    );
    return [...native, ...tickers, ...this.#specs.flatMap((spec) => this.#poolActs(spec))];
  }

  /** The planned trades of every day. */
  trading(): Act[] {
    const population: Population = { next: FIRST_PERSON, traded: new Set() };
    return LAUNCH_WEEK.flatMap((target, day) => {
      const random = new Random(this.#seed, `solana day ${day}`);
      const days = tickerDays(day, target, this.#specs, random);
      return planDay(day, target, days, population, random).map(
        (trade): Act => ({
          time: trade.time,
          run: () => makeTrade(this.#floor, this.tickers.get(trade.ticker)!, trade, day),
        }),
      );
    });
  }

  /** Keepers, failed swaps, transfers between wallets, the multiplier of a dividend, and quiet blocks on the hour. */
  background(): Act[] {
    const random = new Random(this.#seed, 'solana background');
    const { exchange } = this.#floor;
    const keeper = this.#named('keeper');
    const acts: Act[] = [];
    for (let time = SETUP_START; time <= WEEK_END; time += HOUR)
      acts.push({ time, run: (at) => this.recorder.quiet(at) });
    for (let time = SETUP_START + 2 * HOUR; time < WEEK_END; time += random.integer(240_000, 480_000)) {
      acts.push({ time, run: (at) => keepNativePrice(this.#floor, keeper, this.#solPrice, at) });
    }
    for (let day = 0; day < WEEK_DAYS; day++) {
      const { trades } = LAUNCH_WEEK[day]!;
      const moment = (): number => WEEK_START + day * DAY + random.integer(2000, DAY - 2000);
      for (let step = 0; step < trades * 0.04; step++)
        acts.push({ time: moment(), run: (time) => this.#failedSwap(time, random) });
      for (let step = 0; step < 60 + trades * 0.006; step++)
        acts.push({ time: moment(), run: (time) => this.#gift(time, random) });
    }
    const jpm = this.tickers.get('JPMx')!;
    const announced = Date.UTC(2025, 6, 2, 20, 0, 30);
    const effective = Date.UTC(2025, 6, 3, 13, 30) / 1000;
    acts.push({
      time: announced,
      run: (time) => exchange.recorder.multiplierSet(time, jpm.token, 1.003_616, effective),
    });
    return acts;
  }

  #failedSwap(time: number, random: Random): void {
    const open = [...this.tickers.values()].filter(
      ({ pools, head }) => head && pools[0]?.pool.venue === 'raydium-clmm',
    );
    if (open.length === 0) return;
    const { pool } = random.pick(open).pools[0]!;
    const trader = this.#wallet(random.integer(FIRST_PERSON, Math.max(FIRST_PERSON, this.#wallets.size)));
    const usdc = sideOf(pool, this.#usdc);
    this.recorder.swapFailed(time, trader, pool, usdc, BigInt(random.integer(20, 4000)) * 1_000_000n);
  }

  #gift(time: number, random: Random): void {
    const giver = this.#wallet(random.integer(FIRST_PERSON, Math.max(FIRST_PERSON, this.#wallets.size)));
    const holding = [...giver.balances].find(([token, raw]) => token.kind === 'stock' && raw > 10n);
    if (holding === undefined) return;
    const [token, raw] = holding;
    const taker = random.chance(0.5)
      ? this.#named(`friend ${random.integer(0, 400)}`)
      : this.#wallet(random.integer(FIRST_PERSON, this.#wallets.size));
    if (taker === giver) return;
    this.#floor.exchange.transfer(time, token, giver, taker, (raw * BigInt(random.integer(1, 9))) / 10n);
  }

  #poolActs(spec: SolanaPoolSpec): Act[] {
    const ticker = this.tickers.get(this.#symbolOf(spec.underlying));
    if (ticker === undefined) throw new Error(`The registry has no xStock of ${spec.underlying} on Solana.`);
    const { exchange } = this.#floor;
    const owner = this.#named(`provider ${spec.underlying}`);
    const quote = spec.quote === 'USDC' ? this.#usdc : this.#wsol;
    const { createdAt, fate, weight } = spec;
    if (spec.venue === 'raydium-cpmm' || spec.venue === 'meteora-dlmm') return this.#depositActs(spec, ticker, owner);
    const state: { pool?: MarketPool } = {};
    const acts: Act[] = [
      {
        time: createdAt,
        run: (time) => {
          const price = ticker.fair(time) / usdPerQuote(this.#floor, quote);
          const address = spec.address ?? inventedAddress(`pool ${spec.venue ?? ''} ${spec.underlying} ${spec.quote}`);
          state.pool = this.#newPool(
            address,
            ticker.token,
            quote,
            price,
            { ...TIERS[spec.tier], venue: spec.venue },
            createdAt,
          );
          this.#specOf.set(state.pool, spec);
          exchange.createPool(time, state.pool, owner);
        },
      },
    ];
    if (fate === 'unfunded') return acts;
    let opened: PositionRecord[] = [];
    acts.push({
      time: createdAt + 120_000,
      run: (time) => {
        opened = spec.bands.map(([share, part]) =>
          this.#fund(time, state.pool!, owner, ticker.token, share, spec.tvlUsd * part),
        );
        if (fate === 'traded') ticker.pools.push({ pool: state.pool!, weight });
      },
    });
    const withdraw = (time: number): void => {
      for (const position of opened) exchange.removeLiquidity(time, position);
    };
    if (fate === 'emptied') acts.push({ time: createdAt + 3 * HOUR, run: withdraw });
    return acts;
  }

  /** Pools without positions: a constant-product pool opens with its deposit, a book is created first. */
  #depositActs(spec: SolanaPoolSpec, ticker: Ticker, owner: Wallet): Act[] {
    const { exchange, custodian } = this.#floor;
    const { token, fair } = ticker;
    const address = inventedAddress(`pool ${spec.venue} ${spec.underlying}`);
    const stockIs0 = isBefore(token.address, this.#usdc.address);
    const open = (time: number): void => {
      const price = fair(time);
      const [token0, token1] = stockIs0 ? [token, this.#usdc] : [this.#usdc, token];
      const side = stockIs0 ? spec.tvlUsd / 2 : spec.tvlUsd / 2 / price;
      const terms = { address, token0, token1, price: stockIs0 ? price : 1 / price, side, createdAt: spec.createdAt };
      const { pool, amount0, amount1 } =
        spec.venue === 'raydium-cpmm'
          ? productPool(terms, TIERS[spec.tier].feePips)
          : bookPool(terms, TIERS[spec.tier].tickSpacing);
      this.pools.push(pool);
      this.#specOf.set(pool, spec);
      exchange.transfer(time, token, custodian, owner, stockIs0 ? amount0 : amount1);
      if (spec.venue === 'meteora-dlmm') exchange.createPool(time, pool, owner);
      exchange.fundPool(time, pool, owner, amount0, amount1);
      ticker.pools.push({ pool, weight: spec.weight });
    };
    return [{ time: spec.createdAt, run: open }];
  }

  #fund(time: number, pool: MarketPool, owner: Wallet, stock: MarketToken, share: number, usd: number) {
    const { exchange, custodian } = this.#floor;
    const { lower, upper } = rangeAround(pool, share);
    const token1Usd =
      pool.token1 === stock ? this.tickers.get(stock.symbol)!.fair(time) : usdPerQuote(this.#floor, pool.token1);
    const value = BigInt(Math.round((usd / token1Usd) * 1e6)) * 10n ** BigInt(pool.token1.decimals);
    const needed =
      BigInt(Math.ceil((usd / this.tickers.get(stock.symbol)!.fair(time)) * 1e4)) * 10n ** BigInt(stock.decimals - 4);
    exchange.transfer(time, stock, custodian, owner, needed);
    return exchange.addLiquidity(time, pool, owner, lower, upper, value / 1_000_000n);
  }

  #newPool(
    address: string,
    stock: MarketToken,
    quote: MarketToken,
    price: number,
    {
      feePips,
      tickSpacing,
      venue = 'raydium-clmm',
    }: { feePips: number; tickSpacing: number; venue?: Venue | undefined },
    createdAt: number,
  ): MarketPool {
    const options = { venue, feePips, tickSpacing, resolution: 64 as const, createdAt };
    const pool = isBefore(stock.address, quote.address)
      ? newPool(address, stock, quote, price, options)
      : newPool(address, quote, stock, 1 / price, options);
    this.pools.push(pool);
    return pool;
  }

  #accountsOf(pool: MarketPool) {
    const spec = this.#specOf.get(pool);
    const tier = TIERS[spec?.tier ?? '0.04%'];
    const stockVault = spec?.stockVault ?? inventedAddress(`vault ${pool.address} stock`);
    const quoteVault = spec?.quoteVault ?? inventedAddress(`vault ${pool.address} quote`);
    const stockIs0 = pool.token0.kind === 'stock' || (spec === undefined && pool.token0 === this.#wsol);
    return {
      config: tier.config,
      vault0: stockIs0 ? stockVault : quoteVault,
      vault1: stockIs0 ? quoteVault : stockVault,
      observation: inventedAddress(`observation ${pool.address}`),
      tickArray: inventedAddress(`tick array ${pool.address}`),
    };
  }

  #list(listing: Listing): void {
    const token = stockToken('solana', 'xstocks', listing.underlying);
    if (token === undefined) throw new Error(`The registry has no xStock of ${listing.underlying} on Solana.`);
    const fair = pricePath(listing.prices, new Random(this.#seed, `price ${listing.underlying}`));
    const head = HEADS.has(listing.underlying);
    this.tickers.set(token.symbol, { symbol: token.symbol, token, fair, pools: [], head, owed: 0 });
  }

  #symbolOf(underlying: string): string {
    return stockToken('solana', 'xstocks', underlying)?.symbol ?? underlying;
  }

  #wallet(number: number): Wallet {
    return this.#remembered(number, `wallet ${number}`);
  }

  readonly #others = new Map<string, Wallet>();

  #named(name: string): Wallet {
    let wallet = this.#others.get(name);
    if (wallet === undefined) {
      const address = name === 'treasury' ? 'S7vYFFWH6BjJyEsdrPQpqpYTqLTrPRK6KW3VwsJuRaS' : inventedAddress(name);
      wallet = { address, balances: new Map() };
      this.#others.set(name, wallet);
    }
    return wallet;
  }

  #remembered(number: number, name: string): Wallet {
    let wallet = this.#wallets.get(number);
    if (wallet === undefined) {
      wallet = { address: inventedAddress(name), balances: new Map() };
      this.#wallets.set(number, wallet);
    }
    return wallet;
  }
}
