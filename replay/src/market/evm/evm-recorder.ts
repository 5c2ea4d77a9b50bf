import type { EvmBlock, EvmLog } from '../../chains/evm-chain.ts';
import { answerUpdatedLog } from '../../encode/evm/chainlink.ts';
import { transferLog, ZERO_ADDRESS } from '../../encode/evm/erc20.ts';
import { depositLog } from '../../encode/evm/erc4626.ts';
import { ONE } from '../../encode/evm/multipliers.ts';
import { pauseModeLog } from '../../encode/evm/pause.ts';
import { type DinariFill, orderFillLog } from '../../encode/evm/primary-orders.ts';
import { abiData } from '../../encode/evm/words.ts';
import { type EvmVenue, type ExecutedFill, type MarketPool, tokenIn, tokenOut } from '../pool.ts';
import type { PositionRecord, Recorder, SwapRecord, TransferRecord } from '../recorder.ts';
import type { MarketToken } from '../token.ts';
import type { Wallet } from '../wallet.ts';
import { inventedEvmAddress } from './evm-addresses.ts';
import { EvmJournal, type EvmJournalOptions } from './evm-journal.ts';
import { TokenMoves } from './token-moves.ts';
import type { VenueLogs } from './venue-logs.ts';

/** The venues of a market; throws for one that it does not have. */
export type VenueOf = (venue: EvmVenue) => VenueLogs;

const EXACT_INPUT_SINGLE = '0x04e45aaf';
const EXACT_INPUT = '0xb858183f';
const MULTICALL = '0xac9650d8';
const TRANSFER = '0xa9059cbb';
const DEPOSIT = '0x6e553f65';
const FILL_ORDER = '0x4bf79b4c';
const SET_PAUSE = '0xbedb86fb';
/** transmit(bytes32[3],bytes,bytes32[],bytes32[],bytes32) of Chainlink's OCR2 aggregators. */
const TRANSMIT = '0xb1dc65a4';

/** Writes the sample market as EVM transactions with the logs that the venues and the tokens would emit. */
export class EvmRecorder implements Recorder {
  readonly #journal: EvmJournal;
  readonly #venueOf: VenueOf;
  readonly #moves = new TokenMoves();
  readonly #rounds = new Map<string, number>();
  /** Shares of each wrapper. */
  readonly #wrapped = new Map<MarketToken, bigint>();

  constructor(options: EvmJournalOptions, venueOf: VenueOf) {
    this.#journal = new EvmJournal(options);
    this.#venueOf = venueOf;
  }

  blocks(): EvmBlock[] {
    return this.#journal.blocks();
  }

  poolCreated(time: number, pool: MarketPool, creator: Wallet): void {
    const { periphery, created } = this.#venue(pool);
    this.#record(time, creator.address, periphery.positions, MULTICALL, 4_700_000, created(pool));
  }

