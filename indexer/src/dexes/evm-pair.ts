import { topicAddress, uintAt } from './abi-words.ts';
import type { EvmLog } from './evm-block.ts';
import type { EvmVenue, LogContext, RawEvent, RawFill } from './evm-venue.ts';
import { feeState } from './varying-fee.ts';

/** What pools of two reserves do differently. The words of the events' data are the same in all of them. */
export interface PairDialect {
  decoder: string;
  creation: EvmVenue['creation'];
  createdPool: EvmVenue['createdPool'];
  opening?: EvmVenue['opening'];
  topics: { swap: string; sync: string; mint: string; burn: string };
  moreTopics?: readonly string[];
  factoryTopics?: EvmVenue['factoryTopics'];
  /** Reads one of `moreTopics` or `factoryTopics` that states something by itself. */
  decodeMore?(log: EvmLog): RawEvent[];
  /** Fee of a swap in raw units of what the taker sold; null when nothing states it. */
  feeRaw(swap: { soldRaw: bigint; sell: 0 | 1 }, context: LogContext): bigint | null;
  /** The rate in 1e-6 that a stated fee shows, of venues whose pools differ in it; null when it fits several. */
  shownPips?(swap: { soldRaw: bigint; feeRaw: bigint }): number | null;
}

/** A venue whose pools state their reserves in a Sync event just before the event that changed them. */
export function pairVenue(dialect: PairDialect): EvmVenue {
  const { swap, sync, mint, burn } = dialect.topics;
  return {
    decoder: dialect.decoder,
    creation: dialect.creation,
    createdPool: dialect.createdPool,
    ...(dialect.opening && { opening: dialect.opening }),
    poolTopics: [swap, sync, mint, burn, ...(dialect.moreTopics ?? [])],
    ...(dialect.factoryTopics && { factoryTopics: dialect.factoryTopics }),
    poolIdTopic: null,
    decode(log, context) {
      switch (log.topics[0]) {
        case swap:
          return withShownFee(decodeSwap(log, context, dialect), context, dialect);
        case mint:
          return [decodeLiquidity(log, context, sync, 1n)];
        case burn:
          return [decodeLiquidity(log, context, sync, -1n)];
        case sync:
          return context.later[0]?.topics[0] === swap ? [] : [decodeSync(log)];
        default:
          return dialect.decodeMore?.(log) ?? [];
      }
    },
  };
}

function withShownFee(fill: RawEvent & RawFill, { pool }: LogContext, { shownPips }: PairDialect): RawEvent[] {
  const { soldRaw, feeRaw } = fill;
  const pips = feeRaw === null ? null : (shownPips?.({ soldRaw, feeRaw }) ?? null);
  const isNew = pips !== null && pool.followed !== null && !pool.followed.hasFee({ pips });
  return isNew ? [fill, feeState(pips)] : [fill];
}

/** The reserves in force after the event: the latest Sync of the transaction up to it. */
function reservesAt({ earlier }: LogContext, sync: string): [bigint, bigint] | null {
  const log = earlier.findLast(({ topics }) => topics[0] === sync);
  return log ? [uintAt(log.data, 0), uintAt(log.data, 1)] : null;
}

function stateOf([reserve0, reserve1]: [bigint, bigint]) {
  return { sqrtPrice: null, tick: null, liquidity: null, reserve0, reserve1 };
}

function decodeSync({ data }: EvmLog): RawEvent {
  return { kind: 'pool-state', source: 'sync', state: stateOf([uintAt(data, 0), uintAt(data, 1)]) };
}

/** In and out of both tokens are netted: a flash swap gives back part of what it took. */
function decodeSwap(
  { data, topics }: EvmLog,
  context: LogContext,
  { feeRaw, topics: own }: PairDialect,
): RawEvent & RawFill {
  const received = [uintAt(data, 0) - uintAt(data, 2), uintAt(data, 1) - uintAt(data, 3)] as const;
  const sell = received[0] > 0n || received[1] < 0n ? 0 : 1;
  const buy = sell === 0 ? 1 : 0;
  const tokens = [context.pool.token0, context.pool.token1] as const;
  const reserves = reservesAt(context, own.sync);
  const soldRaw = atLeastZero(received[sell]);
  return {
    kind: 'fill',
    soldToken: tokens[sell],
    soldRaw,
    boughtToken: tokens[buy],
    boughtRaw: atLeastZero(-received[buy]),
    after: reserves && stateOf(reserves),
    feeRaw: feeRaw({ soldRaw, sell }, context),
    recipient: topicAddress(topics[2]),
  };
}

/** A swap that pays in both tokens, as the repayment of a flash loan of both, bought nothing. */
const atLeastZero = (amount: bigint): bigint => (amount > 0n ? amount : 0n);

/** Liquidity of a pair is √(reserve0 · reserve1); its shares are not in these events. */
function decodeLiquidity({ data }: EvmLog, context: LogContext, sync: string, sign: 1n | -1n): RawEvent {
  const [amount0, amount1] = [uintAt(data, 0), uintAt(data, 1)];
  const reserves = reservesAt(context, sync);
  if (!reserves) throw new Error('liquidity changed without a Sync event before it');
  const before = [reserves[0] - sign * amount0, reserves[1] - sign * amount1] as const;
  return {
    kind: 'liquidity',
    owner: null,
    lower: 0,
    upper: 0,
    liquidityDelta: integerRoot(reserves[0] * reserves[1]) - integerRoot(before[0] * before[1]),
    amount0Raw: amount0,
    amount1Raw: amount1,
  };
}

/** Largest integer whose square is not above the value. */
export function integerRoot(value: bigint): bigint {
  if (value < 2n) return value > 0n ? value : 0n;
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
