import type { ConcentratedPool, Tick } from './concentrated-pool.ts';
import { CurveError } from './curve-error.ts';
import { sqrtPriceAtTick, tickBounds } from './tick-math.ts';

/** Ticks per word of the bitmap that Uniswap's pools search one word at a time. */
const WORD = 256;

/** Position of the first tick with an index above `tick`, in an ascending list. */
export function firstAbove(ticks: readonly Tick[], tick: number): number {
  let low = 0;
  let high = ticks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ticks[middle]!.index <= tick) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * A walk over a pool's stops in one direction: initialised ticks, bitmap word edges where the venue stops at them, and the end
 * of the price range. It reads the pool and never writes to it.
 */
export class TickWalk {
  readonly down: boolean;
  liquidity: bigint;
  tick: number;
  /** The next stop and its price. */
  stopTick = 0;
  stopPrice = 0n;
  readonly #pool: ConcentratedPool;
  readonly #bounds: { minTick: number; maxTick: number };
  readonly #wordStops: boolean;
  #next: number;
  #initialised = false;

  constructor(pool: ConcentratedPool, down: boolean) {
    this.down = down;
    this.liquidity = pool.liquidity;
    this.tick = pool.tick;
    this.#pool = pool;
    this.#bounds = tickBounds(pool.resolution, pool.program);
    this.#wordStops = pool.wordStops ?? pool.resolution === 96;
    const above = firstAbove(pool.ticks, pool.tick);
    this.#next = down ? above - 1 : above;
  }

  /** True while initialised ticks lie ahead. */
  get ticksAhead(): boolean {
    return this.#next >= 0 && this.#next < this.#pool.ticks.length;
  }

  /** Finds the stop ahead of the current tick. */
  look(): void {
    const { ticks, resolution, program } = this.#pool;
    const ahead = ticks[this.#next];
    const end = this.down ? this.#bounds.minTick : this.#bounds.maxTick;
    let stop = ahead?.index ?? end;
    this.#initialised = ahead !== undefined;
    // Without liquidity nothing is rounded, so that the word edges can be passed over.
    if (this.#wordStops && this.liquidity !== 0n) {
      const edge = this.#wordEdge();
      if (this.down ? edge > stop : edge < stop) {
        stop = edge;
        this.#initialised = false;
      }
    }
    this.stopTick = stop;
    this.stopPrice = sqrtPriceAtTick(stop, resolution, program);
  }

  /** Moves onto the stop: the tick and the liquidity become those beyond it. */
  cross(): void {
    if (this.#initialised) {
      const net = this.#pool.ticks[this.#next]!.liquidityNet;
      this.liquidity += this.down ? -net : net;
      this.#next += this.down ? -1 : 1;
      if (this.liquidity < 0n) {
        throw new CurveError(
          'liquidity-negative',
          `Liquidity falls below zero at tick ${this.stopTick}: the pool's ticks do not belong to its liquidity.`,
        );
      }
    }
    this.tick = this.down ? this.stopTick - 1 : this.stopTick;
  }

  #wordEdge(): number {
    const spacing = this.#pool.tickSpacing;
    const compressed = Math.floor(this.tick / spacing);
    const edge = this.down
      ? Math.floor(compressed / WORD) * WORD
      : Math.floor((compressed + 1) / WORD) * WORD + WORD - 1;
    return Math.max(this.#bounds.minTick, Math.min(this.#bounds.maxTick, edge * spacing));
  }
}
