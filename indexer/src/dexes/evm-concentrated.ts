import type { CurveState } from '@tokentape/core/facts/facts.ts';
import { intAt, numberAt, topicAddress, topicNumber, uintAt } from './abi-words.ts';
import type { EvmLog } from './evm-block.ts';
import type { EvmVenue, LogContext, RawEvent } from './evm-venue.ts';
import { shownFee } from './varying-fee.ts';

/** keccak256 of the events that Uniswap v3 and its forks share; the forks' contracts repeat the signatures. */
export const INITIALIZE = '0x98636036cb66a9c19a37435efc1e90142190214e8abeb821bdba3f2990dd4c95';
export const MINT = '0x7a53080ba414158be7ec69b987b5fb7d07dee101fe85488f0853ae16239d0bde';
export const BURN = '0x0c396cd989a39f4459b5fa1aed6a9a8dcdbc45908acfd67e028cd568da98982c';
export const SWAP = '0xc42079f94a6350d7e6235f29174924f928cc2ac818eb64fed8004e115fbcca67';

type FeePips = (log: EvmLog, context: LogContext, sell: 0 | 1) => number | null;

/** What forks of Uniswap v3 do differently. */
export interface ConcentratedDialect {
  decoder: string;
  creation: EvmVenue['creation'];
  createdPool: EvmVenue['createdPool'];
  /** Topic of the swap event; the first five words of its data are those of Uniswap v3 in every fork. */
  swapTopic?: string;
  /** Topics beyond the four that `feePips` looks back at. */
  moreTopics?: readonly string[];
  /** Fee in 1e-6 in force for the swap, null when no event of the transaction states it; the pool's static fee by default. */
  feePips?: FeePips;
  /** Reads one of `moreTopics` that states something by itself. */
  decodeMore?(log: EvmLog, context: LogContext): RawEvent[];
}

/** A venue whose pools speak the events of Uniswap v3. Amounts are signed from the pool's view. */
export function concentratedVenue(dialect: ConcentratedDialect): EvmVenue {
  const swapTopic = dialect.swapTopic ?? SWAP;
  const feePips = dialect.feePips ?? ((_log, { pool }) => pool.feePips);
  return {
    decoder: dialect.decoder,
    creation: dialect.creation,
    createdPool: dialect.createdPool,
    poolTopics: [INITIALIZE, MINT, BURN, swapTopic, ...(dialect.moreTopics ?? [])],
    poolIdTopic: null,
    decode(log, context) {
      switch (log.topics[0]) {
        case swapTopic:
          return decodeSwap(log, context, feePips);
        case MINT:
          return [decodeMint(log)];
        case BURN:
          return [decodeBurn(log)];
        case INITIALIZE:
          return [decodeInitialize(log)];
        default:
          return dialect.decodeMore?.(log, context) ?? [];
      }
    },
  };
}

function decodeInitialize({ data }: EvmLog): RawEvent {
  const state = curveAt(uintAt(data, 0), numberAt(data, 1), 0n);
  return { kind: 'pool-state', source: 'initialize', state };
}

function decodeMint({ topics, data }: EvmLog): RawEvent {
  return {
    kind: 'liquidity',
    owner: topicAddress(topics[1]),
    lower: topicNumber(topics[2]),
    upper: topicNumber(topics[3]),
    liquidityDelta: uintAt(data, 1),
    amount0Raw: uintAt(data, 2),
    amount1Raw: uintAt(data, 3),
  };
}

/** A burn of zero only settles fees: it stays a fact, so that decoded facts and raw logs count the same. */
function decodeBurn({ topics, data }: EvmLog): RawEvent {
  return {
    kind: 'liquidity',
    owner: topicAddress(topics[1]),
    lower: topicNumber(topics[2]),
    upper: topicNumber(topics[3]),
    liquidityDelta: -uintAt(data, 0),
    amount0Raw: uintAt(data, 1),
    amount1Raw: uintAt(data, 2),
  };
}

function decodeSwap(log: EvmLog, context: LogContext, feePips: FeePips): RawEvent[] {
  const { data, topics } = log;
  const after = curveAt(uintAt(data, 2), numberAt(data, 4), uintAt(data, 3));
  const amounts = [intAt(data, 0), intAt(data, 1)] as const;
  const sell = sellSide(amounts, after, context);
  const sides = takerView(context, amounts, sell);
  const shown = shownFee(context.pool, { ...sides, sell, after });
  const feeRaw = shown.feeRaw ?? feeOf(amounts[sell], feePips(log, context, sell));
  return [{ kind: 'fill', ...sides, after, feeRaw, recipient: topicAddress(topics[2]) }, ...shown.changed];
}

/** Which token the taker sold. A swap so small that it moved neither amount is told by the price's direction. */
export function sellSide(received: readonly [bigint, bigint], after: CurveState, { pool }: LogContext): 0 | 1 {
  if (received[0] > 0n || received[1] < 0n) return 0;
  if (received[1] > 0n || received[0] < 0n) return 1;
  return after.sqrtPrice !== null && pool.sqrtPrice !== null && after.sqrtPrice > pool.sqrtPrice ? 1 : 0;
}

/** The two sides from the taker's view; `received` is signed from the pool's view. */
export function takerView({ pool }: LogContext, received: readonly [bigint, bigint], sell: 0 | 1) {
  const buy = sell === 0 ? 1 : 0;
  return {
    soldToken: sell === 0 ? pool.token0 : pool.token1,
    soldRaw: received[sell],
    boughtToken: sell === 0 ? pool.token1 : pool.token0,
    boughtRaw: -received[buy],
  };
}

/**
 * Fee of a fill by the rate in force, rounded up: the pool rounds up at each tick that it crosses, so that it keeps a
 * few raw units more when it crosses some.
 */
export function feeOf(soldRaw: bigint, feePips: number | null): bigint | null {
  if (feePips === null) return null;
  return (soldRaw * BigInt(feePips) + 999_999n) / 1_000_000n;
}

export function curveAt(sqrtPrice: bigint, tick: number, liquidity: bigint): CurveState {
  return { sqrtPrice, tick, liquidity, reserve0: null, reserve1: null };
}
