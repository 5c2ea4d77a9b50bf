import type { Fact } from '@tokentape/core/facts/facts.ts';
import type { StatedTerms } from '@tokentape/core/facts/stated-terms.ts';
import { dammFee } from '../../solana/damm-fee.ts';
import { eventKind, isEvent, keyText, u64, u128 } from '../../solana/event-bytes.ts';
import type { CallContext, MissingEvent } from '../../solana/venue.ts';
import { positionChange } from './liquidity.ts';

const INITIALIZED = eventKind('e432f655cb428625');

/** Six addresses after the discriminator, then the fees, whose length varies; what follows them is read from the end. */
const FEES = 200;
const TAIL = 109;
const BASE_FEE = 27;
/** With and without the parameters of a dynamic fee. */
const LENGTHS = { plain: FEES + BASE_FEE + 4 + TAIL, dynamic: FEES + BASE_FEE + 4 + 32 + TAIL };

/** Fees are taken from what is bought (0), or always from token 1 (1); a compounding pool (2) has another curve. */
const SIDES = ['bought', 'token1'] as const;

/**
 * initialize_pool, initialize_pool_with_dynamic_config, initialize_customizable_pool: EvtInitializePool names pool and mints; the
 * vaults are the fourth and fifth accounts after the pool. The first deposit is part of the opening.
 * Layout: MeteoraAg/damm-v2 programs/cp-amm/src/event.rs and params/fee_parameters.rs.
 */
export function readInitialize(call: CallContext): Fact[] | MissingEvent {
  const { venue, tx, index, scene, at } = call;
  const event = call.events.find((given) => isEvent(given, INITIALIZED, LENGTHS.plain));
  if (event === undefined) return { missing: 'no opening event' };
  const end = event.byteLength;
  const pool = keyText(event, 8);
  const accounts = (scene.tx.instructions[at]?.accounts ?? []).map((account) => scene.tx.keys[account] ?? null);
  const place = accounts.indexOf(pool);
  if (place < 0) return { missing: 'the pool is not among the accounts' };
  const side = SIDES[event.getUint8(end - 76)];
  const [liquidity, sqrtPrice] = [u128(event, end - 75), u128(event, end - 59)];
  const fee = feeOf(event);
  const terms: StatedTerms = {
    range: [u128(event, end - 109), u128(event, end - 93)],
    ...(side !== undefined && fee !== null && { fee: { ...fee, on: side } }),
  };
  const unknown = { tick: null, liquidity: null, reserve0: null, reserve1: null };
  return [
    {
      kind: 'pool',
      tx,
      index,
      dex: venue.dex,
      pool,
      token0: keyText(event, 40),
      token1: keyText(event, 72),
      curve: side === undefined ? 'unknown' : venue.curve,
      feePips: fee !== null && 'nano' in fee && fee.nano % 1_000 === 0 ? fee.nano / 1_000 : null,
      tickSpacing: null,
      vault0: accounts[place + 4] ?? null,
      vault1: accounts[place + 5] ?? null,
      created: true,
    },
    {
      ...{ kind: 'pool-state', tx, index, dex: venue.dex, pool, source: 'initialize' },
      ...{ state: { sqrtPrice, ...unknown }, terms },
    },
    positionChange(call, pool, keyText(event, 104), liquidity, u64(event, end - 33), u64(event, end - 25)),
  ];
}

/** The base fee stands after the addresses, whether another one is added to it behind that. */
function feeOf(event: DataView): ReturnType<typeof dammFee> {
  const end = event.byteLength;
  return dammFee({
    first: u64(event, FEES),
    periods: event.getUint16(FEES + 8, true),
    frequency: u64(event, FEES + 10),
    reduction: u64(event, FEES + 18),
    mode: event.getUint8(FEES + 26),
    dynamic: end !== LENGTHS.plain || event.getUint8(FEES + BASE_FEE + 3) !== 0,
    unit: event.getUint8(end - 77) === 1 ? 'second' : 'slot',
    activation: u64(event, end - 43),
  });
}
