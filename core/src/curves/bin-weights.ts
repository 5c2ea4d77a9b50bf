import type { SpreadShape } from '../facts/change-terms.ts';

/** A bin and its weight in a deposit. */
export type BinWeight = readonly [id: number, weight: number];

/** Where a range lies: all of it on one side of the active bin, or around it. */
export type SpreadSide = 'below' | 'above' | 'around';

/** Weights of a shape around the active bin, at its middle and at its end. Source: lb_clmm add_liquidity_by_strategy. */
const MOST = 2_000;
const LEAST = 200;

/**
 * Weights of a shape over the bins from and to (lb_clmm to_weight_*): on one side rising or falling by one from bin to bin, around
 * the active bin by equal steps between the middle and the end of each side, rounded down.
 */
export function shapeWeights(
  shape: SpreadShape,
  side: SpreadSide,
  [lower, upper]: readonly [number, number],
  active: number,
): BinWeight[] {
  const weigh =
    shape === 'spot'
      ? () => 1
      : side === 'around'
        ? around(shape, lower, upper, active)
        : sloped(shape, side, lower, upper);
  return Array.from({ length: Math.max(upper - lower + 1, 0) }, (_, nth) => [lower + nth, weigh(lower + nth)]);
}

/** One more with every bin: towards the active one, or away from it. */
function sloped(shape: SpreadShape, side: SpreadSide, lower: number, upper: number): (id: number) => number {
  const rising = (side === 'below') === (shape === 'curve');
  return (id) => (rising ? id - lower : upper - id) + 1;
}

function around(shape: SpreadShape, lower: number, upper: number, active: number): (id: number) => number {
  const step = (width: number) => (width > 0 ? Math.floor((MOST - LEAST) / width) : 0);
  const [below, above] = [step(active - lower), step(upper - active)];
  return (id) => {
    const away = Math.abs(id - active) * (id < active ? below : above);
    return shape === 'curve' ? MOST - away : LEAST + away;
  };
}
