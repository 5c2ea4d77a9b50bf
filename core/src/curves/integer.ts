/** ⌈a ÷ b⌉ for a ≥ 0, b > 0. */
export function ceilDiv(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return quotient * b === a ? quotient : quotient + 1n;
}

/** ⌊√n⌋ for n ≥ 0, by Newton's descent from above. */
export function floorSqrt(n: bigint): bigint {
  if (n < 2n) return n;
  let root = 1n << BigInt((n.toString(16).length * 4 + 1) >> 1);
  for (;;) {
    const next = (root + n / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** ⌈√n⌉ for n ≥ 0. */
export function ceilSqrt(n: bigint): bigint {
  const root = floorSqrt(n);
  return root * root === n ? root : root + 1n;
}

/** The smaller of two integers: Math.min takes no bigint. */
export function smaller(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}
