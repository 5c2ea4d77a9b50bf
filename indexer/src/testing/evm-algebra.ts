import { type Address, type Hex, keccak256, type TransactionReceipt, toHex } from 'viem';
import { feeChanged } from '../dexes/camelot-v3/fixture.ts';
import type { EvmBlock, EvmLog } from '../dexes/evm-block.ts';
import { compileContract, packagedContract } from './evm-compile.ts';
import type { Deployed, EvmWallet } from './evm-wallet.ts';

const core = (name: string) => packagedContract(`@cryptoalgebra/v1-core/artifacts/contracts/${name}.sol/${name}.json`);

/** Of the first version: one spacing for all pools, which the rows of its tick table count in. */
export const ALGEBRA_SPACING = 60;
const ONE_FEE = keccak256(toHex('Fee(uint16)'));
const LOWEST = 4295128740n;
const HIGHEST = 1461446703485210103287273052203988822378723970341n;

export interface Algebra {
  factory: Deployed;
  caller: Deployed;
}

export interface AlgebraPool extends Deployed {
  token0: Address;
  token1: Address;
  /** Where the fee is made of volatility and volume. */
  storage: Deployed;
}

/** Deploys Algebra's own factory of the first version, and a bare caller of ours. */
export async function deployAlgebra(wallet: EvmWallet): Promise<Algebra> {
  const deployer = await wallet.deploy(core('AlgebraPoolDeployer'));
  const factory = await wallet.deploy(core('AlgebraFactory'), [deployer.address, wallet.accounts[9]!]);
  await wallet.send(deployer, 'setFactory', [factory.address]);
  return { factory, caller: await wallet.deploy(compileContract('AlgebraCaller')) };
}

export async function createAlgebraPool(
  wallet: EvmWallet,
  { factory }: Algebra,
  [a, b]: readonly [Address, Address],
  sqrtPrice: bigint,
): Promise<{ pool: AlgebraPool; receipts: TransactionReceipt[] }> {
  const [token0, token1] = a < b ? [a, b] : [b, a];
  const created = await wallet.send(factory, 'createPool', [a, b]);
  const address = await wallet.read<Address>(factory, 'poolByPair', [a, b]);
  const pool = { address: address.toLowerCase() as Address, abi: core('AlgebraPool').abi };
  const opened = await wallet.send(pool, 'initialize', [sqrtPrice]);
  const storage = await wallet.read<Address>(pool, 'dataStorageOperator');
  return {
    pool: { ...pool, token0, token1, storage: { address: storage, abi: core('DataStorageOperator').abi } },
    receipts: [created, opened],
  };
}

/** The least fee that volatility and volume add to, in 1e-6; the rest of the configuration is as the factory deploys it. */
export async function setLeastFee(wallet: EvmWallet, { storage }: AlgebraPool, baseFee: number): Promise<void> {
  const names = ['alpha1', 'alpha2', 'beta1', 'beta2', 'gamma1', 'gamma2', 'volumeBeta', 'volumeGamma'] as const;
  const now = await wallet.read<readonly (number | bigint)[]>(storage, 'feeConfig');
  const kept = Object.fromEntries(names.map((name, at) => [name, now[at]]));
  await wallet.send(storage, 'changeFeeConfiguration', [{ ...kept, baseFee }]);
}

/** The arguments of a swap to the end of the price range. */
export const swapArgs = (pool: AlgebraPool, sell: 0 | 1, amount: bigint) =>
  [pool.address, sell === 0, amount, sell === 0 ? LOWEST : HIGHEST] as const;

/** The block of these receipts, with the one fee of the first version said for both directions, as Camelot's version says it. */
export function blockOfReceipts(receipts: readonly TransactionReceipt[]): EvmBlock {
  const { blockNumber, blockHash } = receipts[0]!;
  const sorted = receipts.toSorted((a, b) => a.transactionIndex - b.transactionIndex);
  const logs = sorted.flatMap((receipt) => receipt.logs.map((log) => ({ ...log, ...said(log.topics, log.data) })));
  return {
    height: Number(blockNumber),
    hash: blockHash,
    timestamp: Number(blockNumber),
    logs: logs.map(({ address, topics, data, logIndex, transactionIndex, transactionHash }) => ({
      ...{ address: address.toLowerCase(), topics: [...topics], data },
      ...{ logIndex, transactionIndex, transactionHash },
    })),
    transactions: sorted.map(({ transactionHash, transactionIndex, from }) => ({
      ...{ hash: transactionHash, index: transactionIndex, from: from.toLowerCase() },
    })),
  };
}

function said(topics: readonly Hex[], data: Hex): Pick<EvmLog, 'topics' | 'data'> {
  if (topics[0] !== ONE_FEE) return { topics: [...topics], data };
  const { topics: both, data: fees } = feeChanged(Number(data), Number(data));
  return { topics: both, data: fees };
}
