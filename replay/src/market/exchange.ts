import { amountsForLiquidity, applyLiquidity } from '@tokentape/core/curves/concentrated.ts';
import { sqrtPriceAtTick, tickAtSqrtPrice } from '@tokentape/core/curves/tick-math.ts';
import { depositCurve } from './book-deposit.ts';
import { type FillQuote, isBins } from './curves.ts';
import { applyFill, concentrated, type ExecutedFill, type MarketPool, tokenIn, tokenOut, type Venue } from './pool.ts';
import type { PositionRecord, Recorder } from './recorder.ts';
import type { MarketToken } from './token.ts';
import { type BalanceChange, ensureBalance, moveBalance, type Wallet } from './wallet.ts';

export interface PlannedFill {
  pool: MarketPool;
  sell: 0 | 1;
  quote: FillQuote;
}

/** The state of a chain's pools and wallets. Every act changes it and is told to the recorder in the same breath. */
export class Exchange {
  readonly recorder: Recorder;
  #positions = 0;

  constructor(recorder: Recorder) {
    this.recorder = recorder;
  }

  createPool(time: number, pool: MarketPool, creator: Wallet): void {
    this.recorder.poolCreated(time, pool, creator);
  }

  /** Puts the first deposit into a pool without positions; the curve already stands as the deposit leaves it. */
  fundPool(time: number, pool: MarketPool, owner: Wallet, amount0: bigint, amount1: bigint): void {
    const balances = payIn(pool, owner, amount0, amount1);
    pool.reserve0 += amount0;
    pool.reserve1 += amount1;
    this.recorder.poolFunded(time, { pool, owner, amount0, amount1, balances });
  }

  /** Takes a part of a liquidity book's position out of the bins around the active one: what its shares are worth, rounded down. */
  withdrawFromBook(time: number, pool: MarketPool, owner: Wallet, reach: number, bps: number): void {
    const { curve, shares, reserve0, reserve1 } = pool;
    if (!isBins(curve) || shares === undefined) throw new Error('The pool is no liquidity book.');
    const [lower, upper] = [curve.activeId - reach, curve.activeId + reach];
    let [amount0, amount1] = [0n, 0n];
    const bins = curve.bins.map((bin) => {
      const supply = shares.get(bin.id) ?? 0n;
      if (bin.id < lower || bin.id > upper || supply === 0n) return bin;
      const leaving = (supply * BigInt(bps)) / 10_000n;
      const [out0, out1] = [(leaving * bin.amount0) / supply, (leaving * bin.amount1) / supply];
      shares.set(bin.id, supply - leaving);
      [amount0, amount1] = [amount0 + out0, amount1 + out1];
      return { id: bin.id, amount0: bin.amount0 - out0, amount1: bin.amount1 - out1 };
    });
    const balances = [moveBalance(owner, pool.token0, amount0), moveBalance(owner, pool.token1, amount1)];
    pool.curve = { ...curve, bins };
    pool.reserve0 -= amount0;
    pool.reserve1 -= amount1;
    const { activeId } = curve;
    const range = { lower, upper, bps, activeId, reserve0, reserve1 };
    this.recorder.bookWithdrawn(time, { pool, owner, amount0, amount1, balances, ...range });
  }

  /** Adds to a liquidity book's position around its active bin; what is offered and not taken stays with the owner. */
  addToBook(time: number, pool: MarketPool, owner: Wallet, reach: number, offered: readonly [bigint, bigint]): void {
    const { curve, shares, reserve0, reserve1 } = pool;
    if (!isBins(curve) || shares === undefined) throw new Error('The pool is no liquidity book.');
    const { bins, ...deposited } = depositCurve(curve, shares, reach, offered);
    const { amount0, amount1 } = deposited;
    const balances = payIn(pool, owner, amount0, amount1);
    pool.curve = { ...curve, bins };
    pool.reserve0 += amount0;
    pool.reserve1 += amount1;
    const { activeId } = curve;
    this.recorder.bookDeposited(time, { pool, owner, balances, ...deposited, offered, activeId, reserve0, reserve1 });
  }

  /** Opens a position of about `usdOfToken1` raw token 1 in value, half on each side of the price where the range allows. */
  addLiquidity(
    time: number,
    pool: MarketPool,
    owner: Wallet,
    lower: number,
    upper: number,
    valueInToken1: bigint,
  ): PositionRecord {
    const liquidityDelta = liquidityFor(pool, lower, upper, valueInToken1);
    return this.#changeLiquidity(time, pool, owner, ++this.#positions, lower, upper, liquidityDelta);
  }

  /** Takes a position out whole. Only for positions that have earned nothing, since fees are not paid out. */
  removeLiquidity(time: number, opened: PositionRecord): PositionRecord {
    const { pool, owner, position, lower, upper, liquidityDelta } = opened;
    return this.#changeLiquidity(time, pool, owner, position, lower, upper, -liquidityDelta);
  }

