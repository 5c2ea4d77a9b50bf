import type { Fact } from '@tokentape/core/facts/facts.ts';
import { getChain } from '@tokentape/core/registry/registry.ts';
import type { EvmBlock, EvmChain, EvmTransaction } from '@tokentape/replay/chains/evm-chain.ts';
import { EVM_MARKETS } from '@tokentape/replay/market/evm/evm-markets.ts';
import { playEvmWeek } from '@tokentape/replay/market/evm/evm-week.ts';
import { evmMethods } from '@tokentape/replay/servers/evm-methods.ts';
import { startRpcServer } from '@tokentape/replay/servers/json-rpc-server.ts';
import { expect, it } from 'vitest';
import { evmRegistry } from '../dexes/evm-registry.ts';
import { collectFacts } from '../testing/evm-collect.ts';

const SPAN = 300;
const stranger = `0x${'5'.repeat(40)}`;

/** The same chain with nine logs of a contract that nobody follows for each of its own, behind them in their blocks. */
function crowded(chain: EvmChain): EvmChain {
  const blocks = new Map<number, EvmBlock | undefined>();
  const block = (height: number): EvmBlock | undefined => {
    const known = chain.block(height);
    if (known && !blocks.has(height)) blocks.set(height, { ...known, transactions: withForeign(known) });
    return blocks.get(height);
  };
  return {
    ...{ chainId: chain.chainId, firstBlock: chain.firstBlock, headBlock: chain.headBlock },
    ...{ finalizedBlock: chain.finalizedBlock, block, call: chain.call },
    heightOfBlock: (hash) => chain.heightOfBlock(hash),
    placeOfTransaction: (hash) => chain.placeOfTransaction(hash),
  };
}

function withForeign({ number, transactions }: EvmBlock): EvmTransaction[] {
  const logs = transactions.flatMap((tx) => tx.logs);
  const model = transactions[0];
  if (!model) return transactions;
  const foreign = logs.flatMap((log) => Array.from({ length: 9 }, () => ({ ...log, address: stranger })));
  const hash = `0x${(number + 2 ** 40).toString(16).padStart(64, 'f')}`;
  return [...transactions, { ...model, hash, logs: foreign }];
}

async function read(chain: EvmChain) {
  const methods = evmMethods(chain);
  const sent = { logs: 0, bytes: 0 };
  const server = await startRpcServer({
    methods: {
      ...methods,
      eth_getLogs(params) {
        const logs = methods.eth_getLogs!(params) as unknown[];
        sent.logs += logs.length;
        sent.bytes += JSON.stringify(logs).length;
        return logs;
      },
    },
  });
  try {
    const range = { fromBlock: chain.firstBlock, toBlock: chain.firstBlock + SPAN };
    const options = { rpcUrl: server.url, ...range, pollMs: 5, rpc: { pauseMs: 2 } };
    const { facts } = await collectFacts(getChain('arbitrum'), evmRegistry('arbitrum'), options);
    return { facts, sent };
  } finally {
    await server.close();
  }
}

const textOf = (facts: Fact[]): string =>
  JSON.stringify(facts, (_, value) => (typeof value === 'bigint' ? `${value}n` : value));

it('logs of contracts that nobody follows are never sent, however many there are', async () => {
  const { chain } = playEvmWeek(7, EVM_MARKETS.find((market) => market.chain === 'arbitrum')!);
  const [alone, amongOthers] = [await read(chain), await read(crowded(chain))];
  expect(alone.facts.length).toBeGreaterThan(50);
  expect(textOf(amongOthers.facts)).toBe(textOf(alone.facts));
  expect(amongOthers.sent).toEqual(alone.sent);
});
