// The parts of the public GraphQL schema that the pages read, in the schema's own names.
// Decimals, big integers, days and instants are strings.

export type PoolState = 'ZERO_LIQUIDITY' | 'OUT_OF_RANGE' | 'DUST' | 'QUIET' | 'ACTIVE';
export type TickerOrder = 'VOLUME' | 'TRADES' | 'TRADERS' | 'SYMBOL' | 'DEPTH';
export type PoolOrder = 'VOLUME' | 'TRADES' | 'TVL' | 'DEPTH';

export interface PageInfo {
  hasNextPage: boolean;
  endCursor: string | null;
}

/** Whole UTC days, both inclusive; absent means the API's default. */
export interface DayWindow {
  from?: string | undefined;
  to?: string | undefined;
}

export interface ChainStatus {
  id: string;
  name: string;
  indexedBlock: string | null;
  indexedTime: string | null;
  finalizedBlock: string | null;
  lagSeconds: number | null;
  fills: string;
  failedTransactions: string;
  unrecognised: string;
}

export interface Status {
  simulated: boolean;
  label: string;
  asOf: string | null;
  firstDay: string | null;
  lastDay: string | null;
  chains: ChainStatus[];
}

export interface Stats {
  volumeUsd: string;
  buyUsd: string;
  sellUsd: string;
  trades: number;
  fills: number;
  transactions: number;
  passthroughs: number;
  buys: number;
  sells: number;
  traders: number;
  newTraders: number;
  unpricedShare: string | null;
  averageTradeUsd: string | null;
}

/** Figures beside what is left of the volume without what the wash rules flag. */
export interface AdjustedStats extends Stats {
  adjustedVolumeUsd: string;
  returningTraders: number;
  medianTradeUsd: string | null;
  netFlowUsd: string;
  meanTvlUsd: string | null;
  turnover: string | null;
}

export interface DailyPoint {
  day: string;
  volumeUsd: string;
  trades: number;
  fills: number;
  transactions: number;
  traders: number;
  newTraders: number;
  returningTraders: number;
  buyUsd: string;
  sellUsd: string;
}

export interface AdjustedDailyPoint extends DailyPoint {
  adjustedVolumeUsd: string;
}

/** How uneven the volume of a scope is over its parts; shares from 0 to 1, null without volume. */
export interface Concentration {
  over: 'TICKERS' | 'POOLS' | 'TRADERS' | 'HOLDERS';
  parts: number;
  /** Null over holders, whose parts are shares held. */
  volumeUsd: string | null;
  adjustedVolumeUsd: string | null;
  top1Share: string | null;
  top3Share: string | null;
  top10Share: string | null;
  hhi: string | null;
  effectiveNumber: string | null;
}

export interface SessionStats {
  session: 'PRE' | 'REGULAR' | 'POST' | 'OVERNIGHT' | 'WEEKEND' | 'HOLIDAY';
  hours: string;
  trades: number;
  volumeUsd: string;
  adjustedVolumeUsd: string;
  volumeShare: string | null;
}

export interface DepthAt {
  delta: string;
  askUsd: string | null;
  bidUsd: string | null;
}

export interface SlippageAt {
  sizeUsd: number;
  buy: string | null;
  sell: string | null;
  /** The part that the curve causes; the rest is fee. */
  buyImpact: string | null;
  sellImpact: string | null;
}

export interface PoolLiquidity {
  at: string;
  midUsd: string | null;
  tvlUsd: string | null;
  activeLiquidity: string | null;
  depth: DepthAt[];
  slippage: SlippageAt[];
  buyFillableUsd: string | null;
  sellFillableUsd: string | null;
}

/** The best split over all pools beside the best single pool; null where the pools cannot fill the size. */
export interface CombinedSlippage {
  sizeUsd: number;
  buy: string | null;
  sell: string | null;
  bestPoolBuy: string | null;
  bestPoolSell: string | null;
  poolsUsedBuy: number | null;
  poolsUsedSell: number | null;
}

