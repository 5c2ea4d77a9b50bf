import { TOKEN_PROGRAM } from './programs.ts';
import { type Caller, invoke } from './token-instructions.ts';
import type { AccountRole, SolanaCall } from './transaction-builder.ts';

export const JUPITER_PROGRAM = 'JUP6LkbZbjS1jKKwapdHNy74zcZ3tLUZoi5QNyVTaV4';
const EVENT_AUTHORITY = 'D8cy77BBepLMngZx6ZukaTff5hCt1HrWyKk3Hnd9oitf';

const ROUTE = 'e517cb977ae3ad2a';
const SELF_EVENT = 'e445a52e51cb9a1d';
const SWAP_EVENT = '40c6cde8260871e2';
/** Tag of a plan's step; the venue stands in the accounts, and readers of events do not need it. */
const STEP = [{ u8: 7 }, { u8: 100 }];

/** One hop of a route: which program swaps, and what goes in and out. */
export interface RouteHop {
  program: string;
  mintIn: string;
  mintOut: string;
  amountIn: bigint;
  amountOut: bigint;
  /** Writes the venue's own instruction. */
  swap(call: SolanaCall): void;
}

/** `route` of Jupiter v6 in its form of 2025: each hop's swap, followed by an event of the program to itself. */
export function jupiterRoute(
  caller: Caller,
  user: string,
  userIn: string,
  userOut: string,
  hops: readonly RouteHop[],
): void {
  const first = hops[0]!;
  const last = hops.at(-1)!;
  const accounts: AccountRole[] = [
    TOKEN_PROGRAM,
    user,
    [userIn, true],
    [userOut, true],
    JUPITER_PROGRAM,
    last.mintOut,
    JUPITER_PROGRAM,
    EVENT_AUTHORITY,
    JUPITER_PROGRAM,
  ];
  const steps = hops.flatMap((_, at) => [...STEP, { u8: at }, { u8: at + 1 }]);
  const data = [
    { hex: ROUTE },
    { u32: hops.length },
    ...steps,
    { u64: first.amountIn },
    { u64: last.amountOut },
    { u16: 50 },
    { u8: 0 },
  ];
  invoke(caller, JUPITER_PROGRAM, accounts, data, (call) => {
    call.log('Instruction: Route');
    for (const hop of hops) {
      hop.swap(call);
      call.invoke(
        JUPITER_PROGRAM,
        [EVENT_AUTHORITY],
        [
          { hex: SELF_EVENT },
          { hex: SWAP_EVENT },
          { key: hop.program },
          { key: hop.mintIn },
          { u64: hop.amountIn },
          { key: hop.mintOut },
          { u64: hop.amountOut },
        ],
      );
    }
  });
}
