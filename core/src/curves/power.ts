const Q64 = 64n;
const ONE = 1n << Q64;
const MAX_U128 = (1n << 128n) - 1n;

/**
 * base^exponent by squaring in Q64.64, on the inverted base when it is above one: Meteora's programs multiply within 128 bits, and
 * every product is cut, so that the order of the steps is part of the result (u64x64_math::pow). Zero where no bits are left.
 */
export function powerQ64(base: bigint, exponent: number): bigint {
  let squared = base;
  let result = ONE;
  let invert = exponent < 0;
  if (squared >= ONE) {
    squared = MAX_U128 / squared;
    invert = !invert;
  }
  for (let steps = Math.abs(exponent); steps > 0; steps >>= 1) {
    if (steps & 1) result = (result * squared) >> Q64;
    squared = (squared * squared) >> Q64;
  }
  return invert && result > 0n ? MAX_U128 / result : result;
}
