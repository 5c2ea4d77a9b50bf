import type { Address, Hex } from 'viem';
import { compileContract, packagedContract } from './evm-compile.ts';
import type { Deployed, EvmWallet } from './evm-wallet.ts';

/** Slot of `owner` in UniswapV3Factory: after the three slots of the deployer's parameters. */
const OWNER_SLOT = 3;
const TIERS = [
  [500, 10],
  [3000, 60],
  [10000, 200],
] as const;

/** Puts a contract's code at an address of our choice, with its own address in it changed, so that registered addresses live. */
async function place(wallet: EvmWallet, contract: Deployed, address: Address): Promise<Deployed> {
  const code = await wallet.code(contract.address);
  const moved = code.replaceAll(contract.address.slice(2), address.slice(2).toLowerCase()) as Hex;
  await wallet.setCode(address, moved);
  return { address: address.toLowerCase() as Address, abi: contract.abi };
}

/** An ERC-20 that anyone may mint, at the address of a registered token. */
export async function placeToken(wallet: EvmWallet, address: string, decimals: number): Promise<Deployed> {
  return place(wallet, await wallet.deploy(compileContract('TestToken'), ['', decimals]), address as Address);
}

/** The real Uniswap v3 factory at the address that the registry names, with its three fee tiers. */
export async function placeV3Factory(wallet: EvmWallet, address: string): Promise<Deployed> {
  const artifact = packagedContract('@uniswap/v3-core/artifacts/contracts/UniswapV3Factory.sol/UniswapV3Factory.json');
  const factory = await place(wallet, await wallet.deploy(artifact), address as Address);
  await wallet.setStorage(factory.address, OWNER_SLOT, wallet.accounts[0]!);
  for (const tier of TIERS) await wallet.send(factory, 'enableFeeAmount', [...tier]);
  return factory;
}
