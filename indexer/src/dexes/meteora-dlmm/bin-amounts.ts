/** What a deposit puts into one bin, raw. */
export interface BinAmount {
  id: number;
  amount0: bigint;
  amount1: bigint;
}

const FULL = 10_000n;

/** Bins named in the data after a count, `size` bytes each, beginning with the bin; undefined when the data is too short. */
function list<T>(data: DataView, count: number, size: number, read: (at: number, id: number) => T): T[] | undefined {
  if (data.byteLength < count + 4) return undefined;
  const length = data.getUint32(count, true);
  const start = count + 4;
  if (data.byteLength < start + length * size) return undefined;
  return Array.from({ length }, (_, nth) => {
    const at = start + nth * size;
    return read(at, data.getInt32(at, true));
  });
}

/** add_liquidity and add_liquidity2: two amounts, and of every bin its shares of them in basis points. */
export function sharedOut(data: DataView): BinAmount[] | undefined {
  if (data.byteLength < 28) return undefined;
  const [amount0, amount1] = [data.getBigUint64(8, true), data.getBigUint64(16, true)];
  const part = (amount: bigint, at: number) => (amount * BigInt(data.getUint16(at, true))) / FULL;
  return list(data, 24, 8, (at, id) => ({ id, amount0: part(amount0, at + 4), amount1: part(amount1, at + 6) }));
}

/** add_liquidity_one_side_precise and 2: the amount of every bin, divided by a multiplier that stands behind the list. */
export function statedAmounts(data: DataView, token: 0 | 1): BinAmount[] | undefined {
  const bins = list(data, 8, 8, (at, id) => ({ id, amount: BigInt(data.getUint32(at + 4, true)) }));
  const end = 12 + 8 * (bins?.length ?? 0);
  if (bins === undefined || data.byteLength < end + 8) return undefined;
  const unit = data.getBigUint64(end, true);
  return bins.map(({ id, amount }) => ({
    id,
    amount0: token === 0 ? amount * unit : 0n,
    amount1: token === 1 ? amount * unit : 0n,
  }));
}

/** Weights of bins, each with its bin, from a count on. */
export const weightsAt = (data: DataView, count: number): Weight[] | undefined =>
  list(data, count, 6, (at, id) => ({ id, weight: BigInt(data.getUint16(at + 4, true)) }));

export interface Weight {
  id: number;
  weight: bigint;
}

/** How the program shapes a deposit by strategy; a strategy type is a shape and a way to take the two sides together. */
const SHAPES = ['spot', 'curve', 'bid-ask'] as const;
const WAYS = ['one-side', 'balanced', 'imbalanced'] as const;

export function strategyOf(type: number): { shape: (typeof SHAPES)[number]; way: (typeof WAYS)[number] } | undefined {
  const [shape, way] = [SHAPES[type % 3], WAYS[Math.floor(type / 3)]];
  return shape === undefined || way === undefined ? undefined : { shape, way };
}

/** Weights of the bins of token 1 from the lowest to the highest: even, or rising or falling by one. */
export function weightsBelow(shape: (typeof SHAPES)[number], lower: number, upper: number): Weight[] {
  return Array.from({ length: upper - lower + 1 }, (_, nth) => {
    const weight = shape === 'spot' ? 1 : shape === 'curve' ? nth + 1 : upper - lower + 1 - nth;
    return { id: lower + nth, weight: BigInt(weight) };
  });
}

/**
 * An amount of token 1 over the bins up to the active one, by weight, rounded down (lb_clmm weight_to_amounts,
 * to_amount_bid_side). The other side needs the bin step and what the active bin holds, which no instruction states.
 */
export function spreadBelow(active: number, amount1: bigint, weights: readonly Weight[]): BinAmount[] | undefined {
  const below = weights.filter(({ id }) => id <= active);
  const total = below.reduce((sum, { weight }) => sum + weight, 0n);
  if (total === 0n) return undefined;
  return below.map(({ id, weight }) => ({ id, amount0: 0n, amount1: (weight * amount1) / total }));
}
