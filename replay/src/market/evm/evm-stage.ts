import { dexes } from '@tokentape/core/registry/registry.ts';
import { uniswapPoolAddress } from '../../encode/evm/uniswap-v3.ts';
import { HOUR, SETUP_START } from '../calendar.ts';
import { Exchange, newPool } from '../exchange.ts';
import { type PricePath, pricePath } from '../fair-price.ts';
import { Ledger } from '../ledger.ts';
import { ETH_PRICES, HEAD_LISTINGS, TAIL_LISTINGS } from '../listing.ts';
import type { MarketPool } from '../pool.ts';
import { Random } from '../random.ts';
import { type MarketToken, quoteToken, stockToken } from '../token.ts';
import type { Floor, Ticker } from '../trading-floor.ts';
import type { Wallet } from '../wallet.ts';
import { inventedEvmAddress } from './evm-addresses.ts';
import { type EvmMarket, type EvmPoolSpec, OTHER_PRICES } from './evm-markets.ts';
import { EvmRecorder, type UniswapContracts } from './evm-recorder.ts';

/** Tick spacing of Uniswap V3's fee tiers. */
const SPACINGS = { 500: 10, 3000: 60, 10000: 200 } as const;
/** Pools below this TVL are thin: their trades may move the price far. */
const DEEP_USD = 20_000;

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
  readonly #contracts: UniswapContracts;
  readonly #wallets = new Map<string, Wallet>();
  readonly #quotes: Map<string, MarketToken>;

  constructor(seed: number, market: EvmMarket) {
    this.seed = seed;
    this.market = market;
    const { chain, router, positions, firstBlock } = market;
    this.#contracts = { factory: factoryOf(chain), router, positions };
    this.ethPrice = pricePath(ETH_PRICES, new Random(seed, 'ETH price'));
    this.recorder = new EvmRecorder({ seed, chain, firstBlock, contracts: this.#contracts });
    const symbols = new Set(['USDC', 'WETH', ...market.pools.map(({ quote }) => quote)]);
    this.#quotes = new Map([...symbols].map((symbol) => [symbol, quoteToken(chain, symbol)]));
    const native = this.quote('WETH');
    this.floor = {
      exchange: new Exchange(this.recorder),
      ledger: this.ledger,
      random: new Random(seed, `${chain} trades`),
      nativePool: this.newPool(native, this.quote('USDC'), this.ethPrice(SETUP_START), 500, SETUP_START + HOUR),
      native,
      wallet: (number) => this.wallet(`wallet ${number}`),
      relayers: [this.wallet('relayer 0')],
      custodian: this.wallet('custodian'),
    };
    for (const spec of market.pools) this.#list(spec);
  }

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

  /** An empty Uniswap V3 pool at the address that its factory would give it; price in quote tokens per stock token. */
  newPool(
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

  /** An empty pool of a stranger's token against USDC, at a price of one to one. */
  strangersPool(time: number, token: string): void {
    const { address: usdc } = this.quote('USDC');
    const [token0, token1] = token < usdc ? ([token, usdc] as const) : ([usdc, token] as const);
    const address = uniswapPoolAddress(this.#contracts.factory, token0, token1, 10_000);
    const ref = { address, token0, token1, feePips: 10_000, tickSpacing: SPACINGS[10_000] };
    this.recorder.strangersPool(time, this.wallet('stranger'), ref, 2n ** 96n);
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

function factoryOf(chain: string): string {
  const uniswap = dexes.find(({ id }) => id === 'uniswap-v3');
  const deployment = uniswap?.deployments.find((each) => each.chain === chain);
  if (deployment === undefined) throw new Error(`The registry has no Uniswap V3 on ${chain}.`);
  return deployment.address;
}
