import type { Address } from '@tokentape/core/facts/chain.ts';
import type { Fill, FillFlag, Transfer } from '@tokentape/core/facts/facts.ts';
import type { RawFill } from './evm-venue.ts';

/** Net raw amount by token and wallet over one transaction. */
export type NetAmounts = Map<Address, Map<Address, bigint>>;

export function netAmounts(transfers: Iterable<Pick<Transfer, 'token' | 'from' | 'to' | 'raw'>>): NetAmounts {
  const nets: NetAmounts = new Map();
  for (const { token, from, to, raw } of transfers) {
    let wallets = nets.get(token);
    if (!wallets) {
      wallets = new Map();
      nets.set(token, wallets);
    }
    if (from) wallets.set(from, (wallets.get(from) ?? 0n) - raw);
    if (to) wallets.set(to, (wallets.get(to) ?? 0n) + raw);
  }
  return nets;
}

/**
 * The wallet whose stock balance changed in the fill's direction; of several the signer, then the receiver that the event
 * names, then the one whose change is the fill's amount, then the largest change. Without any, the signer, flagged.
 */
export function traderOf(
  fill: RawFill,
  signer: Address,
  nets: NetAmounts,
  holdsReserves: (address: Address) => boolean,
): Pick<Fill, 'trader' | 'flags'> {
  const trader =
    pick(nets.get(fill.boughtToken), 1n, fill.boughtRaw, fill, signer, holdsReserves) ??
    pick(nets.get(fill.soldToken), -1n, fill.soldRaw, fill, signer, holdsReserves);
  const flags: FillFlag[] = trader === null ? ['trader-is-signer'] : [];
  return { trader: trader ?? signer, flags };
}

function pick(
  wallets: Map<Address, bigint> | undefined,
  sign: 1n | -1n,
  amount: bigint,
  { recipient }: RawFill,
  signer: Address,
  holdsReserves: (address: Address) => boolean,
): Address | null {
  if (!wallets) return null;
  const changed = (wallet: Address) => (wallets.get(wallet) ?? 0n) * sign > 0n && !holdsReserves(wallet);
  if (changed(signer)) return signer;
  if (recipient && changed(recipient)) return recipient;
  let best: Address | null = null;
  let most = 0n;
  for (const [wallet, net] of wallets) {
    const change = net * sign;
    if (change <= 0n || holdsReserves(wallet)) continue;
    if (change === amount) return wallet;
    if (change > most) [best, most] = [wallet, change];
  }
  return best;
}
