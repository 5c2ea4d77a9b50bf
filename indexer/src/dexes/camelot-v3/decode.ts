import { addressAt, numberAt, topicAddress } from '../abi-words.ts';
import type { EvmLog } from '../evm-block.ts';
import { concentratedVenue } from '../evm-concentrated.ts';
import type { LogContext } from '../evm-venue.ts';
import { feeState } from '../varying-fee.ts';

/** Pool(address indexed token0, address indexed token1, address pool) */
const POOL = '0x91ccaa7a278130b65168c3a0c8d3bcae84cf5e43704342bd3ec0b59e59c036db';
/** Fee(uint16 feeZto, uint16 feeOtz), in 1e-6 */
const FEE = '0x8a89de70856bccec096661388f305b9a75f5f65cb0d8a0e1e803c39dabedb57f';

/**
 * Camelot v3 (Algebra v1.9): Uniswap v3's events with a fee of its own for each direction, which the pool announces in the
 * transaction that it first applies to.
 * A swap stops at every row of its tick table, which are of 256 ticks whatever the spacing (before v1.9: of 256 spacings), so that
 * the spacing, which may change, does not matter to the curve. Source: Algebra v1.9 TickTable.sol, nextTickInTheSameRow.
 */
export const camelotV3 = concentratedVenue({
  decoder: 'algebra-v1.9',
  creation: { topic0: POOL, token0Topic: 1, token1Topic: 2 },
  createdPool: ({ topics, data }, factory) => ({
    dex: factory.dex,
    pool: addressAt(data, 0),
    token0: topicAddress(topics[1]),
    token1: topicAddress(topics[2]),
    curve: 'concentrated',
    feePips: null,
    tickSpacing: null,
  }),
  moreTopics: [FEE],
  feePips: announcedFee,
  decodeMore: ({ data }) => [feeState(numberAt(data, 0), numberAt(data, 1))],
});

function announcedFee(_log: EvmLog, { earlier }: LogContext, sell: 0 | 1): number | null {
  const announced = earlier.findLast(({ topics }) => topics[0] === FEE);
  return announced ? numberAt(announced.data, sell) : null;
}
