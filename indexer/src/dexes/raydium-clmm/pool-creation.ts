import { tickAtSqrtPrice } from '@tokentape/core/curves/tick-math.ts';
import type { Fact } from '@tokentape/core/facts/facts.ts';
import { u128 } from '../../solana/event-bytes.ts';
import type { CallContext, MissingEvent } from '../../solana/venue.ts';

/**
 * create_customizable_pool: as create_pool, and behind the price which side pays the fee (0: what is sold) and whether it moves
 * with volatility. A fee that is not the configuration's alone is not stated.
 */
export function readCustomizable(call: CallContext): Fact[] | MissingEvent {
  const { data } = call;
  const facts = readCreation(call);
  const plain = data.byteLength < 26 || (data.getUint8(24) === 0 && data.getUint8(25) === 0);
  if (plain || 'missing' in facts) return facts;
  return facts.map((fact) => (fact.kind === 'pool' ? { ...fact, feePips: null } : fact));
}

/**
 * create_pool and create_customizable_pool: config 1, pool 2, mints 3 and 4, vaults 5 and 6; the data begins with the
 * square root of the first price. No event is needed.
 */
export function readCreation({ venue, tx, index, account, data }: CallContext): Fact[] | MissingEvent {
  if (data.byteLength < 24) return { missing: 'create_pool with too little data' };
  const config = venue.design.configs?.get(account(1));
  const [dex, pool, sqrtPrice] = [venue.dex, account(2), u128(data, 8)];
  return [
    {
      kind: 'pool',
      tx,
      index,
      dex,
      pool,
      token0: account(3),
      token1: account(4),
      curve: venue.curve,
      feePips: config?.feePips ?? null,
      tickSpacing: config?.tickSpacing ?? null,
      vault0: account(5),
      vault1: account(6),
      created: true,
    },
    {
      kind: 'pool-state',
      tx,
      index,
      dex,
      pool,
      source: 'initialize',
      state: { sqrtPrice, tick: tickAtSqrtPrice(sqrtPrice, 64), liquidity: 0n, reserve0: null, reserve1: null },
    },
  ];
}
