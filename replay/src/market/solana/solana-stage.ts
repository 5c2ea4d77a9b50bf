import { HOUR, SETUP_START } from '../calendar.ts';
import { Exchange, newPool } from '../exchange.ts';
import { type PricePath, pricePath } from '../fair-price.ts';
import { Ledger } from '../ledger.ts';
import { HEAD_LISTINGS, type Listing, SOL_PRICES, TAIL_LISTINGS } from '../listing.ts';
import type { MarketPool, Venue } from '../pool.ts';
import { Random } from '../random.ts';
import { type MarketToken, quoteToken, stockToken } from '../token.ts';
import type { Floor, Ticker } from '../trading-floor.ts';
import type { Wallet } from '../wallet.ts';
import { inventedAddress, isBefore } from './addresses.ts';
import { HEADS, SOL_USDC_POOL, type SolanaPoolSpec, solanaPoolSpecs, TIERS } from './pool-specs.ts';
import { SolanaRecorder } from './solana-recorder.ts';

/** Holds what the issuer has minted before it is handed out; the registry counts it as issuer-held. */
const TREASURY = 'S7vYFFWH6BjJyEsdrPQpqpYTqLTrPRK6KW3VwsJuRaS';

export interface PoolTerms {
  address: string;
  stock: MarketToken;
  quote: MarketToken;
  /** Whole quote tokens per whole stock token. */
  price: number;
  venue: Venue;
  feePips: number;
  tickSpacing: number;
  createdAt: number;
}

/** Everyone and everything of the sample on Solana: tokens, pools, wallets, prices, and the floor where they meet. */
export class SolanaStage {
  readonly seed: number;
  readonly specs: readonly SolanaPoolSpec[];
  readonly recorder: SolanaRecorder;
  readonly ledger = new Ledger();
  readonly pools: MarketPool[] = [];
  readonly specOf = new Map<MarketPool, SolanaPoolSpec>();
  readonly tickers = new Map<string, Ticker>();
  readonly usdc = quoteToken('solana', 'USDC');
  readonly wsol = quoteToken('solana', 'WSOL');
  readonly solPrice: PricePath;
  readonly floor: Floor;
  readonly #wallets = new Map<string, Wallet>();

  constructor(seed: number) {
    this.seed = seed;
    this.specs = solanaPoolSpecs(seed);
    this.solPrice = pricePath(SOL_PRICES, new Random(seed, 'SOL price'));
    this.recorder = new SolanaRecorder(seed, (pool) => this.#accountsOf(pool));
    this.floor = {
      exchange: new Exchange(this.recorder),
      ledger: this.ledger,
      random: new Random(seed, 'solana trades'),
      nativePool: this.newPool({
        address: SOL_USDC_POOL,
        stock: this.wsol,
        quote: this.usdc,
        price: this.solPrice(SETUP_START),
        venue: 'raydium-clmm',
        ...TIERS['0.04%'],
        createdAt: SETUP_START + HOUR,
      }),
      native: this.wsol,
      wallet: (number) => this.wallet(`wallet ${number}`),
      relayers: [this.wallet('relayer 0'), this.wallet('relayer 1')],
      custodian: this.wallet('custodian'),
    };
    for (const listing of [...HEAD_LISTINGS, ...TAIL_LISTINGS]) this.#list(listing);
  }

  /** Wallets seen so far, those of the plan and all others. */
  get walletCount(): number {
    return this.#wallets.size;
  }

  /** The wallet of a name: always the same one. */
  wallet(name: string): Wallet {
    let wallet = this.#wallets.get(name);
    if (wallet === undefined) {
      wallet = { address: name === 'treasury' ? TREASURY : inventedAddress(name), balances: new Map() };
      this.#wallets.set(name, wallet);
    }
    return wallet;
  }

  /** The ticker of an underlying. Throws when it is not listed. */
  tickerOf(underlying: string): Ticker {
    const symbol = stockToken('solana', 'xstocks', underlying)?.symbol;
    const ticker = symbol === undefined ? undefined : this.tickers.get(symbol);
    if (ticker === undefined) throw new Error(`The sample lists no xStock of ${underlying}.`);
    return ticker;
  }

  /** An empty concentrated pool, its tokens in the order of their bytes. */
  newPool({ address, stock, quote, price, ...options }: PoolTerms): MarketPool {
    const terms = { ...options, resolution: 64 as const };
    const pool = isBefore(stock.address, quote.address)
      ? newPool(address, stock, quote, price, terms)
      : newPool(address, quote, stock, 1 / price, terms);
    this.pools.push(pool);
    return pool;
  }

  #accountsOf(pool: MarketPool) {
    const spec = this.specOf.get(pool);
    const stockVault = spec?.stockVault ?? inventedAddress(`vault ${pool.address} stock`);
    const quoteVault = spec?.quoteVault ?? inventedAddress(`vault ${pool.address} quote`);
    const [vault0, vault1] = pool.token0.kind === 'stock' ? [stockVault, quoteVault] : [quoteVault, stockVault];
    const observation = inventedAddress(`observation ${pool.address}`);
    const tickArray = inventedAddress(`tick array ${pool.address}`);
    return { config: TIERS[spec?.tier ?? '0.04%'].config, vault0, vault1, observation, tickArray };
  }

  #list(listing: Listing): void {
    const token = stockToken('solana', 'xstocks', listing.underlying);
    if (token === undefined) throw new Error(`The registry has no xStock of ${listing.underlying} on Solana.`);
    const fair = pricePath(listing.prices, new Random(this.seed, `price ${listing.underlying}`));
    const head = HEADS.has(listing.underlying);
    this.tickers.set(token.symbol, { symbol: token.symbol, token, fair, pools: [], head, owed: 0 });
  }
}
