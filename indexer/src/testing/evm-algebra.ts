import { type Address, type Hex, keccak256, toHex } from 'viem';
import { feeChanged } from '../dexes/camelot-v3/fixture.ts';
import { KnownPools } from '../dexes/known-pools.ts';
import { packagedContract } from './evm-compile.ts';
import { testRegistry } from './evm-fixtures.ts';
import { deployForkCaller, type ForkPool, type ForkVenue } from './evm-fork-venue.ts';
import type { EvmWallet } from './evm-wallet.ts';

const core = (name: string) => packagedContract(`@cryptoalgebra/v1-core/artifacts/contracts/${name}.sol/${name}.json`);

/** Of the first version: one spacing for all pools, which the rows of its tick table count in. */
const SPACING = 60;
const ONE_FEE = keccak256(toHex('Fee(uint16)'));
const CONFIGURED = ['alpha1', 'alpha2', 'beta1', 'beta2', 'gamma1', 'gamma2', 'volumeBeta', 'volumeGamma'] as const;

/**
 * Algebra's own contracts of the first version, read by the decoder of Camelot v3: the one fee that it announces stands for both
 * directions, and the pool is known by its spacing.
 */
export async function liveAlgebra(wallet: EvmWallet): Promise<ForkVenue> {
  const deployer = await wallet.deploy(core('AlgebraPoolDeployer'));
  const factory = await wallet.deploy(core('AlgebraFactory'), [deployer.address, wallet.accounts[9]!]);
  await wallet.send(deployer, 'setFactory', [factory.address]);

  async function open([a, b]: readonly [Address, Address], sqrtPrice: bigint): Promise<ForkPool> {
    const created = await wallet.send(factory, 'createPool', [a, b]);
    const address = (await wallet.read<Address>(factory, 'poolByPair', [a, b])).toLowerCase() as Address;
    const pool = { address, abi: core('AlgebraPool').abi };
    const opened = await wallet.send(pool, 'initialize', [sqrtPrice]);
    const [token0, token1] = a < b ? [a, b] : [b, a];
    return { ...pool, token0, token1, receipts: [created, opened] };
  }

  return {
    caller: await deployForkCaller(wallet),
    tickSpacing: SPACING,
    methods: { add: 'addToAlgebra', swap: 'swap' },
    open,
    known({ address, token0, token1 }, stock) {
      const own = { address: factory.address, decoder: 'algebra-v1.9', dex: 'camelot-v3' };
      const identity = { dex: own.dex, pool: address, token0, token1, curve: 'concentrated' as const, feePips: null };
      return new KnownPools(testRegistry([stock], [own]), [{ ...identity, tickSpacing: SPACING, birthBlock: 0 }]);
    },
    async setLeastFee(pool, baseFee) {
      const storage = {
        address: await wallet.read<Address>(pool, 'dataStorageOperator'),
        abi: core('DataStorageOperator').abi,
      };
      const now = await wallet.read<readonly (number | bigint)[]>(storage, 'feeConfig');
      const kept = Object.fromEntries(CONFIGURED.map((name, at) => [name, now[at]]));
      await wallet.send(storage, 'changeFeeConfiguration', [{ ...kept, baseFee }]);
    },
    async charged(pool, receipts) {
      const state = await wallet.read<readonly (bigint | number)[]>(pool, 'globalState');
      return receipts.map(() => Number(state[2]));
    },
    said({ topics, data }) {
      if (topics[0] !== ONE_FEE) return { topics, data };
      const { topics: both, data: fees } = feeChanged(Number(data), Number(data));
      return { topics: both as Hex[], data: fees as Hex };
    },
    state: 'globalState',
    shows: () => true,
    isRead: false,
  };
}