  positionChanged(time: number, change: PositionRecord): void {
    const { periphery, positionChanged } = this.#venue(change.pool);
    const logs = positionChanged(change, this.#moves);
    this.#record(time, change.owner.address, periphery.positions, MULTICALL, 420_000, logs);
  }

  swapped(time: number, { trader, feePayer, fills }: SwapRecord): void {
    const { router } = this.#venue(fills[0]!.pool).periphery;
    const onPath = isPath(fills);
    const logs = fills.flatMap((fill, hop) => {
      const payer = onPath && hop > 0 ? router : trader.address;
      const recipient = onPath && hop < fills.length - 1 ? router : trader.address;
      return this.#venue(fill.pool).swapped(fill, payer, recipient, this.#moves);
    });
    const input = (fills.length === 1 ? EXACT_INPUT_SINGLE : EXACT_INPUT) + abiData(fills[0]!.amountIn).slice(2);
    this.#record(time, feePayer.address, router, input, 95_000 + 70_000 * fills.length, logs);
  }

  swapFailed(time: number, trader: Wallet, pool: MarketPool, _sell: 0 | 1, amountIn: bigint): void {
    const input = EXACT_INPUT_SINGLE + abiData(amountIn).slice(2);
    const { router } = this.#venue(pool).periphery;
    this.#journal.record(time, {
      from: trader.address,
      to: router,
      input,
      gasUsed: 61_000,
      logs: [],
      succeeded: false,
    });
  }

  transferred(time: number, { token, from, to, raw }: TransferRecord): void {
    const owner = to.wallet.address;
    if (from === null && token.wraps !== null) {
      this.#wrap(time, token, token.wraps, owner, raw);
      return;
    }
    const sender = from?.wallet.address ?? ZERO_ADDRESS;
    const input = TRANSFER + abiData(owner, raw).slice(2);
    const logs = this.#moves.logs(token, sender, owner, raw);
    this.#record(time, from?.wallet.address ?? owner, token.address, input, 65_000, logs);
  }

  poolFunded(): void {
    throw new Error('The sample market funds pools without positions on Solana only.');
  }

  bookDeposited(): void {
    throw new Error('The sample market has liquidity books on Solana only.');
  }

  bookWithdrawn(): void {
    throw new Error('The sample market has liquidity books on Solana only.');
  }

  multiplierSet(): void {
    throw new Error('On EVM chains every design of token states its multiplier in an event of its own.');
  }

  /** An issuer's statement about a token, and what its raw amounts stand for from here on, in 1e-18. */
  unitsChanged(time: number, token: MarketToken, multiplier: bigint, logs: EvmLog[]): void {
    this.#moves.setMultiplier(token, multiplier);
    this.#record(time, inventedEvmAddress(`agent ${token.address}`), token.address, MULTICALL, 70_000, logs);
  }

  /** More of the wrapped token goes into a wrapper without new shares: a part of what is in it, in 1e-18. */
  wrapperPaid(time: number, wrapper: MarketToken, part: bigint): void {
    if (wrapper.wraps === null) throw new Error(`${wrapper.symbol} wraps nothing.`);
    const assets = ((this.#wrapped.get(wrapper) ?? 0n) * part) / ONE;
    const statement = transferLog(wrapper.wraps, ZERO_ADDRESS, wrapper.address, assets);
    this.unitsChanged(time, wrapper, this.#moves.multiplierOf(wrapper) + part, [statement]);
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
    const logs = [orderFillLog(fill), ...this.#moves.logs(token, ...move, assetAmount)];
    this.#record(time, inventedEvmAddress(`operator ${fill.processor}`), fill.processor, FILL_ORDER, 210_000, logs);
  }

  /** The issuer stops or resumes a token. */
  paused(time: number, token: MarketToken, stopped: boolean): void {
    const pauser = inventedEvmAddress(`pauser ${token.address}`);
    const input = SET_PAUSE + abiData(stopped ? 1 : 0).slice(2);
    this.#record(time, pauser, token.address, input, 48_000, [pauseModeLog(token.address, stopped)]);
  }

  quiet(time: number): void {
    this.#journal.second(Math.floor(time / 1000));
  }

  /** New tokens of the wrapped kind, put into the wrapper at once at its rate. */
  #wrap(time: number, wrapper: MarketToken, wrapped: string, owner: string, shares: bigint): void {
    const assets = (shares * this.#moves.multiplierOf(wrapper)) / ONE;
    this.#wrapped.set(wrapper, (this.#wrapped.get(wrapper) ?? 0n) + shares);
    const logs = [
      transferLog(wrapped, ZERO_ADDRESS, owner, assets),
      transferLog(wrapped, owner, wrapper.address, assets),
      transferLog(wrapper.address, ZERO_ADDRESS, owner, shares),
      depositLog(wrapper.address, owner, assets, shares),
    ];
    this.#record(time, owner, wrapper.address, DEPOSIT + abiData(assets, owner).slice(2), 150_000, logs);
  }

  #venue({ venue }: MarketPool): VenueLogs {
    return this.#venueOf(venue as EvmVenue);
  }

  #record(time: number, from: string, to: string, input: string, gasUsed: number, logs: EvmLog[]): void {
    this.#journal.record(time, { from, to, input, gasUsed, logs });
  }
}

/** Whether each fill sells what the one before it bought. */
function isPath(fills: readonly ExecutedFill[]): boolean {
  return fills.every((fill, hop) => hop === 0 || tokenIn(fill) === tokenOut(fills[hop - 1]!));
}
