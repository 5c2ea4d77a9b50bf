import { base58 } from '@scure/base';
import type { BlockRef, ChainId } from '@tokentape/core/facts/chain.ts';
import type { CurveState, PoolSeen, PoolState } from '@tokentape/core/facts/facts.ts';
import { readPosition } from '@tokentape/core/facts/read-position.ts';
import type { StatedFee, StatedTerms } from '@tokentape/core/facts/stated-terms.ts';
import type { PoolRead } from './pool-reader.ts';

/** The facts of a pool that was read by account: what it is, and its whole curve, at the end of the slot. */
export function readFacts(chain: ChainId, read: PoolRead, time: number): [PoolSeen, PoolState] {
  const { dex, pool, slot, curve, token0, token1, vault0, vault1, tickSpacing, fee } = read;
  const block: BlockRef = { height: slot, hash: `slot-${slot}`, time };
  const at = { tx: readPosition(chain, block), index: indexOf(pool), dex, pool };
  const kind = 'ticks' in curve || 'sqrtLow' in curve ? 'concentrated' : 'bins' in curve ? 'bins' : 'constant-product';
  const feePips = fee === null ? null : pipsOf(fee);
  const terms = { ...liquidityOf(curve), ...(fee && { fee }) };
  return [
    { ...at, kind: 'pool', token0, token1, vault0, vault1, tickSpacing, feePips, curve: kind, created: false },
    { ...at, kind: 'pool-state', state: stateOf(curve), source: 'read', terms },
  ];
}

function pipsOf(fee: StatedFee): number | null {
  if ('pips' in fee) return fee.pips;
  return 'nano' in fee && fee.nano % 1_000 === 0 ? fee.nano / 1_000 : null;
}

/** Reads of one slot are told apart by their pool: the first 31 bits of its address, which is a hash or a public key. */
export const indexOf = (pool: string): number => Buffer.from(base58.decode(pool)).readUInt32BE(0) >>> 1;

function stateOf(curve: PoolRead['curve']): CurveState {
  const unknown = { sqrtPrice: null, tick: null, liquidity: null, reserve0: null, reserve1: null };
  if ('bins' in curve) return { ...unknown, tick: curve.activeId };
  if ('sqrtLow' in curve) return { ...unknown, sqrtPrice: curve.sqrtPrice };
  if ('ticks' in curve) {
    const { sqrtPrice, tick, liquidity } = curve;
    return { ...unknown, sqrtPrice, tick, liquidity };
  }
  return { ...unknown, reserve0: curve.reserve0, reserve1: curve.reserve1 };
}

/** Positions of a pool of one range reach from end to end of all prices. */
const END = 443_636;

function liquidityOf(curve: PoolRead['curve']): StatedTerms {
  if ('bins' in curve) return { bins: curve.bins.map(({ id, amount0, amount1 }) => [id, amount0, amount1] as const) };
  if ('sqrtLow' in curve) {
    const { liquidity, sqrtLow, sqrtHigh } = curve;
    return { ticks: [[-END, liquidity] as const, [END, -liquidity] as const], range: [sqrtLow, sqrtHigh] };
  }
  if (!('ticks' in curve)) return {};
  const ticks = curve.ticks.filter(({ liquidityNet }) => liquidityNet !== 0n);
  return { ticks: ticks.map(({ index, liquidityNet }) => [index, liquidityNet] as const) };
}
