import { decodeEvmBlock } from '../dexes/evm.ts';
import type { EvmBlock, EvmLog } from '../dexes/evm-block.ts';
import { KnownPools } from '../dexes/known-pools.ts';
import { testAddress, testBlock, testLog, testRegistry } from './evm-fixtures.ts';

export type UnplacedLog = Omit<EvmLog, 'logIndex'>;

export const Q96 = 2n ** 96n;
export const stock = testAddress(0x51);
export const usdc = testAddress(0xc0);
export const factory = testAddress(0xfac);
export const pool = testAddress(0x900);
export const trader = testAddress(0x7);
export const router = testAddress(0x8);

/** How one venue says the same story: a pool of stock (token 0) and USDC (token 1) is made, sold into, bought from. */
export interface VenueFixture {
  decoder: string;
  /** Slug of a venue of the registry that this decoder reads. */
  dex: string;
  /** Address or id of the pool. */
  pool: string;
  /** Contract that holds the reserves: the pool or the singleton. */
  vault: string;
  feePips: number | null;
  created: UnplacedLog[];
  /** The taker sold 1,000 raw of the stock for 990 raw of USDC. */
  sell: UnplacedLog[];
  /** The taker bought 500 raw of the stock for 510 raw of USDC. */
  buy: UnplacedLog[];
  /** False for venues whose events do not say where the price stands. */
  statesCurve?: boolean;
  /** Expected `feeRaw` of both. */
  fees: [bigint | null, bigint | null];
}

export const transfer = (from: string, to: string, value: bigint): UnplacedLog =>
  testLog(stock, 'Transfer(address indexed from, address indexed to, uint256 value)', { from, to, value });

export function openPools({ decoder, dex, feePips }: VenueFixture): KnownPools {
  return new KnownPools(testRegistry([stock], [{ address: factory, decoder, dex, feePips }]));
}

export const blockOf = (height: number, logs: UnplacedLog[], from = trader): EvmBlock =>
  testBlock(height, [{ from, logs }]);

/** Facts of the logs in a pool that the fixture's creation has opened. */
export function decodeAfterCreation(fixture: VenueFixture, logs: UnplacedLog[]) {
  const pools = openPools(fixture);
  decodeEvmBlock(blockOf(1, fixture.created), pools);
  return decodeEvmBlock(blockOf(2, logs), pools).facts;
}
