import { getChain } from '@tokentape/core/registry/registry.ts';
import type { EvmChain } from '@tokentape/replay/chains/evm-chain.ts';
import { EVM_MARKETS } from '@tokentape/replay/market/evm/evm-markets.ts';
import { playEvmWeek } from '@tokentape/replay/market/evm/evm-week.ts';
import { startEvmServer } from '@tokentape/replay/servers/evm-server.ts';
import type { RpcServer } from '@tokentape/replay/servers/json-rpc-server.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evmRegistry } from '../dexes/evm-registry.ts';
import { type Collected, collectFacts } from '../testing/evm-collect.ts';
import { type Gateway, startGateway } from '../testing/evm-gateway.ts';

const SPAN = 400;

describe('history from a gateway, the head from a node', () => {
  let week: EvmChain;
  let node: RpcServer;
  let gateway: Gateway;
  let expected: Collected;

  beforeAll(async () => {
    week = playEvmWeek(7, EVM_MARKETS.find(({ chain }) => chain === 'arbitrum')!).chain;
    node = await startEvmServer({ chain: week });
    gateway = await startGateway(week, week.firstBlock + 300, 70);
    expected = await index({});
  });

  afterAll(async () => {
    await Promise.all([node?.close(), gateway?.close()]);
  });

  const index = (more: object) =>
    collectFacts(getChain('arbitrum'), evmRegistry('arbitrum'), {
      rpcUrl: node.url,
      fromBlock: week.firstBlock,
      toBlock: week.firstBlock + SPAN,
      ...more,
    });

  it('gives the same facts as the node alone, pools found on the way included', async () => {
    const served = node.served.get('eth_getLogs') ?? 0;
    const mixed = await index({ gatewayUrl: gateway.url, logsPerBatch: 100 });
    expect(mixed.facts).toEqual(expected.facts);
    expect(mixed.facts.filter(({ kind }) => kind === 'pool').length).toBeGreaterThan(3);
    expect(mixed.database.head.height).toBe(week.firstBlock + SPAN);
    expect(node.served.get('eth_getLogs')! - served).toBeLessThan(10);
    expect(Math.min(...gateway.queries.map(({ fromBlock }) => fromBlock))).toBe(week.firstBlock);
  });

  it('sends its filter to the gateway', () => {
    expect(gateway.queries.every(({ logs }) => logs!.every(({ address }) => address!.length > 0))).toBe(true);
  });

  it('goes by the node alone from where the gateway ends', async () => {
    const early = await index({ gatewayUrl: gateway.url, toBlock: week.firstBlock + 350 });
    const asked = gateway.queries.length;
    const late = await index({ gatewayUrl: gateway.url, database: early.database, pools: early.pools });
    expect([...early.facts, ...late.facts]).toEqual(expected.facts);
    expect(gateway.queries.length).toBe(asked);
  });
});
