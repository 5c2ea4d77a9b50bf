import { RAYDIUM_ROUTER_PROGRAM } from './programs.ts';
import { type RaydiumSwap, raydiumSwap } from './raydium-clmm.ts';
import { type Caller, invoke } from './token-instructions.ts';
import type { AccountRole } from './transaction-builder.ts';

/** Tag of the router's instruction as seen in recorded transactions of 2025; its arguments are amount in and minimum out. */
const SWAP_BASE_IN = '00';

/** A swap through Raydium's router: one instruction, whose hops are swaps of the CLMM one level deeper. */
export function raydiumRoute(caller: Caller, user: string, hops: readonly RaydiumSwap[]): void {
  const first = hops[0]!;
  const last = hops.at(-1)!;
  const data = [{ hex: SWAP_BASE_IN }, { u64: first.amountIn }, { u64: last.minimumOut }];
  const pools = hops.map(({ pool }): AccountRole => [pool.address, true]);
  invoke(caller, RAYDIUM_ROUTER_PROGRAM, [user, ...pools], data, (call) => {
    call.log(
      `process_swap_base_in_with_user_account:RouteSwapBaseInArgs { amount_in: ${first.amountIn}, minimum_amount_out: ${last.minimumOut} }`,
    );
    for (const hop of hops) {
      raydiumSwap(call, hop);
      call.log(`${hop.amountIn} -> ${hop.amountOut}`);
    }
  });
}
