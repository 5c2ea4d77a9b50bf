import type { Address } from 'viem';
import { compileContract, compilePackaged } from './evm-compile.ts';
import type { Deployed, EvmWallet } from './evm-wallet.ts';

/** Aerodrome's own sources, commit a5fae2e, with imports of OpenZeppelin 5. */
const aerodrome = (file: string) => compilePackaged(`sphere-mezo-solidity-files/domains/aerodrome/contracts/${file}`);

/** What Aerodrome's factory takes for a custom fee of zero. */
const ZERO_FEE = 420n;

export interface Solidly {
  factory: Deployed;
  router: Deployed;
}

export interface SolidlyPool extends Deployed {
  token0: Address;
  token1: Address;
}

/** Deploys the real Aerodrome pool factory and a bare router of ours. */
export async function deploySolidly(wallet: EvmWallet): Promise<Solidly> {
  const pool = await wallet.deploy(aerodrome('Pool.sol'));
  return {
    factory: await wallet.deploy(aerodrome('factories/PoolFactory.sol'), [pool.address]),
    router: await wallet.deploy(compileContract('PairRouter')),
  };
}

/** The factory overloads createPool and getPool: only the forms with a flag are called. */
const withFlag = ({ address, abi }: Deployed): Deployed => ({
  address,
  abi: abi.filter((item) => item.type !== 'function' || item.inputs.at(-1)?.type !== 'uint24'),
});

export async function createSolidlyPool(
  wallet: EvmWallet,
  { factory }: Solidly,
  [a, b]: readonly [Address, Address],
  stable: boolean,
): Promise<SolidlyPool> {
  const [token0, token1] = a < b ? [a, b] : [b, a];
  await wallet.send(withFlag(factory), 'createPool', [token0, token1, stable]);
  const address = await wallet.read<Address>(withFlag(factory), 'getPool', [token0, token1, stable]);
  return { address: address.toLowerCase() as Address, abi: aerodrome('Pool.sol').abi, token0, token1 };
}

/** Sets a pool's own fee in basis points, 1 to 300 or none. */
export async function setSolidlyFee(wallet: EvmWallet, { factory }: Solidly, pool: SolidlyPool, bps: bigint) {
  await wallet.send(factory, 'setCustomFee', [pool.address, bps === 0n ? ZERO_FEE : bps]);
}

/** Gives a pool back to the fee of all pools of its kind. */
export async function dropSolidlyFee(wallet: EvmWallet, { factory }: Solidly, pool: SolidlyPool) {
  await wallet.send(factory, 'setCustomFee', [pool.address, 0n]);
}

/** Sets the fee of all pools of a kind that have none of their own: the factory emits nothing. */
export async function setGeneralFee(wallet: EvmWallet, { factory }: Solidly, stable: boolean, bps: bigint) {
  await wallet.send(factory, 'setFee', [stable, bps]);
}

/** The contract's own quote; null where it reverts. */
export async function solidlyQuote(
  wallet: EvmWallet,
  pool: SolidlyPool,
  sell: 0 | 1,
  amountIn: bigint,
): Promise<bigint | null> {
  const sold = sell === 0 ? pool.token0 : pool.token1;
  return wallet.read<bigint>(pool, 'getAmountOut', [amountIn, sold]).catch(() => null);
}
