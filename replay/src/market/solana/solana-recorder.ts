import type { SolanaEntry } from '../../chains/memory-solana-chain.ts';
import type { SolanaBlockRef } from '../../chains/solana-chain.ts';
import { jupiterRoute, type RouteHop } from '../../encode/solana/jupiter.ts';
import { dlmmAddLiquidity, dlmmInitialize } from '../../encode/solana/meteora-dlmm.ts';
import { whirlpoolIncreaseLiquidity, whirlpoolInitialize } from '../../encode/solana/orca-whirlpool.ts';
import { COMPUTE_BUDGET_PROGRAM, TOKEN_2022_PROGRAM, TOKEN_PROGRAM } from '../../encode/solana/programs.ts';
import {
  raydiumCreatePool,
  raydiumDecreaseLiquidity,
  raydiumOpenPosition,
  raydiumSwap,
} from '../../encode/solana/raydium-clmm.ts';
import { cpmmInitialize } from '../../encode/solana/raydium-cpmm.ts';
import { raydiumRoute } from '../../encode/solana/raydium-router.ts';
import {
  createTokenAccount,
  type MintRef,
  mintTo,
  transferChecked,
  updateMultiplier,
} from '../../encode/solana/token-instructions.ts';
import { SolanaTransactionBuilder } from '../../encode/solana/transaction-builder.ts';
import type { SolanaPoolRef, VenueSwap } from '../../encode/solana/venue-swap.ts';
import { isBins } from '../curves.ts';
import { concentrated, type ExecutedFill, type MarketPool, tokenIn, tokenOut } from '../pool.ts';
import { Random } from '../random.ts';
import type { FundingRecord, PositionRecord, Recorder, SwapRecord, TransferRecord } from '../recorder.ts';
import type { MarketToken } from '../token.ts';
import type { BalanceChange, Wallet } from '../wallet.ts';
import { inventedAddress, inventedSignature } from './addresses.ts';
import type { CustomTools } from './hostile.ts';
import { slotAt, timeOfSlot } from './slots.ts';
import { raydiumAfter, VENUE_PROGRAMS, writeSwap } from './write-swap.ts';

/** Raydium CLMM's error for a swap that gives less than the taker's minimum. */
const TOO_LITTLE_OUTPUT = 6022;
const LOOKUP_TABLE = inventedAddress('lookup table');
/** Issuer keys that the facts do not give in full. */
const MINT_AUTHORITY = inventedAddress('mint authority');
const MULTIPLIER_AUTHORITY = 'S7vYFFWH6BjJyEsdrPQpqpYTqLTrPRK6KW3VwsJuRaS';

/** A blockhash stays valid for 150 slots. */
const SLOTS_PER_HASH = 100;

type Body = (builder: SolanaTransactionBuilder) => void;

/** The accounts of a pool besides its address, by pool. */
export type PoolAccounts = (pool: MarketPool) => Omit<SolanaPoolRef, 'address' | 'mint0' | 'mint1' | 'tickSpacing'>;

/** Writes the sample market as Solana transactions, each rendered only when it is asked for. */
export class SolanaRecorder implements Recorder {
  readonly entries: SolanaEntry[] = [];
  readonly emptyBlocks: SolanaBlockRef[] = [];
  readonly #seed: number;
  readonly #random: Random;
  readonly #accountsOf: PoolAccounts;
  readonly #pools = new Map<MarketPool, SolanaPoolRef>();
  readonly #mints = new Map<MarketToken, MintRef>();
  #lastHash = { stretch: -1, hash: '' };
  readonly #tokenAccounts = new Map<Wallet, Map<MarketToken, string>>();

  constructor(seed: number, accountsOf: PoolAccounts) {
    this.#seed = seed;
    this.#random = new Random(seed, 'solana recorder');
    this.#accountsOf = accountsOf;
  }

