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

/** Bins after a count, each with a weight, or with a part in basis points. */
export const weightsAt = (data: DataView, count: number): [id: number, weight: number][] | undefined =>
  list(data, count, 6, (at, id) => [id, data.getUint16(at + 4, true)]);
