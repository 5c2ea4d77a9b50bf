import type { Fact } from '@tokentape/core/facts/facts.ts';
import type { CallContext, MissingEvent } from '../../solana/venue.ts';

/** The first form states the active bin and the bin step in its data. */
export const readLbPair = (call: CallContext) => readCreation(call, call.data.byteLength >= 14);

/** The second form takes the bin step from a preset account. */
export const readLbPair2 = (call: CallContext) => readCreation(call, false);

/** Pair 0, mints 2 and 3, reserves 4 and 5; the data begins with the active bin. */
function readCreation({ venue, tx, index, account, data }: CallContext, stepStated: boolean): Fact[] | MissingEvent {
  if (data.byteLength < 12) return { missing: 'too little data' };
  const [dex, pool] = [venue.dex, account(0)];
  const state = { sqrtPrice: null, tick: data.getInt32(8, true), liquidity: null, reserve0: 0n, reserve1: 0n };
  return [
    {
      kind: 'pool',
      tx,
      index,
      dex,
      pool,
      token0: account(2),
      token1: account(3),
      curve: venue.curve,
      feePips: null,
      tickSpacing: stepStated ? data.getUint16(12, true) : null,
      vault0: account(4),
      vault1: account(5),
      created: true,
    },
    { kind: 'pool-state', tx, index, dex, pool, source: 'initialize', state },
  ];
}
