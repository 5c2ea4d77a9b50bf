import { jupiterRoute, type RouteHop } from '../../encode/solana/jupiter.ts';
import { raydiumSwap } from '../../encode/solana/raydium-clmm.ts';
import { raydiumRoute } from '../../encode/solana/raydium-router.ts';
import { mintTo, transferChecked, updateMultiplier } from '../../encode/solana/token-instructions.ts';
import type { SolanaTransactionBuilder } from '../../encode/solana/transaction-builder.ts';
import { type ExecutedFill, type MarketPool, tokenIn, tokenOut } from '../pool.ts';
import type {
  BookDeposit,
  BookWithdrawal,
  FundingRecord,
  PositionRecord,
  Recorder,
  SwapRecord,
  TransferRecord,
} from '../recorder.ts';
import type { MarketToken } from '../token.ts';
import type { Wallet } from '../wallet.ts';
import { inventedAddress } from './addresses.ts';
import type { CustomTools } from './hostile.ts';
import { PoolStates } from './pool-states.ts';
import { slotAt } from './slots.ts';
import { type PoolAccounts, SolanaAccounts } from './solana-accounts.ts';
import { SolanaJournal, TOO_LITTLE_OUTPUT } from './solana-journal.ts';
import {
  writeBookDeposit,
  writeBookWithdrawal,
  writeCreation,
  writeFunding,
  writePosition,
} from './write-liquidity.ts';
import { raydiumAfter, VENUE_PROGRAMS, writeSwap } from './write-swap.ts';

const LOOKUP_TABLE = inventedAddress('lookup table');
/** Issuer keys that the facts do not give in full. */
const MINT_AUTHORITY = inventedAddress('mint authority');
const MULTIPLIER_AUTHORITY = 'S7vYFFWH6BjJyEsdrPQpqpYTqLTrPRK6KW3VwsJuRaS';

/** Writes the sample market as Solana transactions, each rendered only when it is asked for. */
export class SolanaRecorder implements Recorder {
  readonly journal: SolanaJournal;
  /** What a node would show of the pools' accounts. */
  readonly states: PoolStates;
  readonly #accounts: SolanaAccounts;

