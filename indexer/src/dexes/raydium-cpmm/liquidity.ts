import type { Fact, PoolState } from '@tokentape/core/facts/facts.ts';
import { eventKind, isEvent, u64 } from '../../solana/event-bytes.ts';
import type { CallContext, MissingEvent } from '../../solana/venue.ts';

const LP_CHANGE_EVENT = eventKind('79a3cdc939da753c');

/** initialize: config 1, pool 3, mints 4 and 5, vaults 10 and 11; the data holds the first reserves. */
export const readInitialize = (call: CallContext) => readOpening(call, { config: 1, pool: 3, mints: 4, vaults: 10 });

/** initialize_with_permission: one account more, the creator, who takes a fee besides that his configuration names. */
export function readInitializeWithPermission(call: CallContext): Fact[] | MissingEvent {
  const facts = readOpening(call, { config: 2, pool: 4, mints: 5, vaults: 11 });
  if ('missing' in facts) return facts;
  return facts.map((fact) => (fact.kind === 'pool' ? { ...fact, feePips: null } : fact));
}

function readOpening(
  call: CallContext,
  places: Record<'config' | 'pool' | 'mints' | 'vaults', number>,
): Fact[] | MissingEvent {
  const { venue, tx, index, account, data } = call;
  if (data.byteLength < 24) return { missing: 'too little data' };
  const config = venue.design.configs?.get(account(places.config));
  return [
    {
      kind: 'pool',
      tx,
      index,
      dex: venue.dex,
      pool: account(places.pool),
      token0: account(places.mints),
      token1: account(places.mints + 1),
      curve: venue.curve,
      feePips: config?.feePips ?? null,
      tickSpacing: null,
      vault0: account(places.vaults),
      vault1: account(places.vaults + 1),
      created: true,
    },
    state(call, account(places.pool), 'initialize', u64(data, 8), u64(data, 16)),
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
