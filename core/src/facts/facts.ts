import type { Address, BlockRef, ChainId } from './chain.ts';
import type { ChangeTerms } from './change-terms.ts';
import type { StatedTerms } from './stated-terms.ts';

/** The transaction that a fact belongs to. Only successful transactions carry facts; failed ones are kept to be counted. */
export interface TransactionRef {
  chain: ChainId;
  block: BlockRef;
  /** Position in the block: with `block.height` the transaction's key. */
  txIndex: number;
  /** Transaction hash (EVM) or first signature (Solana). */
  txId: string;
  signer: Address;
  feePayer: Address;
  failed: boolean;
}

interface AtPosition {
  tx: TransactionRef;
  /** Position in the transaction: log index on EVM, ordinal of the flattened instruction on Solana. */
  index: number;
}

/** One crossing of one pool, from the taker's side. Raw amounts are positive integer token units. */
export interface Fill extends AtPosition {
  kind: 'fill';
  /** Registry slug of the venue, such as `raydium-clmm` or `uniswap-v3`. */
  dex: string;
  pool: Address;
  /** The wallet whose stock balance changed, else the signer. */
  trader: Address;
  soldToken: Address;
  soldRaw: bigint;
  boughtToken: Address;
  boughtRaw: bigint;
  /** The curve after the fill, as the venue states it; null where it states none. */
  after: CurveState | null;
  /** Fee kept by pool and protocol, in raw units of the sold token; null when the venue does not state it. */
  feeRaw: bigint | null;
  /** Disagreements found while decoding; such rows are counted and never silently repaired. */
  flags: FillFlag[];
}

export type FillFlag = 'vault-delta-mismatch' | 'event-mismatch' | 'no-event' | 'trader-is-signer';

/** Where a pool's price stands, in the venue's own encoding (X96 on EVM, X64 on Solana, none for reserves). */
export interface CurveState {
  sqrtPrice: bigint | null;
  /** Tick, or the active bin of a liquidity book. */
  tick: number | null;
  liquidity: bigint | null;
  reserve0: bigint | null;
  reserve1: bigint | null;
}

/**
 * Liquidity put into (`liquidityDelta` > 0) or taken out of a range of ticks [lower, upper), or of bins [lower, upper]. Of a
 * liquidity book the two amounts say what the bins got in all, negative when taken out, `liquidityDelta` is 0 and the owner is the
 * position account. One bin (lower = upper) holds just that; how it lies over more of them `terms` say, and a range without terms
 * means that the transaction does not tell. Where the same part of a position was taken out of every bin in the range,
 * `liquidityDelta` is that part in basis points, negative.
 */
export interface LiquidityChange extends AtPosition {
  kind: 'liquidity';
  dex: string;
  pool: Address;
  owner: Address | null;
  lower: number;
  upper: number;
  liquidityDelta: bigint;
  amount0Raw: bigint;
  amount1Raw: bigint;
  terms?: ChangeTerms;
}

/**
 * A state of a pool's curve that an event or an account read gave, apart from fills. A read stands at the end of its block,
 * as the transaction of `readPosition`.
 */
export interface PoolState extends AtPosition {
  kind: 'pool-state';
  dex: string;
  pool: Address;
  state: CurveState;
  /**
   * `initialize`: the curve begins, or goes on in another shape. `fee`: only the fee is said, by an event of its own or by a swap
   * that shows it.
   */
  source: 'initialize' | 'sync' | 'read' | 'fee';
  terms?: StatedTerms;
}

/** A pool came into being, or was first seen. */
export interface PoolSeen extends AtPosition {
  kind: 'pool';
  dex: string;
  pool: Address;
  token0: Address;
  token1: Address;
  curve: 'concentrated' | 'constant-product' | 'stable' | 'bins' | 'unknown';
  /** Fee in hundredths of a basis point (1e-6); null when it varies or is unknown. */
  feePips: number | null;
  /** Tick spacing, or the bin step in basis points. */
  tickSpacing: number | null;
  vault0: Address | null;
  vault1: Address | null;
  /** True when the creation itself was read, false at first sight. */
  created: boolean;
}

