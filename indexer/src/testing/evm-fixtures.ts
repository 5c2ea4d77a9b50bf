import { type AbiEvent, encodeAbiParameters, encodeEventTopics, parseAbiItem } from 'viem';
import type { EvmBlock, EvmLog } from '../dexes/evm-block.ts';
import type { EvmFactory, EvmRegistry } from '../dexes/evm-registry.ts';

/** A readable address for tests: `0x` and the number, left-padded. */
export const testAddress = (number: number): string => `0x${number.toString(16).padStart(40, '0')}`;

/** A log as a contract of that event's signature emits it, encoded by viem; its position is set by `testBlock`. */
export function testLog(address: string, signature: string, args: Record<string, unknown>): Omit<EvmLog, 'logIndex'> {
  const event = parseAbiItem(`event ${signature}` as 'event E()') as AbiEvent;
  const plain = event.inputs.filter((input) => !input.indexed);
  const values = plain.map((input) => args[input.name ?? ''] ?? 0n);
  const topics = encodeEventTopics({ abi: [event], eventName: event.name, args } as never) as string[];
  return {
    address,
    topics,
    data: encodeAbiParameters(plain, values),
    transactionIndex: 0,
    transactionHash: testHash(1),
  };
}

export const testHash = (number: number): string => `0x${number.toString(16).padStart(64, '0')}`;

/** A block whose transactions are the given lists of logs, each sent by the signer beside it. */
export function testBlock(
  height: number,
  transactions: { from: string; logs: Omit<EvmLog, 'logIndex'>[] }[],
): EvmBlock {
  let logIndex = 0;
  const hashOf = (index: number) => testHash(height * 1000 + index);
  return {
    height,
    hash: testHash(height),
    timestamp: 1_751_241_600 + height,
    transactions: transactions.map(({ from }, index) => ({ index, hash: hashOf(index), from })),
    logs: transactions.flatMap(({ logs }, index) =>
      logs.map((log) => ({ ...log, logIndex: logIndex++, transactionIndex: index, transactionHash: hashOf(index) })),
    ),
  };
}

/** A registry with the given stock tokens and venues and nothing else. */
export function testRegistry(
  stocks: string[],
  factories: Partial<EvmFactory>[],
  more: Partial<EvmRegistry> = {},
): EvmRegistry {
  return {
    chain: 'arbitrum',
    tokens: new Map(
      stocks.map((address) => [address, { decimals: 18, unitRule: 'plain', wrappedDecimals: null }] as const),
    ),
    factories: new Map(
      factories.map((factory) => {
        const address = factory.address ?? testAddress(0xfac);
        const decoder = factory.decoder ?? 'uniswap-v3';
        return [address, { dex: decoder, feePips: null, fromBlock: null, ...factory, address, decoder }] as const;
      }),
    ),
    listed: [],
    measure: null,
    quotes: new Map(),
    feedProxies: new Map(),
    primary: new Map(),
    feeds: new Map(),
    ...more,
  };
}
