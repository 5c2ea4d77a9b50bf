import type { EvmBlock, EvmLog, EvmTransaction } from '../../chains/evm-chain.ts';
import { answerUpdatedLog } from '../../encode/evm/chainlink.ts';
import { transferLog, transferSharesLog, ZERO_ADDRESS } from '../../encode/evm/erc20.ts';
import { pauseModeLog } from '../../encode/evm/pause.ts';
import { type DinariFill, orderFillLog } from '../../encode/evm/primary-orders.ts';
import {
  burnLog,
  collectLog,
  initializeLog,
  mintLog,
  poolCreatedLog,
  type RangeChange,
  swapLog,
  type UniswapPoolRef,
} from '../../encode/evm/uniswap-v3.ts';
import { abiData } from '../../encode/evm/words.ts';
import { concentrated, type ExecutedFill, type MarketPool, tokenIn, tokenOut } from '../pool.ts';
import type { PositionRecord, Recorder, SwapRecord, TransferRecord } from '../recorder.ts';
import type { MarketToken } from '../token.ts';
import type { Wallet } from '../wallet.ts';
import { inventedEvmAddress, inventedHash } from './evm-addresses.ts';

/** Contracts of Uniswap V3 on a chain. Source: Uniswap/contracts deployments of the chain. */
export interface UniswapContracts {
  factory: string;
  router: string;
  positions: string;
}

export interface EvmRecorderOptions {
  seed: number;
  chain: string;
  firstBlock: number;
  contracts: UniswapContracts;
}

const EXACT_INPUT_SINGLE = '0x04e45aaf';
const EXACT_INPUT = '0xb858183f';
const MULTICALL = '0xac9650d8';
const TRANSFER = '0xa9059cbb';
const FILL_ORDER = '0x4bf79b4c';
const SET_PAUSE = '0xbedb86fb';
/** transmit(bytes32[3],bytes,bytes32[],bytes32[],bytes32) of Chainlink's OCR2 aggregators. */
const TRANSMIT = '0xb1dc65a4';

/** Writes the sample market as EVM transactions with the logs that Uniswap V3 and the tokens would emit. */
export class EvmRecorder implements Recorder {
  readonly #options: EvmRecorderOptions;
  readonly #seconds: { timestamp: number; transactions: EvmTransaction[] }[] = [];
  readonly #nonces = new Map<string, number>();
  readonly #rounds = new Map<string, number>();
  #count = 0;

  constructor(options: EvmRecorderOptions) {
    this.#options = options;
  }

