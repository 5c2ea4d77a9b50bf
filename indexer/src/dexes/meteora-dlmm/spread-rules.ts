import type { BinSpread, SpreadRule } from '@tokentape/core/facts/change-terms.ts';
import { u64 } from '../../solana/event-bytes.ts';
import { weightsAt } from './bin-amounts.ts';

/** Bins from and to. */
export interface Range {
  lower: number;
  upper: number;
}

/** What the event of a deposit or a withdrawal states: both amounts, and the bin that was active. */
export interface Stated {
  amount0: bigint;
  amount1: bigint;
  active: number;
}

/** A deposit's range and the rule by which it lies there; undefined where the data does not say. */
export type SpreadReader = (data: DataView, stated: Stated) => (Range & { spread: BinSpread }) | undefined;

/** No position is longer. Source: MeteoraAg/dlmm-sdk idls/dlmm.json POSITION_MAX_LENGTH. */
export const LONGEST = 1_400;

/** A strategy type is a shape and, three by three, a way to take the two tokens. */
const SHAPES = ['spot', 'curve', 'bid-ask'] as const;

/** The two tokens' most amounts stand at the beginning of the data. */
const offeredBoth = (data: DataView): readonly [bigint, bigint] => [u64(data, 8), u64(data, 16)];
/** One amount stands there, of the token that came. */
const offeredOne = (data: DataView, token: 0 | 1): readonly [bigint, bigint] =>
  token === 0 ? [u64(data, 8), 0n] : [0n, u64(data, 8)];

const tokenOf = ({ amount0 }: Stated): 0 | 1 => (amount0 > 0n ? 0 : 1);

/** add_liquidity_by_weight(2): weights of bins in ascending order. */
export const byWeights: SpreadReader = (data, stated) => weighed(data, stated, 32, null);

/** add_liquidity_one_side: the same of one token. */
export const byWeightsOneSide: SpreadReader = (data, stated) => weighed(data, stated, 24, tokenOf(stated));

function weighed(data: DataView, { active }: Stated, count: number, token: 0 | 1 | null) {
  const weights = weightsAt(data, count);
  const [first, last] = [weights?.[0], weights?.at(-1)];
  if (weights === undefined || first === undefined || last === undefined || weights.length > LONGEST) return undefined;
  const offered = token === null ? offeredBoth(data) : offeredOne(data, token);
  return { lower: first[0], upper: last[0], spread: { active, offered, rule: { weights, token } } };
}

/** add_liquidity_by_strategy(2): a range, a strategy, and a flag for deposits of token 0 alone that fill the active bin too. */
export const byStrategy: SpreadReader = (data, stated) => {
  const shaped = shapedAt(data, 32);
  if (shaped === undefined || shaped.ways === 0) return undefined;
  const { shape, ways, ...range } = shaped;
  const imbalanced = data.getUint8(41) === 1 ? 'imbalanced-token0' : 'imbalanced';
  const rule: SpreadRule = { shape, way: ways === 1 ? 'balanced' : imbalanced };
  return { ...range, spread: { active: stated.active, offered: offeredBoth(data), rule } };
};

/** add_liquidity_by_strategy_one_side: the first three strategies alone. */
export const byStrategyOneSide: SpreadReader = (data, stated) => {
  const shaped = shapedAt(data, 24);
  if (shaped === undefined || shaped.ways !== 0) return undefined;
  const { shape, ways, ...range } = shaped;
  const token = tokenOf(stated);
  const rule: SpreadRule = { shape, way: token === 0 ? 'token0' : 'token1' };
  return { ...range, spread: { active: stated.active, offered: offeredOne(data, token), rule } };
};

function shapedAt(data: DataView, at: number) {
  if (data.byteLength < at + 10) return undefined;
  const [lower, upper, type] = [data.getInt32(at, true), data.getInt32(at + 4, true), data.getUint8(at + 8)];
  const [shape, ways] = [SHAPES[type % 3], Math.floor(type / 3)];
  if (shape === undefined || ways > 2 || upper < lower || upper - lower >= LONGEST) return undefined;
  return { lower, upper, shape, ways };
}