/** A token moved, was minted or burned. `from` and `to` are owners; the accounts differ from them on Solana. */
export interface Transfer extends AtPosition {
  kind: 'transfer';
  token: Address;
  move: 'transfer' | 'mint' | 'burn';
  from: Address | null;
  to: Address | null;
  fromAccount: Address | null;
  toAccount: Address | null;
  raw: bigint;
  /** What a rebasing token keeps its balances in, where an event of the token states it beside the transfer. */
  units?: bigint;
}

/** The unit multiplier of a token changes at `effectiveTime` (Unix seconds), with or without a transaction then. */
export interface Multiplier extends AtPosition {
  kind: 'multiplier';
  token: Address;
  /** Exact decimal string, shares per displayed unit. */
  value: string;
  effectiveTime: number;
}

/** An order that the issuer filled itself by minting or redeeming: primary market, never DEX volume. */
export interface PrimaryOrder extends AtPosition {
  kind: 'primary-order';
  /** Registry slug of the primary venue, such as `dinari` or `ondo`. */
  venue: string;
  token: Address;
  side: 'mint' | 'redeem';
  /** Who received the minted or gave the redeemed tokens. */
  account: Address;
  tokenRaw: bigint;
  /** What was paid (mint) or received (redeem), fee left out; null where the order does not say. */
  paymentToken: Address | null;
  paymentRaw: bigint | null;
  /** In raw units of the payment token. */
  feeRaw: bigint | null;
}

/** An oracle's answer for a stock token: USD per whole token, the multiplier included. */
export interface FeedPrice extends AtPosition {
  kind: 'feed-price';
  token: Address;
  /** The contract that stated it. */
  feed: Address;
  /** Exact decimal string. */
  priceUsd: string;
  /** When the oracle says that it held, Unix seconds. */
  updatedTime: number;
}

/** What an issuer's powers did: it stopped or resumed a token, froze an account, or moved tokens without their owner. */
export interface TokenControl extends AtPosition {
  kind: 'token-control';
  token: Address;
  control: 'pause' | 'resume' | 'freeze' | 'thaw' | 'delegate-transfer' | 'delegate-burn';
  /** The owner concerned; null where the whole token is. */
  account: Address | null;
  raw: bigint | null;
}

/** A pool was created for a token that takes a registered ticker, or a look-alike of it, at an unregistered address. */
export interface ImpostorSeen extends AtPosition {
  kind: 'impostor';
  dex: string;
  pool: Address;
  /** The impostors among the pool's two tokens. */
  tokens: ImpostorToken[];
}

export interface ImpostorToken {
  address: Address;
  /** As the token's own contract or metadata says, whatever it says: it was chosen by a stranger. */
  symbol: string;
  name: string | null;
  /** The pool's other token. */
  pairedWith: Address;
}

export type Fact =
  | Fill
  | LiquidityChange
  | PoolState
  | PoolSeen
  | Transfer
  | Multiplier
  | PrimaryOrder
  | FeedPrice
  | TokenControl
  | ImpostorSeen;

/** What a decoder saw but does not know: listed and counted, never guessed. */
export interface Unrecognised {
  txId: string;
  program: Address;
  reason: string;
}

/** Why a fill has the USD amount that it has. */
export type PriceSource = 'stable' | 'stable-depegged' | 'quote-pool' | 'stock-pool' | 'feed';

/** A fill after pricing. `amountUsd` is an exact decimal string; null when nothing priced it, with the reason. */
export interface PricedFill extends Fill {
  amountUsd: string | null;
  priceSource: PriceSource | null;
  unpricedReason: string | null;
}

/** Price of a quote token in USD at a minute, the function of earlier blocks that priced the fills. */
export interface ReferencePrice {
  kind: 'reference-price';
  chain: ChainId;
  token: Address;
  /** Unix seconds, start of the minute. */
  time: number;
  priceUsd: string;
  source: PriceSource;
}