  /** The blocks of what was recorded: one for each second in which something happened. */
  blocks(): EvmBlock[] {
    const { chain, seed, firstBlock } = this.#options;
    const hashOf = (number: number): string => inventedHash(`${chain} ${seed} block ${number}`);
    return this.#seconds.map(({ timestamp, transactions }, position) => {
      const number = firstBlock + position;
      return { number, hash: hashOf(number), parentHash: hashOf(number - 1), timestamp, transactions };
    });
  }

  poolCreated(time: number, pool: MarketPool, creator: Wallet): void {
    const { factory, positions } = this.#options.contracts;
    const { address, token0, token1 } = pool;
    const { feePips, tickSpacing, sqrtPrice, tick } = concentrated(pool.curve);
    const ref = { address, token0: token0.address, token1: token1.address, feePips, tickSpacing };
    const logs = [poolCreatedLog(factory, ref), initializeLog(address, sqrtPrice, tick)];
    this.#record(time, creator.address, positions, MULTICALL, 4_700_000, logs);
  }

  positionChanged(time: number, change: PositionRecord): void {
    const { positions } = this.#options.contracts;
    const { pool, owner, liquidityDelta, lower, upper, amount0, amount1 } = change;
    const opened = liquidityDelta > 0n;
    const liquidity = opened ? liquidityDelta : -liquidityDelta;
    const range: RangeChange = { pool: pool.address, owner: positions, lower, upper, liquidity, amount0, amount1 };
    const move = opened ? ([owner.address, pool.address] as const) : ([pool.address, owner.address] as const);
    const transfers = [
      ...(amount0 > 0n ? moved(pool.token0, move[0], move[1], amount0) : []),
      ...(amount1 > 0n ? moved(pool.token1, move[0], move[1], amount1) : []),
    ];
    const logs = opened
      ? [...transfers, mintLog(positions, range)]
      : [burnLog(range), ...transfers, collectLog(owner.address, range)];
    this.#record(time, owner.address, positions, MULTICALL, 420_000, logs);
  }

  swapped(time: number, { trader, feePayer, fills }: SwapRecord): void {
    const { router } = this.#options.contracts;
    const logs = isPath(fills)
      ? fills.flatMap((fill, hop) => {
          const payer = hop === 0 ? trader.address : router;
          const recipient = hop === fills.length - 1 ? trader.address : router;
          return this.#swapLogs(fill, payer, recipient);
        })
      : fills.flatMap((fill) => this.#swapLogs(fill, trader.address, trader.address));
    const input = (fills.length === 1 ? EXACT_INPUT_SINGLE : EXACT_INPUT) + abiData(fills[0]!.amountIn).slice(2);
    this.#record(time, feePayer.address, router, input, 95_000 + 70_000 * fills.length, logs);
  }

  swapFailed(time: number, trader: Wallet, _pool: MarketPool, _sell: 0 | 1, amountIn: bigint): void {
    const input = EXACT_INPUT_SINGLE + abiData(amountIn).slice(2);
    this.#record(time, trader.address, this.#options.contracts.router, input, 61_000, [], false);
  }

  transferred(time: number, { token, from, to, raw }: TransferRecord): void {
    const sender = from?.wallet.address ?? ZERO_ADDRESS;
    const input = TRANSFER + abiData(to.wallet.address, raw).slice(2);
    const signer = from?.wallet.address ?? to.wallet.address;
    this.#record(time, signer, token.address, input, 65_000, moved(token, sender, to.wallet.address, raw));
  }

  /** A stranger creates a pool for a token of nobody's registry; nothing is put into it. */
  strangersPool(time: number, creator: Wallet, ref: UniswapPoolRef, sqrtPrice: bigint): void {
    const { factory, positions } = this.#options.contracts;
    const logs = [poolCreatedLog(factory, ref), initializeLog(ref.address, sqrtPrice, 0)];
    this.#record(time, creator.address, positions, MULTICALL, 4_700_000, logs);
  }

  poolFunded(): void {
    throw new Error('The sample market funds pools without positions on Solana only.');
  }

  bookWithdrawn(): void {
    throw new Error('The sample market has liquidity books on Solana only.');
  }

  multiplierSet(): void {
    throw new Error('The sample market sets multipliers on Solana only.');
  }

  /** A feed's answer, in units of its last digit. */
  feedAnswered(time: number, aggregator: string, answer: bigint): void {
    const round = (this.#rounds.get(aggregator) ?? 0) + 1;
    this.#rounds.set(aggregator, round);
    const logs = [answerUpdatedLog(aggregator, answer, round, Math.floor(time / 1000))];
    this.#record(time, inventedEvmAddress(`transmitter ${aggregator}`), aggregator, TRANSMIT, 180_000, logs);
  }

  /** An order that the issuer filled itself: it mints to the customer, or burns what the customer gives back. */
  orderFilled(time: number, token: MarketToken, fill: DinariFill): void {
    const { recipient, assetAmount, sell } = fill;
    const move = sell ? ([recipient, ZERO_ADDRESS] as const) : ([ZERO_ADDRESS, recipient] as const);
    const logs = [orderFillLog(fill), ...moved(token, ...move, assetAmount)];
    this.#record(time, inventedEvmAddress(`operator ${fill.processor}`), fill.processor, FILL_ORDER, 210_000, logs);
  }

  /** The issuer stops or resumes a token. */
  paused(time: number, token: MarketToken, stopped: boolean): void {
    const pauser = inventedEvmAddress(`pauser ${token.address}`);
    const input = SET_PAUSE + abiData(stopped ? 1 : 0).slice(2);
    this.#record(time, pauser, token.address, input, 48_000, [pauseModeLog(token.address, stopped)]);
  }

  quiet(time: number): void {
    this.#second(Math.floor(time / 1000));
  }

  #swapLogs(fill: ExecutedFill, payer: string, recipient: string): EvmLog[] {
    const { pool, sell, amountIn, amountOut } = fill;
    const after = concentrated(fill.after);
    const { router } = this.#options.contracts;
    // The pool pays first and calls back for its payment, then states the swap.
    return [
      ...moved(tokenOut(fill), pool.address, recipient, amountOut),
      ...moved(tokenIn(fill), payer, pool.address, amountIn),
      swapLog({
        pool: pool.address,
        sender: router,
        recipient,
        amount0: sell === 0 ? amountIn : -amountOut,
        amount1: sell === 0 ? -amountOut : amountIn,
        sqrtPriceX96: after.sqrtPrice,
        liquidity: after.liquidity,
        tick: after.tick,
      }),
    ];
  }

  #second(timestamp: number): EvmTransaction[] {
    const last = this.#seconds.at(-1);
    if (last?.timestamp === timestamp) return last.transactions;
    if (last !== undefined && last.timestamp > timestamp) throw new Error(`Time went back to ${timestamp}.`);
    const transactions: EvmTransaction[] = [];
    this.#seconds.push({ timestamp, transactions });
    return transactions;
  }

  #record(
    time: number,
    from: string,
    to: string,
    input: string,
    gasUsed: number,
    logs: EvmLog[],
    succeeded = true,
  ): void {
    const { chain, seed } = this.#options;
    const nonce = this.#nonces.get(from) ?? 0;
    this.#nonces.set(from, nonce + 1);
    const hash = inventedHash(`${chain} ${seed} transaction ${this.#count++}`);
    const transaction = { hash, from, to, input, value: 0n, nonce, gasUsed, succeeded, logs };
    this.#second(Math.floor(time / 1000)).push(transaction);
  }
}

/** Whether each fill sells what the one before it bought. */
function isPath(fills: readonly ExecutedFill[]): boolean {
  return fills.every((fill, hop) => hop === 0 || tokenIn(fill) === tokenOut(fills[hop - 1]!));
}

function moved(token: MarketToken, from: string, to: string, value: bigint): EvmLog[] {
  const transfer = transferLog(token.address, from, to, value);
  return token.statesShares ? [transfer, transferSharesLog(token.address, from, to, value)] : [transfer];
}