  poolCreated(time: number, pool: MarketPool, creator: Wallet): void {
    const { curve, venue } = pool;
    this.#record(time, creator, {}, (builder) => {
      const ref = this.#pool(pool);
      if (isBins(curve)) dlmmInitialize(builder, ref, creator.address, curve.activeId);
      else if (venue === 'orca-whirlpool') {
        whirlpoolInitialize(builder, ref, creator.address, concentrated(curve).sqrtPrice);
      } else {
        const { sqrtPrice, tick } = concentrated(curve);
        raydiumCreatePool(builder, ref, creator.address, sqrtPrice, tick);
      }
    });
  }

  poolFunded(time: number, { pool, owner, amount0, amount1, balances }: FundingRecord): void {
    const { curve } = pool;
    this.#record(time, owner, {}, (builder) => {
      this.#openAccounts(builder, owner, balances);
      const ownerAccount0 = this.#tokenAccount(owner, pool.token0);
      const ownerAccount1 = this.#tokenAccount(owner, pool.token1);
      const ref = this.#pool(pool);
      if (isBins(curve)) {
        const position = inventedAddress(`book position ${pool.address}`);
        const shares = curve.bins.map((bin) => ({
          bin: bin.id,
          share0: Number((bin.amount0 * 10_000n) / amount0),
          share1: Number((bin.amount1 * 10_000n) / amount1),
        }));
        dlmmAddLiquidity(builder, {
          pool: ref,
          owner: owner.address,
          ownerAccount0,
          ownerAccount1,
          position,
          activeId: curve.activeId,
          amount0,
          amount1,
          shares,
        });
      } else {
        cpmmInitialize(builder, {
          pool: ref,
          creator: owner.address,
          creatorAccount0: ownerAccount0,
          creatorAccount1: ownerAccount1,
          amount0,
          amount1,
        });
      }
      this.#balances(builder, balances);
      this.#vaultBalances(builder, pool, { reserve0: 0n, reserve1: 0n }, amount0, amount1);
    });
  }

  positionChanged(time: number, change: PositionRecord): void {
    const { owner, pool, liquidityDelta, position, balances } = change;
    const nftMint = inventedAddress(`position ${position}`);
    const nftAccount = inventedAddress(`position account ${position}`);
    const ref = this.#pool(pool);
    const opened = liquidityDelta > 0n;
    const sign = opened ? 1n : -1n;
    this.#record(time, owner, {}, (builder) => {
      this.#openAccounts(builder, owner, balances);
      if (opened) builder.signer(nftMint);
      const written = {
        ...change,
        pool: ref,
        owner: owner.address,
        position: inventedAddress(`position state ${position}`),
        ownerAccount0: this.#tokenAccount(owner, pool.token0),
        ownerAccount1: this.#tokenAccount(owner, pool.token1),
        liquidity: sign * liquidityDelta,
      };
      if (pool.venue === 'orca-whirlpool')
        whirlpoolIncreaseLiquidity(builder, { ...written, positionAccount: nftAccount });
      else (opened ? raydiumOpenPosition : raydiumDecreaseLiquidity)(builder, { ...written, nftMint, nftAccount });
      this.#balances(builder, balances);
      this.#vaultBalances(builder, pool, change, sign * change.amount0, sign * change.amount1);
    });
  }

  swapped(time: number, { trader, feePayer, fills, routed, balances }: SwapRecord): void {
    const byRaydium = fills.every(({ pool }) => pool.venue === 'raydium-clmm') && this.entries.length % 5 < 3;
    const lookupTable = routed ? { lookupTable: LOOKUP_TABLE } : {};
    this.#record(time, feePayer, lookupTable, (builder) => {
      if (trader !== feePayer) builder.signer(trader.address, false);
      this.#openAccounts(builder, trader, balances);
      if (!routed) for (const fill of fills) writeSwap(builder, this.#swap(trader, fill), fill);
      else if (byRaydium) {
        const hops = fills.map((fill) => ({ ...this.#swap(trader, fill), after: raydiumAfter(fill.after) }));
        raydiumRoute(builder, trader.address, hops);
      } else this.#jupiter(builder, trader, fills);
      this.#balances(builder, balances);
      for (const [pool, of] of byPool(fills)) {
        this.#vaultBalances(builder, pool, of[0]!, sum(of, vaultDelta0), sum(of, vaultDelta1));
      }
    });
  }

  swapFailed(time: number, trader: Wallet, pool: MarketPool, sell: 0 | 1, amountIn: bigint): void {
    const { reserve0, reserve1, curve } = pool;
    const amountOut = sell === 0 ? reserve1 : reserve0;
    const sold = sell === 0 ? pool.token0 : pool.token1;
    const held = trader.balances.get(sold) ?? 0n;
    this.#record(time, trader, { failed: true }, (builder) => {
      const swap = this.#swap(trader, { pool, sell, amountIn, amountOut });
      raydiumSwap(builder, { ...swap, after: raydiumAfter(curve) }, false);
      builder.fail(TOO_LITTLE_OUTPUT);
      this.#balances(builder, [{ wallet: trader, token: sold, before: held, after: held }]);
      this.#vaultBalances(builder, pool, { reserve0, reserve1 }, 0n, 0n);
    });
  }

  transferred(time: number, { token, from, to, raw }: TransferRecord): void {
    const payer = from?.wallet ?? to.wallet;
    this.#record(time, payer, {}, (builder) => {
      this.#openAccounts(builder, payer, [to]);
      const mint = this.#mint(token);
      const target = this.#tokenAccount(to.wallet, token);
      if (from === null) {
        builder.signer(MINT_AUTHORITY, false);
        mintTo(builder, mint, target, MINT_AUTHORITY, raw);
      } else {
        transferChecked(builder, mint, this.#tokenAccount(from.wallet, token), target, from.wallet.address, raw);
      }
      this.#balances(builder, from === null ? [to] : [from, to]);
    });
  }

  multiplierSet(time: number, token: MarketToken, value: number, effectiveTime: number): void {
    const authority = { address: MULTIPLIER_AUTHORITY, balances: new Map() };
    this.#record(time, authority, {}, (builder) =>
      updateMultiplier(builder, this.#mint(token), MULTIPLIER_AUTHORITY, value, effectiveTime),
    );
  }

  /** A transaction that is written by hand, its balance changes already made. */
  custom(time: number, feePayer: Wallet, write: (tools: CustomTools) => void): void {
    this.#record(time, feePayer, {}, (builder) =>
      write({
        builder,
        mint: (token) => this.#mint(token),
        tokenAccount: (wallet, token) => this.#tokenAccount(wallet, token),
        openAccounts: (payer, changes) => this.#openAccounts(builder, payer, changes),
        balances: (changes) => this.#balances(builder, changes),
      }),
    );
  }

  quiet(time: number): void {
    const slot = slotAt(time);
    this.emptyBlocks.push({ slot, blockTime: timeOfSlot(slot) });
  }

  #record(time: number, feePayer: Wallet, options: { lookupTable?: string; failed?: boolean }, body: Body): void {
    const slot = slotAt(time);
    const last = this.entries.at(-1);
    const place =
      (last?.slot === slot ? last.transactionIndex : this.#random.integer(40, 900)) + this.#random.integer(1, 30);
    const ordinal = this.entries.length;
    const fee = 5000 + this.#random.integer(0, 20_000);
    const signature = (): string => inventedSignature(`${this.#seed} transaction ${ordinal}`);
    const { lookupTable, failed = false } = options;
    const blockTime = timeOfSlot(slot);
    const build = (): SolanaTransactionBuilder => {
      const head = { slot, blockTime, transactionIndex: place, feePayer: feePayer.address, fee };
      const more = lookupTable === undefined ? {} : { lookupTable };
      const builder = new SolanaTransactionBuilder({
        ...head,
        ...more,
        signature,
        recentBlockhash: () => this.#blockhash(slot),
      });
      builder.instruction(COMPUTE_BUDGET_PROGRAM, [], [{ u8: 2 }, { u32: 200_000 }]);
      body(builder);
      return builder;
    };
    this.entries.push({
      slot,
      transactionIndex: place,
      blockTime,
      err: failed ? { InstructionError: [1, { Custom: TOO_LITTLE_OUTPUT }] } : null,
      signature,
      mentions: () => {
        const builder = build();
        return { keys: builder.mentions(), owners: builder.owners() };
      },
      render: () => build().build(),
    });
  }

  /** One hash for each stretch of slots: all its transactions were signed with the same recent block. */
  #blockhash(slot: number): string {
    const stretch = Math.floor((slot - 20) / SLOTS_PER_HASH);
    if (this.#lastHash.stretch !== stretch) this.#lastHash = { stretch, hash: inventedAddress(`blockhash ${stretch}`) };
    return this.#lastHash.hash;
  }

  #swap(
    trader: Wallet,
    { pool, sell, amountIn, amountOut }: Pick<ExecutedFill, 'pool' | 'sell' | 'amountIn' | 'amountOut'>,
  ): VenueSwap {
    return {
      pool: this.#pool(pool),
      user: trader.address,
      userAccount0: this.#tokenAccount(trader, pool.token0),
      userAccount1: this.#tokenAccount(trader, pool.token1),
      sell,
      amountIn,
      amountOut,
      minimumOut: (amountOut * 99n) / 100n,
    };
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
        swap: (call) => writeSwap(call, this.#swap(trader, fill), fill),
      };
    });
    const userIn = this.#tokenAccount(trader, tokenIn(fills[0]!));
    const userOut = this.#tokenAccount(trader, tokenOut(fills.at(-1)!));
    jupiterRoute(builder, trader.address, userIn, userOut, hops);
  }

  #openAccounts(builder: SolanaTransactionBuilder, payer: Wallet, balances: readonly BalanceChange[]): void {
    for (const { wallet, token, before } of balances) {
      if (before !== null) continue;
      createTokenAccount(builder, this.#mint(token), payer.address, this.#tokenAccount(wallet, token), wallet.address);
    }
  }

  #balances(builder: SolanaTransactionBuilder, balances: readonly BalanceChange[]): void {
    for (const { wallet, token, before, after } of balances) {
      const { address: mint, program, decimals } = this.#mint(token);
      builder.tokenBalance({
        account: this.#tokenAccount(wallet, token),
        owner: wallet.address,
        mint,
        program,
        decimals,
        before,
        after,
      });
    }
  }

  #vaultBalances(
    builder: SolanaTransactionBuilder,
    pool: MarketPool,
    { reserve0, reserve1 }: { reserve0: bigint; reserve1: bigint },
    delta0: bigint,
    delta1: bigint,
  ): void {
    const { vault0, vault1, mint0, mint1, address: owner } = this.#pool(pool);
    const rows = [
      [vault0, mint0, reserve0, delta0],
      [vault1, mint1, reserve1, delta1],
    ] as const;
    for (const [account, { address: mint, program, decimals }, before, delta] of rows) {
      builder.tokenBalance({ account, owner, mint, program, decimals, before, after: before + delta });
    }
  }

  #pool(pool: MarketPool): SolanaPoolRef {
    let ref = this.#pools.get(pool);
    if (ref === undefined) {
      const { address } = pool;
      const mint0 = this.#mint(pool.token0);
      const mint1 = this.#mint(pool.token1);
      ref = { address, mint0, mint1, tickSpacing: spacingOf(pool), ...this.#accountsOf(pool) };
      this.#pools.set(pool, ref);
    }
    return ref;
  }

  #mint(token: MarketToken): MintRef {
    let mint = this.#mints.get(token);
    if (mint === undefined) {
      const { address, decimals, kind } = token;
      mint = { address, decimals, program: kind === 'stock' ? TOKEN_2022_PROGRAM : TOKEN_PROGRAM };
      this.#mints.set(token, mint);
    }
    return mint;
  }

  #tokenAccount(wallet: Wallet, token: MarketToken): string {
    const accounts = this.#tokenAccounts.get(wallet) ?? new Map<MarketToken, string>();
    this.#tokenAccounts.set(wallet, accounts);
    let account = accounts.get(token);
    if (account === undefined) {
      account = inventedAddress(`token account ${wallet.address} ${token.address}`);
      accounts.set(token, account);
    }
    return account;
  }
}

/** Tick spacing, or the bin step; a constant-product pool has neither. */
function spacingOf({ curve }: MarketPool): number {
  if (isBins(curve)) return curve.binStep;
  return 'ticks' in curve ? curve.tickSpacing : 0;
}

function byPool(fills: readonly ExecutedFill[]): Map<MarketPool, ExecutedFill[]> {
  return Map.groupBy(fills, ({ pool }) => pool);
}

const vaultDelta0 = ({ sell, amountIn, amountOut }: ExecutedFill): bigint => (sell === 0 ? amountIn : -amountOut);
const vaultDelta1 = ({ sell, amountIn, amountOut }: ExecutedFill): bigint => (sell === 0 ? -amountOut : amountIn);

function sum(fills: readonly ExecutedFill[], of: (fill: ExecutedFill) => bigint): bigint {
  return fills.reduce((total, fill) => total + of(fill), 0n);
}
