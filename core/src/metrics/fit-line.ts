/** A least-squares line with the 95 % interval of its slope. */
export interface LineFit {
  slope: number;
  intercept: number;
  standardError: number;
  low: number;
  high: number;
  points: number;
}

/** Fits y = intercept + slope·x; null with fewer than three points or when every x is the same. */
export function fitLine(points: readonly { x: number; y: number }[]): LineFit | null {
  const n = points.length;
  if (n < 3) return null;
  const meanX = points.reduce((total, { x }) => total + x, 0) / n;
  const meanY = points.reduce((total, { y }) => total + y, 0) / n;
  const sxx = points.reduce((total, { x }) => total + (x - meanX) ** 2, 0);
  if (sxx === 0) return null;
  const slope = points.reduce((total, { x, y }) => total + (x - meanX) * (y - meanY), 0) / sxx;
  const intercept = meanY - slope * meanX;
  const residual = points.reduce((total, { x, y }) => total + (y - intercept - slope * x) ** 2, 0);
  const standardError = Math.sqrt(residual / (n - 2) / sxx);
  const half = studentQuantile975(n - 2) * standardError;
  return { slope, intercept, standardError, low: slope - half, high: slope + half, points: n };
}

/** 97.5 % quantile of the normal distribution. */
const Z = 1.959963984540054;

/**
 * 97.5 % quantile of Student's t by its expansion in powers of 1 ÷ degrees of freedom
 * (Abramowitz and Stegun, 26.7.5); within 0.001 from five degrees on.
 */
export function studentQuantile975(degrees: number): number {
  const powers = [
    (Z ** 3 + Z) / 4,
    (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / 96,
    (3 * Z ** 7 + 19 * Z ** 5 + 17 * Z ** 3 - 15 * Z) / 384,
    (79 * Z ** 9 + 776 * Z ** 7 + 1_482 * Z ** 5 - 1_920 * Z ** 3 - 945 * Z) / 92_160,
  ];
  return powers.reduce((total, term, i) => total + term / degrees ** (i + 1), Z);
}