  constructor(seed: number, accountsOf: PoolAccounts) {
    this.journal = new SolanaJournal(seed);
    this.#accounts = new SolanaAccounts(accountsOf);
    this.states = new PoolStates((pool) => this.#accounts.pool(pool));
  }

  poolCreated(time: number, pool: MarketPool, creator: Wallet): void {
    const { curve } = pool;
    this.journal.add(time, creator, {}, (builder) =>
      writeCreation(builder, this.#accounts.pool(pool), creator.address, curve),
    );
    this.states.note(slotAt(time), pool);
  }

  poolFunded(time: number, funding: FundingRecord): void {
    const { curve } = funding.pool;
    this.journal.add(time, funding.owner, {}, (builder) => writeFunding(builder, this.#accounts, funding, curve));
    this.states.note(slotAt(time), funding.pool);
  }

  bookDeposited(time: number, deposit: BookDeposit): void {
    this.journal.add(time, deposit.owner, {}, (builder) => writeBookDeposit(builder, this.#accounts, deposit));
    this.states.note(slotAt(time), deposit.pool);
  }

  bookWithdrawn(time: number, withdrawal: BookWithdrawal): void {
    this.journal.add(time, withdrawal.owner, {}, (builder) => writeBookWithdrawal(builder, this.#accounts, withdrawal));
    this.states.note(slotAt(time), withdrawal.pool);
  }

  positionChanged(time: number, change: PositionRecord): void {
    this.journal.add(time, change.owner, {}, (builder) => writePosition(builder, this.#accounts, change));
    this.states.note(slotAt(time), change.pool);
  }

  swapped(time: number, { trader, feePayer, fills, routed, balances }: SwapRecord): void {
    const byRaydium = fills.every(({ pool }) => pool.venue === 'raydium-clmm') && this.journal.entries.length % 5 < 3;
    const lookupTable = routed ? { lookupTable: LOOKUP_TABLE } : {};
    this.journal.add(time, feePayer, lookupTable, (builder) => {
      if (trader !== feePayer) builder.signer(trader.address, false);
      this.#accounts.openAccounts(builder, trader, balances);
      if (!routed) for (const fill of fills) writeSwap(builder, this.#accounts.swap(trader, fill), fill);
      else if (byRaydium) {
        const hops = fills.map((fill) => ({ ...this.#accounts.swap(trader, fill), after: raydiumAfter(fill.after) }));
        raydiumRoute(builder, trader.address, hops);
      } else this.#jupiter(builder, trader, fills);
      this.#accounts.balances(builder, balances);
      for (const [pool, of] of byPool(fills)) {
        this.#accounts.vaultBalances(builder, pool, of[0]!, sum(of, vaultDelta0), sum(of, vaultDelta1));
      }
    });
    for (const { pool } of fills) this.states.note(slotAt(time), pool);
  }

  swapFailed(time: number, trader: Wallet, pool: MarketPool, sell: 0 | 1, amountIn: bigint): void {
    const { reserve0, reserve1, curve } = pool;
    const amountOut = sell === 0 ? reserve1 : reserve0;
    const sold = sell === 0 ? pool.token0 : pool.token1;
    const held = trader.balances.get(sold) ?? 0n;
    this.journal.add(time, trader, { failed: true }, (builder) => {
      const swap = this.#accounts.swap(trader, { pool, sell, amountIn, amountOut });
      raydiumSwap(builder, { ...swap, after: raydiumAfter(curve) }, false);
      builder.fail(TOO_LITTLE_OUTPUT);
      this.#accounts.balances(builder, [{ wallet: trader, token: sold, before: held, after: held }]);
      this.#accounts.vaultBalances(builder, pool, { reserve0, reserve1 }, 0n, 0n);
    });
  }

  transferred(time: number, { token, from, to, raw }: TransferRecord): void {
    const payer = from?.wallet ?? to.wallet;
    this.journal.add(time, payer, {}, (builder) => {
      this.#accounts.openAccounts(builder, payer, [to]);
      const mint = this.#accounts.mint(token);
      const target = this.#accounts.tokenAccount(to.wallet, token);
      if (from === null) {
        builder.signer(MINT_AUTHORITY, false);
        mintTo(builder, mint, target, MINT_AUTHORITY, raw);
      } else {
        transferChecked(
          builder,
          mint,
          this.#accounts.tokenAccount(from.wallet, token),
          target,
          from.wallet.address,
          raw,
        );
      }
      this.#accounts.balances(builder, from === null ? [to] : [from, to]);
    });
  }

  multiplierSet(time: number, token: MarketToken, value: number, effectiveTime: number): void {
    const authority = { address: MULTIPLIER_AUTHORITY, balances: new Map() };
    this.journal.add(time, authority, {}, (builder) =>
      updateMultiplier(builder, this.#accounts.mint(token), MULTIPLIER_AUTHORITY, value, effectiveTime),
    );
  }

  /** A transaction that is written by hand, its balance changes already made. */
  custom(time: number, feePayer: Wallet, write: (tools: CustomTools) => void): void {
    this.journal.add(time, feePayer, {}, (builder) =>
      write({
        builder,
        mint: (token) => this.#accounts.mint(token),
        tokenAccount: (wallet, token) => this.#accounts.tokenAccount(wallet, token),
        openAccounts: (payer, changes) => this.#accounts.openAccounts(builder, payer, changes),
        balances: (changes) => this.#accounts.balances(builder, changes),
      }),
    );
  }

  quiet(time: number): void {
    this.journal.quiet(time);
  }

  #jupiter(builder: SolanaTransactionBuilder, trader: Wallet, fills: readonly ExecutedFill[]): void {
    const hops = fills.map((fill): RouteHop => {
      const { pool, amountIn, amountOut } = fill;
      const program = VENUE_PROGRAMS[pool.venue as keyof typeof VENUE_PROGRAMS];
      const mints = { mintIn: tokenIn(fill).address, mintOut: tokenOut(fill).address };
      return {
        program,
        ...mints,
        amountIn,
        amountOut,
        swap: (call) => writeSwap(call, this.#accounts.swap(trader, fill), fill),
      };
    });
    const userIn = this.#accounts.tokenAccount(trader, tokenIn(fills[0]!));
    const userOut = this.#accounts.tokenAccount(trader, tokenOut(fills.at(-1)!));
    jupiterRoute(builder, trader.address, userIn, userOut, hops);
  }
}

function byPool(fills: readonly ExecutedFill[]): Map<MarketPool, ExecutedFill[]> {
  return Map.groupBy(fills, ({ pool }) => pool);
}

const vaultDelta0 = ({ sell, amountIn, amountOut }: ExecutedFill): bigint => (sell === 0 ? amountIn : -amountOut);
const vaultDelta1 = ({ sell, amountIn, amountOut }: ExecutedFill): bigint => (sell === 0 ? -amountOut : amountIn);

function sum(fills: readonly ExecutedFill[], of: (fill: ExecutedFill) => bigint): bigint {
  return fills.reduce((total, fill) => total + of(fill), 0n);
}
