/** Interpolation looks this far to both sides of its guess: a bracket shrinks 256-fold by two questions. */
const AROUND = 9n;

/**
 * The largest step in [0, `most`] whose value is at most `total`, for a function that never falls; `value(0)` must be
 * at most `total` and `value(most)` above it. Interpolates between the ends of its bracket and halves it where that
 * gains nothing, so that smooth functions cost a quarter of the questions of a bisection, and jumps not much more.
 */
export function lastAtMost(total: bigint, most: bigint, value: (step: bigint) => bigint): bigint {
  let [low, lowValue] = [0n, value(0n)];
  let [high, highValue] = [most, value(most)];
  const ask = (step: bigint): void => {
    if (step <= low || step >= high) return;
    const found = value(step);
    if (found <= total) [low, lowValue] = [step, found];
    else [high, highValue] = [step, found];
  };
  while (high - low > 1n) {
    const width = high - low;
    const guess = low + (width * (total - lowValue)) / (highValue - lowValue);
    const around = (width >> AROUND) + 1n;
    ask(guess + around);
    ask(guess - around);
    if (high - low > width >> 2n) ask((low + high) >> 1n);
  }
  return low;
}
