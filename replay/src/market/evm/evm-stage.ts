import type { EvmLog } from '../../chains/evm-chain.ts';
import { ONE } from '../../encode/evm/multipliers.ts';
import { HOUR, SETUP_START } from '../calendar.ts';
import { Exchange, newPool } from '../exchange.ts';
import { type PricePath, pricePath } from '../fair-price.ts';
import { Ledger } from '../ledger.ts';
import { ETH_PRICES, HEAD_LISTINGS, TAIL_LISTINGS } from '../listing.ts';
import type { EvmVenue, MarketPool } from '../pool.ts';
import { Random } from '../random.ts';
import { type MarketToken, quoteToken, stockToken } from '../token.ts';
import type { Floor, Ticker } from '../trading-floor.ts';
import type { Wallet } from '../wallet.ts';
import { inventedEvmAddress } from './evm-addresses.ts';
import { type EvmMarket, type EvmPoolSpec, OTHER_PRICES } from './evm-markets.ts';
import { EvmRecorder } from './evm-recorder.ts';
import { type VenueLogs, venueLogs } from './venue-logs.ts';

/** Tick spacing of Uniswap's fee tiers, and of the Slipstream pools whose fee is set apart from it. */
const SPACINGS = { 500: 10, 3000: 60, 10000: 200 } as const;
const SLIPSTREAM_SPACING = 10;
/** Pools below this TVL are thin: their trades may move the price far. */
const DEEP_USD = 20_000;

interface PoolTerms extends Pick<EvmPoolSpec, 'venue' | 'feePips'> {
  /** Unix milliseconds. */
  createdAt: number;
}

/** Everyone and everything of the sample on one EVM chain. */
export class EvmStage {
  readonly seed: number;
  readonly market: EvmMarket;
  readonly recorder: EvmRecorder;
  readonly ledger = new Ledger();
  readonly pools: MarketPool[] = [];
  readonly tickers = new Map<string, Ticker>();
  readonly ethPrice: PricePath;
  readonly floor: Floor;
  readonly #venues: ReadonlyMap<EvmVenue, VenueLogs>;
  readonly #wallets = new Map<string, Wallet>();
  readonly #quotes: Map<string, MarketToken>;

  constructor(seed: number, market: EvmMarket) {
    this.seed = seed;
    this.market = market;
    const { chain, firstBlock, peripheries, quotes, nativeVenue } = market;
    this.#venues = new Map(
      peripheries.map(([venue, periphery]) => [venue, venueLogs(venue, chain, firstBlock, periphery)]),
    );
    this.ethPrice = pricePath(ETH_PRICES, new Random(seed, 'ETH price'));
    this.recorder = new EvmRecorder({ seed, chain, firstBlock }, this.#venueOf);
    const symbols = new Set([quotes.dollar, quotes.native, ...market.pools.map(({ quote }) => quote)]);
    this.#quotes = new Map([...symbols].map((symbol) => [symbol, quoteToken(chain, symbol)]));
    const native = this.quote(quotes.native);
    const nativeTerms = { venue: nativeVenue, feePips: 500, createdAt: SETUP_START + HOUR } as const;
    this.floor = {
      exchange: new Exchange(this.recorder),
      ledger: this.ledger,
      random: new Random(seed, `${chain} trades`),
      nativePool: this.newPool(native, this.dollar, this.ethPrice(SETUP_START), nativeTerms),
      native,
      wallet: (number) => this.wallet(`wallet ${number}`),
      relayers: [this.wallet('relayer 0')],
      custodian: this.wallet('custodian'),
    };
    for (const spec of market.pools) this.#list(spec);
  }

