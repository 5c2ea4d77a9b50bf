import type { Address, ChainId } from '../facts/chain.ts';

/** A chain: everything that adding one takes. */
export interface Chain {
  id: ChainId;
  name: string;
  kind: 'evm' | 'solana';
  /** EIP-155 id; null on Solana. */
  chainId: number | null;
  nativeSymbol: string;
  nativeDecimals: number;
  /** Wrapped native token, priced like the native coin. */
  wrappedNative: Address | null;
  explorerTx: string;
  explorerAddress: string;
  /** Typical seconds between blocks, for pace and lag. */
  blockSeconds: number;
  /** Where reading begins by default: nothing registered traded before it. Null begins at the chain's own first block. */
  firstBlock: number | null;
  /** False for a chain that is here only so that its tokens are listed: nothing reads its blocks. */
  indexed: boolean;
  quotes: QuoteToken[];
  /** Pools without a stock token that are read all the same, because they price a quote token. */
  quotePools: QuotePool[];
  /** Keyless public end points, used by `start --live` without keys. */
  publicRpc: string[];
  /** SQD dataset slug, where the network serves one. */
  sqdDataset: string | null;
  source: string;
}

/** A token that stocks are quoted in. */
export interface QuoteToken {
  address: Address;
  symbol: string;
  decimals: number;
  /** `usd`: a dollar stablecoin, 1.0 inside a checked band; `native`: priced from its deepest pool. */
  peg: 'usd' | 'native' | 'none';
  /** Chainlink feed in USD (its proxy), for a native coin whose pools may be too thin to price by. */
  feed?: Address;
  source: string;
}

/** A pool of two quote tokens. `token0` and `token1` stand in the pool's own order. */
export interface QuotePool {
  dex: string;
  address: Address;
  token0: Address;
  token1: Address;
  /** Fee in 1e-6. */
  feePips: number;
  tickSpacing: number;
  source: string;
}

/**
 * How raw units become shares: `raw-stable` by a multiplier with effective times, `rebasing` as they stand,
 * `wrapper` by the rate of the wrapped token, `plain` one for one and without any multiplier.
 * `unknown` where no source says, or where the shares behind a token are not written on it.
 */
export type UnitRule = 'raw-stable' | 'rebasing' | 'wrapper' | 'plain' | 'unknown';

export type IssuerId = string;

export interface Issuer {
  id: IssuerId;
  name: string;
  website: string | null;
  status: 'live' | 'historical';
  /** What a reader must know before comparing this issuer's amounts or prices; null when nothing is out of the ordinary. */
  note: string | null;
  treasuries: Treasury[];
  assets: Asset[];
}

/** A wallet of the issuer that holds minted tokens which are not in circulation. */
export interface Treasury {
  chain: ChainId;
  address: Address;
  source: string;
}

/** The issuer's instrument, such as TSLAx; a label, never an identity of a token. */
export interface Asset {
  /** `issuer:symbol`, such as `xstocks:TSLAx`. */
  id: string;
  symbol: string;
  /** Ticker of what it tracks, such as TSLA; null when not known. */
  underlying: string | null;
  name: string;
  /** `listed`: a listed share, fund or bond; `private`: an unlisted company; `cash`: dollars in the issuer's list, no stock. */
  class: 'listed' | 'private' | 'cash';
  tokens: Token[];
}

/** An asset's form on one chain. Identity is (chain, address). */
export interface Token {
  /** The token's own label; differs from the asset's for wrappers. */
  symbol: string;
  chain: ChainId;
  address: Address;
  /** null when no source says. */
  decimals: number | null;
  unitRule: UnitRule;
  /** For wrappers: the wrapped token on the same chain, when known. */
  wraps: Address | null;
  /** Chainlink feed of price × multiplier, when known. */
  feed: Address | null;
  source: string;
}

export interface Dex {
  /** Slug, the same on every chain, such as `uniswap-v3`. */
  id: string;
  name: string;
  /** The decoder that reads it: forks of one design share it. */
  decoder: string;
  curve: 'concentrated' | 'constant-product' | 'stable' | 'bins' | 'unknown';
  deployments: DexDeployment[];
}

export interface DexDeployment {
  chain: ChainId;
  /** Factory or singleton on EVM, program on Solana. */
  address: Address;
  fromBlock: number | null;
  /** Static fee in 1e-6 where the design has one. */
  feePips: number | null;
  source: string;
}
