import type { DirectedFee } from './fee-for.ts';
import type { Resolution, TickProgram } from './tick-math.ts';

/** An initialised tick: some position starts or ends here. */
export interface Tick {
  index: number;
  /** Liquidity that enters when the price rises through the tick, and leaves when it falls. */
  liquidityNet: bigint;
  /** Sum of the positions' liquidity at this tick, when known: with it a tick of net 0 is kept, at which venues still stop and round. */
  liquidityGross?: bigint;
}

/** A pool whose liquidity lies in tick ranges (Uniswap V3 and V4, Slipstream, Raydium CLMM, Whirlpool and their forks). */
export interface ConcentratedPool extends DirectedFee {
  /** √(raw token 1 per raw token 0) in Q64.`resolution`. */
  sqrtPrice: bigint;
  /** Liquidity in range at the current tick. */
  liquidity: bigint;
  tick: number;
  tickSpacing: number;
  /** Initialised ticks, ascending. */
  ticks: readonly Tick[];
  resolution: Resolution;
  /** Whose tick table holds at resolution 64. Raydium's unless said. */
  program?: TickProgram;
  /**
   * Whether the venue also stops (and rounds) at the edges of 256-tick bitmap words, as Uniswap's bitmap search does.
   * True at resolution 96, false at 64, unless said.
   */
  wordStops?: boolean;
}