  readonly #venueOf = (venue: EvmVenue): VenueLogs => {
    const logs = this.#venues.get(venue);
    if (logs === undefined) throw new Error(`The sample on ${this.market.chain} has no ${venue}.`);
    return logs;
  };

  /** A quote token of the market. Throws when no pool uses it. */
  quote(symbol: string): MarketToken {
    const token = this.#quotes.get(symbol);
    if (token === undefined) throw new Error(`The sample on ${this.market.chain} has no ${symbol}.`);
    return token;
  }

  /** The wallet of a name: always the same one. */
  wallet(name: string): Wallet {
    const known = this.#wallets.get(name);
    if (known !== undefined) return known;
    const wallet = { address: inventedEvmAddress(`${this.market.chain} ${name}`), balances: new Map() };
    this.#wallets.set(name, wallet);
    return wallet;
  }

  /** The ticker that a pool trades. */
  tickerOf({ issuer, underlying }: EvmPoolSpec): Ticker {
    return this.tickers.get(this.#token(issuer, underlying).symbol)!;
  }

  /** The dollar coin that the market quotes in. */
  get dollar(): MarketToken {
    return this.quote(this.market.quotes.dollar);
  }

  /** An empty pool where its venue would put it; price in quote tokens per stock token. */
  newPool(stock: MarketToken, quote: MarketToken, price: number, terms: PoolTerms): MarketPool {
    const pool = this.#emptyPool(stock, quote, price, terms);
    this.pools.push(pool);
    return pool;
  }

  /** A stranger creates a pool for a token of nobody's registry, at a price of one to one; nothing is put into it. */
  strangersPool(time: number, address: string): void {
    const token: MarketToken = { ...this.dollar, address };
    const terms = { venue: 'uniswap-v3', feePips: 10_000, createdAt: time } as const;
    this.recorder.poolCreated(time, this.#emptyPool(token, this.dollar, 1, terms), this.wallet('stranger'));
  }

  /** The issuer changes what balances of a token are: everybody's shares times a multiplier, in 1e-18, which was one. */
  rebase(time: number, token: MarketToken, multiplier: bigint, statement: EvmLog): void {
    for (const { balances } of this.#wallets.values()) {
      const held = balances.get(token);
      if (held !== undefined) balances.set(token, (held * multiplier) / ONE);
    }
    this.recorder.unitsChanged(time, token, multiplier, [statement]);
  }

  /** Who holds the reserves of a pool. */
  vaultOf(pool: MarketPool): string {
    return this.#venueOf(pool.venue as EvmVenue).vaultOf(pool);
  }

  #emptyPool(stock: MarketToken, quote: MarketToken, price: number, terms: PoolTerms): MarketPool {
    const { venue, feePips, createdAt } = terms;
    const tickSpacing = venue === 'aerodrome-slipstream' ? SLIPSTREAM_SPACING : SPACINGS[feePips];
    const [token0, token1] = stock.address < quote.address ? [stock, quote] : [quote, stock];
    const place = { token0: token0.address, token1: token1.address, feePips, tickSpacing };
    const address = this.#venueOf(venue).poolOf(place);
    const options = { venue, feePips, tickSpacing, resolution: 96, createdAt } as const;
    return newPool(address, token0, token1, token0 === stock ? price : 1 / price, options);
  }

  #list({ issuer, underlying, tvlUsd }: EvmPoolSpec): void {
    const token = this.#token(issuer, underlying);
    if (this.tickers.has(token.symbol)) return;
    const listing = [...HEAD_LISTINGS, ...TAIL_LISTINGS].find((each) => each.underlying === underlying);
    const prices = listing?.prices ?? [OTHER_PRICES[underlying]!];
    const fair = pricePath(prices, new Random(this.seed, `price ${underlying}`));
    this.tickers.set(token.symbol, { symbol: token.symbol, token, fair, pools: [], head: tvlUsd >= DEEP_USD, owed: 0 });
  }

  #token(issuer: string, underlying: string): MarketToken {
    const token = stockToken(this.market.chain, issuer, underlying);
    if (token === undefined) {
      throw new Error(`The registry has no ${issuer} token of ${underlying} on ${this.market.chain}.`);
    }
    return token;
  }
}
