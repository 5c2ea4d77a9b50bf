import type { BinPool } from '@tokentape/core/curves/bins.ts';
import type { SolanaAccount } from '../../chains/solana-chain.ts';
import {
  clmmConfigAccount,
  clmmPoolAccount,
  clmmTickArrayAccounts,
} from '../../encode/solana/accounts/clmm-accounts.ts';
import { cpmmConfigAccount, cpmmPoolAccount, tokenAccount } from '../../encode/solana/accounts/cpmm-accounts.ts';
import { dammPoolAccount } from '../../encode/solana/accounts/damm-accounts.ts';
import { dlmmBinArrayAccounts, dlmmPairAccount } from '../../encode/solana/accounts/dlmm-accounts.ts';
import { whirlpoolAccount, whirlpoolTickArrayAccounts } from '../../encode/solana/accounts/whirlpool-accounts.ts';
import { TOKEN_PROGRAM } from '../../encode/solana/programs.ts';
import type { SolanaPoolRef } from '../../encode/solana/venue-swap.ts';
import { isBins, isConcentrated, isRange, type MarketCurve } from '../curves.ts';
import type { MarketPool } from '../pool.ts';
import { inventedAddress } from './addresses.ts';
import { VENUE_PROGRAMS } from './write-swap.ts';

interface PoolMoment {
  slot: number;
  curve: MarketCurve;
  reserve0: bigint;
  reserve1: bigint;
}

/** Books of the sample have no variable fee, so that their clock never matters. */
const CLOCK = { filterPeriod: 30, decayPeriod: 600, reductionFactor: 5_000, volatilityAccumulator: 0, lastUpdate: 0 };

/** Every state of the sample's pools, and the accounts that a node would show of them at the end of a slot. */
export class PoolStates {
  readonly #refOf: (pool: MarketPool) => SolanaPoolRef;
  readonly #moments = new Map<MarketPool, PoolMoment[]>();
  #last: { slot: number; accounts: Map<string, SolanaAccount> } = { slot: -1, accounts: new Map() };

  constructor(refOf: (pool: MarketPool) => SolanaPoolRef) {
    this.#refOf = refOf;
  }

  /** Notes how a pool stands after a transaction of a slot. */
  note(slot: number, pool: MarketPool): void {
    const { curve, reserve0, reserve1 } = pool;
    const moments = this.#moments.get(pool) ?? [];
    if (moments.at(-1)?.slot === slot) moments.pop();
    moments.push({ slot, curve, reserve0, reserve1 });
    this.#moments.set(pool, moments);
  }

  account(address: string, slot: number): SolanaAccount | null {
    return this.#at(slot).get(address) ?? null;
  }

  programAccounts(program: string, slot: number): [address: string, account: SolanaAccount][] {
    return [...this.#at(slot)].filter(([, { owner }]) => owner === program);
  }

  #at(slot: number): Map<string, SolanaAccount> {
    if (this.#last.slot === slot) return this.#last.accounts;
    const accounts = new Map<string, SolanaAccount>();
    for (const [pool, moments] of this.#moments) {
      const moment = moments.findLast((each) => each.slot <= slot);
      if (moment !== undefined) putAccounts(accounts, pool, this.#refOf(pool), moment);
    }
    this.#last = { slot, accounts };
    return accounts;
  }
}

function putAccounts(
  accounts: Map<string, SolanaAccount>,
  { address, venue }: MarketPool,
  ref: SolanaPoolRef,
  { curve, reserve0, reserve1 }: PoolMoment,
): void {
  const owner = VENUE_PROGRAMS[venue as keyof typeof VENUE_PROGRAMS];
  const put = (key: string, data: Uint8Array, by = owner) => accounts.set(key, { owner: by, lamports: 1, data });
  const keys = { ...ref, mint0: ref.mint0.address, mint1: ref.mint1.address };
  put(ref.vault0, tokenAccount(keys.mint0, address, reserve0), TOKEN_PROGRAM);
  put(ref.vault1, tokenAccount(keys.mint1, address, reserve1), TOKEN_PROGRAM);
  const arrays = arraysOf(address, curve);
  for (const [nth, data] of arrays.entries()) put(inventedAddress(`array ${address} ${nth}`), data);
  if (isBins(curve)) put(address, dlmmPairAccount(keys, curve, CLOCK));
  else if (isRange(curve)) put(address, dammPoolAccount(keys, curve));
  else if (!isConcentrated(curve)) {
    const apart = [reserve0 - curve.reserve0, reserve1 - curve.reserve1] as const;
    put(address, cpmmPoolAccount(keys, { protocol: apart, fund: [0n, 0n], creator: [0n, 0n] }));
    put(ref.config, cpmmConfigAccount(0, curve.feePips));
  } else if (curve.program === 'whirlpool') put(address, whirlpoolAccount(keys, curve));
  else {
    put(address, clmmPoolAccount(keys, curve));
    put(ref.config, clmmConfigAccount(1, curve));
  }
}

function arraysOf(address: string, curve: MarketCurve): Uint8Array[] {
  if (isBins(curve)) return dlmmBinArrayAccounts(address, withoutEmpty(curve));
  if (!isConcentrated(curve)) return [];
  return curve.program === 'whirlpool'
    ? whirlpoolTickArrayAccounts(address, curve, 'dynamic')
    : clmmTickArrayAccounts(address, curve);
}

const withoutEmpty = (book: BinPool): BinPool => ({
  ...book,
  bins: book.bins.filter(({ amount0, amount1 }) => amount0 + amount1 > 0n),
});
