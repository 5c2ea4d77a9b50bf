import { CurveError } from './curve-error.ts';

/**
 * How a venue's contract solves for y. `closest` goes on until no y is closer (Aerodrome); `within-one` stops as soon as a
 * step is one unit or none, and cuts its own products elsewhere (the first Solidly, Camelot v2).
 */
export type StableSolver = 'closest' | 'within-one';

/** The contracts count every token in 18 decimals. */
export const WAD = 10n ** 18n;
const MAX_STEPS = 255;
const WORD = 1n << 256n;

/** From here on the contract cannot count a k: the product before its last cut takes more than 256 bits. */
export const K_LIMIT = WORD / WAD;

/** A product as the contract holds it; beyond 256 bits it reverts. */
function word(value: bigint): bigint {
  if (value < WORD) return value;
  throw new CurveError('no-convergence', 'The amount is more than 256 bits of the contract can count.');
}

/** The contract's k with its cuts after each product. */
export function stableK(x: bigint, y: bigint): bigint {
  return (((x * y) / WAD) * ((x * x) / WAD + (y * y) / WAD)) / WAD;
}

/** The same. @throws CurveError `no-convergence` where the contract cannot count it */
export function countedK(x: bigint, y: bigint): bigint {
  const k = stableK(x, y);
  if (k < K_LIMIT) return k;
  throw new CurveError('no-convergence', 'The reserves are more than 256 bits of the contract can count.');
}

/** The same k as the first Solidly writes it inside its loop. */
function looseK(x: bigint, y: bigint): bigint {
  const cubeOfY = (((y * y) / WAD) * y) / WAD;
  const cubeOfX = (((x * x) / WAD) * x) / WAD;
  return word(x * cubeOfY) / WAD + word(cubeOfX * y) / WAD;
}

function slope(x: bigint, y: bigint): bigint {
  const sum = (3n * x * ((y * y) / WAD)) / WAD + (((x * x) / WAD) * x) / WAD;
  if (sum > 0n) return sum;
  throw new CurveError('no-convergence', 'The reserves are too small for the stable curve.');
}

/** What the next step adds to y, or takes off it, by Newton; k in the solver's own cuts. */
function step(x: bigint, y: bigint, found: bigint, k: bigint): bigint {
  const gap = found < k ? k - found : found - k;
  return word(gap * WAD) / slope(x, y);
}

function moved(y: bigint, dy: bigint, short: boolean): bigint {
  const next = short ? y + dy : y - dy;
  if (next >= 0n) return next;
  throw new CurveError('no-convergence', 'The stable curve has no answer above zero.');
}

/** Terms of a search for y, all in 18 decimals but the two units, which are 10^decimals of the tokens. */
interface Search {
  x: bigint;
  k: bigint;
  /** The y to begin with: the reserve. */
  start: bigint;
  units: readonly [bigint, bigint];
}

/** Source: aerodrome-finance/contracts Pool.sol, `_get_y`. Its test of y + 1 scales both amounts once more by the units. */
function closest({ x, k, start, units }: Search): bigint {
  let y = start;
  for (let count = 0; count < MAX_STEPS; count += 1) {
    const found = countedK(x, y);
    const short = found < k;
    let dy = step(x, y, found, k);
    if (dy === 0n) {
      if (short && countedK((x * WAD) / units[0], ((y + 1n) * WAD) / units[1]) > k) return y + 1n;
      if (!short && (found === k || stableK(x, y - 1n) < k)) return y;
      dy = 1n;
    }
    y = moved(y, dy, short);
  }
  throw new CurveError('no-convergence', `The stable curve has no answer for ${x} after ${MAX_STEPS} steps.`);
}

/** Source: CamelotLabs/core CamelotPair.sol, `_get_y`: what it has after the last step is its answer. */
function withinOne({ x, k, start }: Search): bigint {
  let y = start;
  for (let count = 0; count < MAX_STEPS; count += 1) {
    const found = looseK(x, y);
    const dy = step(x, y, found, k);
    y = moved(y, dy, found < k);
    if (dy <= 1n) return y;
  }
  return y;
}

/**
 * The y that belongs to x on x³y + xy³ = k, by the contract's own steps: their order and cuts decide the last unit.
 * @throws CurveError `no-convergence` where the contract reverts
 */
export function solveY(solver: StableSolver, search: Search): bigint {
  return solver === 'closest' ? closest(search) : withinOne(search);
}
