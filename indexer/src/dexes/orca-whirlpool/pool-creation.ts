import { tickAtSqrtPrice } from '@tokentape/core/curves/tick-math.ts';
import type { Fact } from '@tokentape/core/facts/facts.ts';
import { eventKind, isEvent, u128 } from '../../solana/event-bytes.ts';
import type { CallContext, MissingEvent } from '../../solana/venue.ts';

const POOL_INITIALIZED = eventKind('6476ad570cc6fee5');

interface Places {
  pool: number;
  vaults: readonly [number, number];
  /** Where the data holds tick spacing (null: only the event does) and first price. */
  spacing: number | null;
  price: number;
}

export const readInitializePool = (call: CallContext) =>
  readCreation(call, { pool: 4, vaults: [5, 6], spacing: 9, price: 11 });

export const readInitializePoolV2 = (call: CallContext) =>
  readCreation(call, { pool: 6, vaults: [7, 8], spacing: 8, price: 10 });

export const readInitializePoolAdaptive = (call: CallContext) =>
  readCreation(call, { pool: 7, vaults: [9, 10], spacing: null, price: 8 });

/** Mints 1 and 2 in all forms. The fee stands in the fee tier's account, so it is not known from here. */
function readCreation({ venue, tx, index, account, data, events }: CallContext, places: Places): Fact[] | MissingEvent {
  if (data.byteLength < places.price + 16) return { missing: 'too little data' };
  const event = events.find((given) => isEvent(given, POOL_INITIALIZED, 138));
  const [dex, pool, sqrtPrice] = [venue.dex, account(places.pool), u128(data, places.price)];
  return [
    {
      kind: 'pool',
      tx,
      index,
      dex,
      pool,
      token0: account(1),
      token1: account(2),
      curve: venue.curve,
      feePips: null,
      tickSpacing:
        places.spacing === null ? (event?.getUint16(136, true) ?? null) : data.getUint16(places.spacing, true),
      vault0: account(places.vaults[0]),
      vault1: account(places.vaults[1]),
      created: true,
    },
    {
      kind: 'pool-state',
      tx,
      index,
      dex,
      pool,
      source: 'initialize',
      state: {
        sqrtPrice,
        tick: tickAtSqrtPrice(sqrtPrice, 64, 'whirlpool'),
        liquidity: 0n,
        reserve0: null,
        reserve1: null,
      },
    },
  ];
}
