import type { Fact, PoolState } from '@tokentape/core/facts/facts.ts';
import { eventKind, isEvent, u64 } from '../../solana/event-bytes.ts';
import type { CallContext, MissingEvent } from '../../solana/venue.ts';

const LP_CHANGE_EVENT = eventKind('79a3cdc939da753c');

/** initialize: config 1, pool 3, mints 4 and 5, vaults 10 and 11; the data holds the first reserves. */
export function readInitialize(call: CallContext): Fact[] | MissingEvent {
  const { venue, tx, index, account, data } = call;
  if (data.byteLength < 24) return { missing: 'too little data' };
  const config = venue.design.configs?.get(account(1));
  return [
    {
      kind: 'pool',
      tx,
      index,
      dex: venue.dex,
      pool: account(3),
      token0: account(4),
      token1: account(5),
      curve: venue.curve,
      feePips: config?.feePips ?? null,
      tickSpacing: null,
      vault0: account(10),
      vault1: account(11),
      created: true,
    },
    state(call, account(3), 'initialize', u64(data, 8), u64(data, 16)),
  ];
}

/** deposit and withdraw: pool 2. The event gives the reserves before, and what came or went without the token's own fee. */
export function readDeposit(call: CallContext): Fact[] | MissingEvent {
  const event = call.events.find((given) => isEvent(given, LP_CHANGE_EVENT, 97));
  if (event === undefined) return { missing: 'no liquidity event (the log may be cut off)' };
  const sign = event.getUint8(96) === 0 ? 1n : -1n;
  const reserve0 = u64(event, 48) + sign * u64(event, 64);
  const reserve1 = u64(event, 56) + sign * u64(event, 72);
  return [state(call, call.account(2), 'sync', reserve0, reserve1)];
}

function state(
  { venue, tx, index }: CallContext,
  pool: string,
  source: PoolState['source'],
  reserve0: bigint,
  reserve1: bigint,
): PoolState {
  const curve = { sqrtPrice: null, tick: null, liquidity: null, reserve0, reserve1 };
  return { kind: 'pool-state', tx, index, dex: venue.dex, pool, source, state: curve };
}
