import type { CurveState, PoolState } from '@tokentape/core/facts/facts.ts';
import type { StatedTerms } from '@tokentape/core/facts/stated-terms.ts';
import { curveDifference } from '@tokentape/core/liquidity/curve-difference.ts';
import { type DepthRow, depthRow } from '@tokentape/core/liquidity/depth-row.ts';
import { type CurveFill, type CurveTerms, PoolCurve } from '@tokentape/core/liquidity/pool-curve.ts';
import type { PricedPool } from '@tokentape/core/pricing/priced-pool.ts';
import type { Pricer } from '../pricing/pricer.ts';
import { Multipliers } from './multipliers.ts';

/** A pool whose depth is followed. */
export type DepthPool = PricedPool &
  Omit<CurveTerms, 'resolution'> & { address: string; token0: DepthToken; token1: DepthToken };
type DepthToken = PricedPool['token0'] & { unitRule: string };

/** A pool compared with its account as it was at the end of a block. */
export interface AccountCheck {
  pool: string;
  block: number;
  /** What differs first; null when nothing does. */
  difference: string | null;
}

const UNPRICED: CurveState = { sqrtPrice: null, tick: null, liquidity: null, reserve0: null, reserve1: null };

/** A row of `pool_depth_hour`. `hour` in Unix seconds. */
export interface PoolDepthHour extends DepthRow {
  pool: number;
  hour: number;
}

const HOUR = 3_600;
const hourOf = (time: number): number => time - (time % HOUR);

/**
 * Follows the curves of a chain's stock pools and states their depth at the end of every hour in which they changed.
 * What it gives depends on the order of facts only: an hour is closed by the first fact, or end of a batch, past it.
 */
export class DepthTracker {
  readonly multipliers = new Multipliers();
  readonly #pricer: Pricer;
  readonly #curves = new Map<number, { pool: DepthPool; curve: PoolCurve }>();
  readonly #touched = new Set<number>();
  #checks: AccountCheck[] = [];
  #hour: number;

  /** @param time Unix seconds of the last block before the first fact */
  constructor(pricer: Pricer, time: number) {
    this.#pricer = pricer;
    this.#hour = hourOf(time);
  }

  /** Closes hours up to this time; to be called before a fact of that time is observed. */
  advance(time: number): PoolDepthHour[] {
    if (time < this.#hour + HOUR) return [];
    const hour = this.#hour;
    const rows: PoolDepthHour[] = [];
    for (const key of [...this.#touched].sort((a, b) => a - b)) {
      const row = this.#rowOf(key, hour + HOUR);
      if (row !== null) rows.push({ pool: key, hour, ...row });
    }
    this.#touched.clear();
    this.#hour = hourOf(time);
    return rows;
  }

  observeState(pool: DepthPool, state: CurveState, terms?: StatedTerms): void {
    this.#changing(pool)?.setState(state, terms);
  }

  /**
   * What an account says of a pool. A curve that was not known begins with it; a known one is compared, and where it differs
   * the account holds from then on and the difference is told by `takeChecks`.
   * @returns what of it later facts build on, to be kept; null when the account says nothing new
   */
  observeRead(pool: DepthPool, fact: PoolState): PoolState | null {
    const curve = this.curveOf(pool);
    const { terms } = fact;
    if (curve === undefined || terms === undefined) return null;
    const account = new PoolCurve({ ...pool, creationSeen: false });
    account.setState(fact.state, terms);
    const [known, read] = [curve.toCurve(), account.toCurve()];
    if (read === null) return null;
    const difference = known === null ? null : curveDifference(known, read);
    if (known !== null) this.#checks.push({ pool: pool.address, block: fact.tx.block.height, difference });
    const holds = known !== null && difference === null;
    const { fee } = terms;
    if (holds && (!fee || curve.hasFee(fee))) return null;
    const kept = holds && fee ? { ...fact, state: UNPRICED, terms: { fee } } : fact;
    this.observeState(pool, kept.state, kept.terms);
    return kept;
  }

  /** The comparisons since the last call. */
  takeChecks(): AccountCheck[] {
    const checks = this.#checks;
    this.#checks = [];
    return checks;
  }

  /** The followed pools, and whether curve and fee of each are known. */
  known(): { pool: DepthPool; known: boolean }[] {
    return [...this.#curves.values()].map(({ pool, curve }) => ({
      pool,
      known: curve.feeKnown && curve.toCurve() !== null,
    }));
  }

  observeFill(pool: DepthPool, fill: CurveFill): void {
    this.#changing(pool)?.fill(fill);
  }

  observeChange(pool: DepthPool, change: Parameters<PoolCurve['change']>[0]): void {
    this.#changing(pool)?.change(change);
  }

  /** Counts the pool as changed in the open hour. */
  touch(pool: DepthPool): void {
    this.#changing(pool);
  }

  #changing(pool: DepthPool): PoolCurve | undefined {
    const curve = this.curveOf(pool);
    if (curve) this.#touched.add(pool.key);
    return curve;
  }

  /** The curve of a stock pool; undefined for quote pools, which are not followed. */
  curveOf(pool: DepthPool): PoolCurve | undefined {
    if (pool.token0.role !== 'stock' && pool.token1.role !== 'stock') return undefined;
    const known = this.#curves.get(pool.key);
    if (known) return known.curve;
    const curve = new PoolCurve(pool);
    this.#curves.set(pool.key, { pool, curve });
    return curve;
  }

  #rowOf(key: number, time: number): DepthRow | null {
    const { pool, curve } = this.#curves.get(key)!;
    const shape = curve.toCurve(time);
    if (shape === null) return null;
    const quote = pool.token0.role === 'stock' ? 1 : 0;
    const [stock, money] = quote === 1 ? [pool.token0, pool.token1] : [pool.token1, pool.token0];
    return depthRow(shape, {
      quote,
      quoteDecimals: money.decimals,
      stockDecimals: stock.decimals,
      quotePrice: this.#priceOf(money, time),
      multiplier:
        stock.unitRule === 'raw-stable' ? this.multipliers.at(stock.key, time) : { numerator: 1n, denominator: 1n },
      feeKnown: curve.feeKnown,
    });
  }

  /** 10^−12 dollars per whole token: quotes by their pools, the far stock of a stock–stock pool by its last priced fill. */
  #priceOf(token: DepthToken, time: number): bigint | null {
    if (token.decimals === null) return null;
    if (token.role === 'quote') return this.#pricer.quotes.priceAt(token, time).price;
    const price = token.role === 'stock' ? this.#pricer.stockValue(token.key, 10n ** BigInt(token.decimals)) : null;
    return price !== null && price > 0n ? price : null;
  }
}
