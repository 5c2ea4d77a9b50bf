import type { Address } from 'viem';
import { KnownPools } from '../dexes/known-pools.ts';
import { compileContract, compilePackaged } from './evm-compile.ts';
import { testRegistry } from './evm-fixtures.ts';
import { chargedByEvent, deployForkCaller, type ForkPool, type ForkVenue } from './evm-fork-venue.ts';
import type { EvmWallet } from './evm-wallet.ts';

/** Aerodrome's own sources of Slipstream, for the older compiler that they ask for. */
const slipstream = (file: string) =>
  compilePackaged(`sphere-mezo-solidity-files/domains/aerodrome-slipstream/contracts/core/${file}`, 'solc-0.7');

/** As Coinbase's stocks are pooled. */
const SPACING = 10;
/** Of the fee that volatility adds, in 1e-6 of 1e-6 for each tick away from the mean; and the most that a fee may be. */
const SCALING = 5_000_000n;
const FEE_CAP = 50_000n;
const MEAN_SECONDS = 60;
const OBSERVATIONS = 60;
/** What the module leaves one taker of the fee, in 1e-6 of it. */
const DISCOUNT = 300_000;
/** Paid less than this, several rates may give the very same swap. */
const CERTAIN = 10n ** 9n;

/** Slipstream's own factory and pools, with the module whose fees move with volatility and by taker. */
export async function liveSlipstream(wallet: EvmWallet): Promise<ForkVenue> {
  const none = await wallet.deploy(compileContract('ZeroAnswers', 'ConcentratedCaller'));
  const template = await wallet.deploy(slipstream('CLPool.sol'));
  const factory = await wallet.deploy(slipstream('CLFactory.sol'), [none.address, none.address, template.address]);
  await wallet.send(factory, 'enableTickSpacing', [SPACING, 1_000]);
  const defaults = [factory.address, SCALING, FEE_CAP, [], []];
  const fees = await wallet.deploy(slipstream('fees/DynamicSwapFeeModule.sol'), defaults);
  await wallet.send(fees, 'setSecondsAgo', [MEAN_SECONDS]);
  await wallet.send(fees, 'registerDiscounted', [wallet.accounts[2], DISCOUNT]);
  await wallet.send(factory, 'setSwapFeeModule', [fees.address]);

  async function open([a, b]: readonly [Address, Address], sqrtPrice: bigint): Promise<ForkPool> {
    const created = await wallet.send(factory, 'createPool', [a, b, SPACING, sqrtPrice]);
    const address = (await wallet.read<Address>(factory, 'getPool', [a, b, SPACING])).toLowerCase() as Address;
    const pool = { address, abi: template.abi };
    await wallet.send(pool, 'increaseObservationCardinalityNext', [OBSERVATIONS]);
    const [token0, token1] = a < b ? [a, b] : [b, a];
    return { ...pool, token0, token1, receipts: [created] };
  }

  return {
    caller: await deployForkCaller(wallet),
    tickSpacing: SPACING,
    methods: { add: 'add', swap: 'swapCharged' },
    open,
    known(_pool, stock) {
      const own = { address: factory.address, decoder: 'slipstream', dex: 'aerodrome-slipstream' };
      return new KnownPools(testRegistry([stock], [own], { chain: 'base' }));
    },
    async setLeastFee(pool, pips) {
      await wallet.send(fees, 'setCustomFee', [pool.address, pips]);
    },
    charged: chargedByEvent,
    state: 'slot0',
    shows: (soldRaw) => soldRaw >= CERTAIN,
    isRead: true,
  };
}
