import type { SolanaTransaction } from '../../solana/transaction.ts';
import type { SwapHop } from '../../solana/venue.ts';

/** User, his account and mint of what he sells, three programs. */
const FIXED = 6;

/**
 * swap_router_base_in: after the fixed accounts each hop lists config, pool, the user's account, vault in, vault out, mint of
 * what comes out, observation, then as many tick arrays as it needs. Arrays are told from a hop by what the accounts are: the
 * user's account and the vault out hold the mint named, the vault in holds what the hop before gave.
 * Layout: raydium-io/raydium-clmm programs/amm/src/instructions/swap_router_base_in.rs.
 */
export function route({ keys, tokenAccounts }: SolanaTransaction, accounts: readonly number[]): SwapHop[] {
  const mintOf = (position: number): string | undefined => tokenAccounts[accounts[position] ?? -1]?.mint;
  const keyOf = (position: number): string | undefined => keys[accounts[position] ?? -1];
  const hops: SwapHop[] = [];
  let sold = keyOf(2);
  for (let at = FIXED; at + 6 < accounts.length; at++) {
    const bought = keyOf(at + 5);
    const isHop =
      bought !== undefined && mintOf(at + 2) === bought && mintOf(at + 4) === bought && mintOf(at + 3) === sold;
    if (!isHop) continue;
    hops.push({ pool: at + 1, vaults: [at + 3, at + 4], config: at });
    sold = bought;
    at += 6;
  }
  return hops;
}
