import { setTimeout } from 'node:timers/promises';
import {
  type Abi,
  type Address,
  createPublicClient,
  createWalletClient,
  type Hex,
  http,
  pad,
  type TransactionReceipt,
} from 'viem';
import { type Artifact, compileContract } from './evm-compile.ts';

const GAS = 12_000_000n;

/** A contract on the local node. */
export interface Deployed {
  address: Address;
  abi: Abi;
}

/** Sends transactions from the node's own unlocked accounts and reads contracts; lower-case addresses throughout. */
export class EvmWallet {
  readonly #public;
  readonly #wallet;
  readonly accounts: Address[];

  private constructor(rpcUrl: string, accounts: Address[]) {
    const transport = http(rpcUrl, { retryCount: 0 });
    this.#public = createPublicClient({ transport, pollingInterval: 10, cacheTime: 0 });
    this.#wallet = createWalletClient({ transport });
    this.accounts = accounts;
  }

  static async connect(rpcUrl: string): Promise<EvmWallet> {
    const accounts = await createWalletClient({ transport: http(rpcUrl) }).getAddresses();
    return new EvmWallet(
      rpcUrl,
      accounts.map((account) => account.toLowerCase() as Address),
    );
  }

  async deploy({ abi, bytecode }: Artifact, args: unknown[] = []): Promise<Deployed> {
    const account = this.accounts[0]!;
    const hash = await this.#wallet.deployContract({
      abi,
      bytecode,
      args,
      account,
      chain: null,
      gas: 29_000_000n,
    } as never);
    const { contractAddress, status } = await this.#public.waitForTransactionReceipt({ hash });
    if (status !== 'success' || !contractAddress) throw new Error('deployment failed');
    return { abi, address: contractAddress.toLowerCase() as Address };
  }

  deployToken(symbol: string, decimals: number): Promise<Deployed> {
    return this.deploy(compileContract('TestToken'), [symbol, decimals]);
  }

  /** @throws Error with the function's name when the transaction fails */
  async send(
    { address, abi }: Deployed,
    functionName: string,
    args: unknown[],
    { from = this.accounts[0]!, value = 0n }: { from?: Address; value?: bigint } = {},
  ): Promise<TransactionReceipt> {
    const request = { address, abi, functionName, args, account: from, chain: null, gas: GAS, value } as never;
    const hash = await this.#wallet.writeContract(request);
    const receipt = await this.#public.waitForTransactionReceipt({ hash });
    if (receipt.status !== 'success') throw new Error(`${functionName} failed`);
    return receipt;
  }

  /** The answer of a `view` function, at a past block when one is given. */
  async read<T>({ address, abi }: Deployed, functionName: string, args: unknown[] = [], at?: bigint): Promise<T> {
    const block = at === undefined ? {} : { blockNumber: at };
    return (await this.#public.readContract({ address, abi, functionName, args, ...block } as never)) as T;
  }

  /** The answer of a function that is not `view`, such as a quoter's. */
  async simulate<T>({ address, abi }: Deployed, functionName: string, args: unknown[]): Promise<T> {
    const request = { address, abi, functionName, args, account: this.accounts[0], gas: GAS * 2n } as never;
    return (await this.#public.simulateContract(request)).result as T;
  }

  async code(address: Address): Promise<Hex> {
    return (await this.#public.getCode({ address })) ?? '0x';
  }

  async setCode(address: Address, code: Hex): Promise<void> {
    await this.#public.request({ method: 'anvil_setCode' as never, params: [address, code] as never });
  }

  /** Writes an address into a storage slot. */
  async setStorage(address: Address, slot: number, value: Address): Promise<void> {
    const params = [address, pad(`0x${slot.toString(16)}`), pad(value)];
    await this.#public.request({ method: 'anvil_setStorageAt' as never, params: params as never });
  }

  /** Mines empty blocks, so that what was sent becomes final. */
  async mine(blocks = 3): Promise<void> {
    await this.#public.request({ method: 'anvil_mine' as never, params: [`0x${blocks.toString(16)}`] as never });
  }

  /** Puts the transactions of different accounts into one block, in order. */
  async inOneBlock<T>(sends: readonly (() => Promise<T>)[]): Promise<T[]> {
    const ask = (method: string, params: unknown[]) =>
      this.#public.request({ method: method as never, params: params as never }) as Promise<{ pending: string }>;
    await ask('evm_setAutomine', [false]);
    try {
      const sent: Promise<T>[] = [];
      for (const send of sends) {
        sent.push(send());
        while (Number((await ask('txpool_status', [])).pending) < sent.length) await setTimeout(5);
      }
      await this.mine(1);
      return await Promise.all(sent);
    } finally {
      await ask('evm_setAutomine', [true]);
    }
  }

  /** From now on every block is this many seconds after the one before it. */
  async paceBlocks(seconds: number): Promise<void> {
    await this.#public.request({ method: 'anvil_setBlockTimestampInterval' as never, params: [seconds] as never });
  }

  /** Lets time pass and mines one empty block. */
  async wait(seconds: number): Promise<void> {
    await this.#public.request({ method: 'evm_increaseTime' as never, params: [seconds] as never });
    await this.mine(1);
  }

  /** Unix seconds of a block. */
  async timeOf(block: bigint): Promise<number> {
    return Number((await this.#public.getBlock({ blockNumber: block })).timestamp);
  }

  height(): Promise<bigint> {
    return this.#public.getBlockNumber();
  }
}
