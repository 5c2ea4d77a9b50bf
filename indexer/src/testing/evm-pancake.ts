import type { Address } from 'viem';
import { KnownPools } from '../dexes/known-pools.ts';
import { compileContract, packagedContract } from './evm-compile.ts';
import { testRegistry } from './evm-fixtures.ts';
import { chargedByEvent, deployForkCaller, type ForkPool, type ForkVenue } from './evm-fork-venue.ts';
import type { EvmWallet } from './evm-wallet.ts';

const core = (name: string) => packagedContract(`@pancakeswap/v3-core/artifacts/contracts/${name}.sol/${name}.json`);

const FEE = 2_500;
const SPACING = 50;

/** PancakeSwap v3's own factory and pools, made by a deployer of ours. */
export async function livePancake(wallet: EvmWallet): Promise<ForkVenue> {
  const deployer = await wallet.deploy(compileContract('PancakeDeployer'), [core('PancakeV3Pool').bytecode]);
  const factory = await wallet.deploy(core('PancakeV3Factory'), [deployer.address]);

  async function open([a, b]: readonly [Address, Address], sqrtPrice: bigint): Promise<ForkPool> {
    const created = await wallet.send(factory, 'createPool', [a, b, FEE]);
    const address = (await wallet.read<Address>(factory, 'getPool', [a, b, FEE])).toLowerCase() as Address;
    const pool = { address, abi: core('PancakeV3Pool').abi };
    const opened = await wallet.send(pool, 'initialize', [sqrtPrice]);
    const [token0, token1] = a < b ? [a, b] : [b, a];
    return { ...pool, token0, token1, receipts: [created, opened] };
  }

  return {
    caller: await deployForkCaller(wallet),
    tickSpacing: SPACING,
    methods: { add: 'add', swap: 'swapCharged' },
    open,
    known(_pool, stock) {
      const own = { address: factory.address, decoder: 'pancakeswap-v3', dex: 'pancakeswap-v3' };
      return new KnownPools(testRegistry([stock], [own], { chain: 'bnb' }));
    },
    charged: chargedByEvent,
    state: 'slot0',
    shows: () => true,
    isRead: true,
  };
}