  #changeLiquidity(
    time: number,
    pool: MarketPool,
    owner: Wallet,
    position: number,
    lower: number,
    upper: number,
    liquidityDelta: bigint,
  ): PositionRecord {
    const curve = concentrated(pool.curve);
    const { amount0, amount1 } = amountsForLiquidity(curve, lower, upper, liquidityDelta);
    const sign = liquidityDelta > 0n ? 1n : -1n;
    const { reserve0, reserve1 } = pool;
    const { tick, liquidity: liquidityBefore } = curve;
    const amounts = [
      [pool.token0, amount0],
      [pool.token1, amount1],
    ] as const;
    const balances = amounts.map(([token, amount]) => {
      if (sign > 0n && token.kind === 'quote') ensureBalance(owner, token, amount);
      return moveBalance(owner, token, -sign * amount);
    });
    pool.reserve0 += sign * amount0;
    pool.reserve1 += sign * amount1;
    const changed = applyLiquidity(curve, lower, upper, liquidityDelta);
    pool.curve = changed;
    const liquidityAfter = changed.liquidity;
    const record = {
      pool,
      owner,
      position,
      lower,
      upper,
      liquidityDelta,
      amount0,
      amount1,
      tick,
      liquidityBefore,
      liquidityAfter,
      reserve0,
      reserve1,
      balances,
    };
    this.recorder.positionChanged(time, record);
    return record;
  }

  /** Executes fills in order as one transaction of the trader. */
  swap(time: number, trader: Wallet, feePayer: Wallet, fills: readonly PlannedFill[], routed: boolean): ExecutedFill[] {
    const changes = new Map<MarketToken, BalanceChange>();
    const move = (token: MarketToken, delta: bigint): void => {
      if (delta < 0n && token.kind === 'quote') ensureBalance(trader, token, -delta);
      const change = moveBalance(trader, token, delta);
      changes.set(token, { ...change, before: changes.has(token) ? changes.get(token)!.before : change.before });
    };
    const executed = fills.map(({ pool, sell, quote }) => {
      const fill = applyFill(pool, sell, quote);
      move(tokenIn(fill), -fill.amountIn);
      move(tokenOut(fill), fill.amountOut);
      return fill;
    });
    this.recorder.swapped(time, { trader, feePayer, fills: executed, routed, balances: [...changes.values()] });
    return executed;
  }

  mint(time: number, token: MarketToken, to: Wallet, raw: bigint): void {
    this.recorder.transferred(time, { token, from: null, to: moveBalance(to, token, raw), raw });
  }

  transfer(time: number, token: MarketToken, from: Wallet, to: Wallet, raw: bigint): void {
    const taken = moveBalance(from, token, -raw);
    this.recorder.transferred(time, { token, from: taken, to: moveBalance(to, token, raw), raw });
  }
}

/** A pool without liquidity at a price of token 0 in whole units of token 1. */
export function newPool(
  address: string,
  token0: MarketToken,
  token1: MarketToken,
  price: number,
  options: { venue: Venue; feePips: number; tickSpacing: number; resolution: 64 | 96; createdAt: number },
): MarketPool {
  const { venue, feePips, tickSpacing, resolution, createdAt } = options;
  const program = venue === 'orca-whirlpool' ? { program: 'whirlpool' as const } : {};
  const root = Math.sqrt(price * 10 ** (token1.decimals - token0.decimals));
  // 2^52 keeps all digits of the float; the rest is shifted in as zeros.
  const sqrtPrice = scaled(root, resolution);
  const tick = tickAtSqrtPrice(sqrtPrice, resolution, program.program);
  const curve = { sqrtPrice, liquidity: 0n, tick, feePips, tickSpacing, ticks: [], resolution, ...program };
  return { venue, address, token0, token1, curve, reserve0: 0n, reserve1: 0n, createdAt };
}

/** value × 2^bits as an integer, exact in the float's own digits. */
function scaled(value: number, bits: number): bigint {
  const exponent = Math.max(0, 52 - Math.floor(Math.log2(value)));
  const digits = BigInt(Math.floor(value * 2 ** exponent));
  return bits >= exponent ? digits << BigInt(bits - exponent) : digits >> BigInt(exponent - bits);
}

/** Range around the price, ± a share of it, on the pool's spacing. */
export function rangeAround(pool: MarketPool, share: number): { lower: number; upper: number } {
  const width = Math.max(1, Math.round(Math.log(1 + share) / Math.log(1.0001)));
  const { tickSpacing, tick } = concentrated(pool.curve);
  const lower = Math.floor((tick - width) / tickSpacing) * tickSpacing;
  return { lower, upper: Math.max(lower + tickSpacing, Math.ceil((tick + width) / tickSpacing) * tickSpacing) };
}

const TRIAL_LIQUIDITY = 10n ** 24n;

/** Liquidity whose deposit is worth a value, given in raw token 1, at the pool's price. */
/** Both tokens leave their owner for a pool. */
function payIn({ token0, token1 }: MarketPool, owner: Wallet, amount0: bigint, amount1: bigint): BalanceChange[] {
  return [
    { token: token0, amount: amount0 },
    { token: token1, amount: amount1 },
  ].map(({ token, amount }) => {
    if (token.kind === 'quote') ensureBalance(owner, token, amount);
    return moveBalance(owner, token, -amount);
  });
}

function liquidityFor(pool: MarketPool, lower: number, upper: number, valueInToken1: bigint): bigint {
  const curve = concentrated(pool.curve);
  const { amount0, amount1 } = amountsForLiquidity(curve, lower, upper, TRIAL_LIQUIDITY);
  const bits = 2n * BigInt(curve.resolution);
  const inToken1 = ((amount0 * curve.sqrtPrice * curve.sqrtPrice) >> bits) + amount1;
  const liquidity = (TRIAL_LIQUIDITY * valueInToken1) / inToken1;
  if (liquidity <= 0n)
    throw new Error(
      `A position in [${lower}, ${upper}) is too small: price ${sqrtPriceAtTick(lower, curve.resolution)}.`,
    );
  return liquidity;
}