export interface CombinedLiquidity {
  at: string;
  pools: number;
  poolsLeftOut: number;
  midUsd: string | null;
  depth: DepthAt[];
  slippage: CombinedSlippage[];
}

/** What the wash rules flag in one pool: a pattern, not a verdict. */
export interface PoolWash {
  ruleSet: string;
  rawUsd: string;
  flaggedUsd: string;
  adjustedUsd: string;
  traders: number;
  washWalletCount: number;
  washShare: string | null;
  flag: boolean;
  washWallets: WashWallet[];
  poolDays: WashPoolDay[];
  atomicTransactions: number;
  atomicUsd: string;
  sensitivity: WashSensitivity[];
}

export interface WashWallet {
  wallet: string;
  buys: number;
  sells: number;
  buyUsd: string;
  sellUsd: string;
  balance: string | null;
}

export interface WashPoolDay {
  day: string;
  trades: number;
  traders: number;
  usd: string;
  reasons: string[];
}

export interface WashSensitivity {
  minTradesPerSide: number;
  minBalance: string;
  washWallets: number;
  washShare: string | null;
}

/** What the wash rules say of all pools of a scope. */
export interface ScopeWash {
  ruleSet: string;
  rawUsd: string;
  flaggedUsd: string;
  adjustedUsd: string;
  pools: number;
  flaggedPools: number;
  poolDays: number;
  atomicTransactions: number;
  sensitivity: WashSensitivity[];
}

export interface WashRules {
  version: string;
  w1MinTradesPerSide: number;
  w1MinBalance: string;
  w1PoolFlagShare: string;
}

export interface DepthPoint extends Omit<PoolLiquidity, 'at'> {
  hour: string;
}

export interface Token {
  id: string;
  chain: string;
  address: string;
  symbol: string;
  decimals: number | null;
  unitRule: string;
  multiplier: string | null;
  explorerUrl: string;
}

export interface PoolSummary {
  id: string;
  chain: string;
  address: string;
  dex: string;
  dexName: string;
  explorerUrl: string;
  token0: { symbol: string };
  token1: { symbol: string };
  asset: { id: string; symbol: string } | null;
  /** Which token is the stock; in a pool of two stocks the first. */
  stockSide: 0 | 1 | null;
  feePips: number | null;
  birthTime: string;
  lastTradeTime: string | null;
  state: PoolState;
  volumeUsd: string;
  adjustedVolumeUsd: string;
  trades: number;
  fills: number;
  liquidity: PoolLiquidity | null;
}

export interface TickerSummary {
  id: string;
  symbol: string;
  name: string;
  underlying: string | null;
  volumeShare: string | null;
  issuer: { id: string; name: string };
  stats: Stats & { adjustedVolumeUsd: string };
  liquidity: {
    tvlUsd: string | null;
    pools: number;
    deadPools: number;
    bestPool: { id: string; liquidity: PoolLiquidity | null } | null;
  } | null;
}

export interface Fill {
  id: string;
  chain: string;
  block: string;
  blockTime: string;
  txId: string;
  explorerUrl: string;
  pool: { id: string; dexName: string; asset: { id: string; symbol: string } | null };
  trader: string;
  side: 'BUY' | 'SELL';
  shares: string | null;
  amountUsd: string | null;
  priceUsd: string | null;
  unpricedReason: string | null;
  /** Move of the pool's price that it caused. */
  priceImpact: string | null;
}

export interface FillPage {
  nodes: Fill[];
  pageInfo: PageInfo;
}

export interface ExportFile {
  dataset: string;
  day: string;
  version: number;
  path: string;
  rows: string;
  bytes: string;
  sha256: string;
  publishedAt: string;
  simulated: boolean;
}

export interface Metric {
  id: string;
  unit: string;
  labelEn: string;
  labelZhHant: string;
  labelZhHans: string;
  methodEn: string;
  methodZhHant: string;
  methodZhHans: string;
  nullRule: string | null;
}
