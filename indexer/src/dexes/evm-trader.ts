import type { Address } from '@tokentape/core/facts/chain.ts';
import type { Transfer } from '@tokentape/core/facts/facts.ts';
import type { RawFill } from './evm-venue.ts';

/** What a wallet's balance of a token changed by in one transaction. */
export interface NetAmount {
  token: Address;
  wallet: Address;
  net: bigint;
}

/** Net raw amounts of one transaction: few, so that a list is searched faster than maps are made. */
export function netAmounts(transfers: Iterable<Pick<Transfer, 'token' | 'from' | 'to' | 'raw'>>): NetAmount[] {
  const nets: NetAmount[] = [];
  for (const { token, from, to, raw } of transfers) {
    if (from) add(nets, token, from, -raw);
    if (to) add(nets, token, to, raw);
  }
  return nets;
}

function add(nets: NetAmount[], token: Address, wallet: Address, raw: bigint): void {
  const known = nets.find((own) => own.wallet === wallet && own.token === token);
  if (known) known.net += raw;
  else nets.push({ token, wallet, net: raw });
}

/**
 * The wallet whose stock balance changed in the fill's direction; of several the signer, then the receiver that the event
 * names, then the one whose change is the fill's amount, then the largest change. Null without any.
 */
export function traderOf(
  fill: RawFill,
  signer: Address,
  nets: readonly NetAmount[],
  holdsReserves: (address: Address) => boolean,
): Address | null {
  return (
    pick(nets, fill.boughtToken, 1n, fill.boughtRaw, fill, signer, holdsReserves) ??
    pick(nets, fill.soldToken, -1n, fill.soldRaw, fill, signer, holdsReserves)
  );
}

function pick(
  nets: readonly NetAmount[],
  token: Address,
  sign: 1n | -1n,
  amount: bigint,
  { recipient }: RawFill,
  signer: Address,
  holdsReserves: (address: Address) => boolean,
): Address | null {
  const changed = nets.filter((own) => own.token === token && own.net * sign > 0n && !holdsReserves(own.wallet));
  if (changed.some(({ wallet }) => wallet === signer)) return signer;
  if (recipient && changed.some(({ wallet }) => wallet === recipient)) return recipient;
  let best: NetAmount | null = null;
  for (const own of changed) {
    if (own.net * sign === amount) return own.wallet;
    if (best === null || own.net * sign > best.net * sign) best = own;
  }
  return best?.wallet ?? null;
}
