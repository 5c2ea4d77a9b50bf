import { getChain } from '@tokentape/core/registry/registry.ts';
import type { EvmChain } from '@tokentape/replay/chains/evm-chain.ts';
import { EVM_MARKETS } from '@tokentape/replay/market/evm/evm-markets.ts';
import { playEvmWeek } from '@tokentape/replay/market/evm/evm-week.ts';
import { startEvmServer } from '@tokentape/replay/servers/evm-server.ts';
import type { RpcServer } from '@tokentape/replay/servers/json-rpc-server.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evmRegistry } from '../dexes/evm-registry.ts';
import { type Collected, collectFacts, MemoryDatabase } from '../testing/evm-collect.ts';
import { type Gateway, type GatewayFaults, startGateway } from '../testing/evm-gateway.ts';

const SPAN = 400;
const HISTORY = { requestsPerSecond: 1_000, attempts: 2, pauseMs: 2 };
const market = EVM_MARKETS.find(({ chain }) => chain === 'arbitrum')!;

describe('history from a gateway, the head from a node', () => {
  let week: EvmChain;
  let node: RpcServer;
  let gateway: Gateway;
  let expected: Collected;
  const others: Gateway[] = [];

  beforeAll(async () => {
    week = playEvmWeek(7, market).chain;
    node = await startEvmServer({ chain: week });
    gateway = await startGateway(week, week.firstBlock + 300, 70);
    expected = await index({});
  });

  afterAll(() => Promise.all([node?.close(), gateway?.close(), ...others.map((other) => other.close())]));

  const index = (more: Partial<Parameters<typeof collectFacts>[2]>) =>
    collectFacts(getChain('arbitrum'), evmRegistry('arbitrum'), {
      rpcUrl: node.url,
      fromBlock: week.firstBlock,
      toBlock: week.firstBlock + SPAN,
      history: HISTORY,
      ...more,
    });

  async function another(faults: GatewayFaults, chain = week): Promise<Gateway> {
    const started = await startGateway(chain, chain.firstBlock + 300, 70, faults);
    others.push(started);
    return started;
  }

  it.each(['url', 'portalUrl'] as const)(
    'gives the same facts as the node alone, pools found on the way included (%s)',
    async (form) => {
      const served = node.served.get('eth_getLogs') ?? 0;
      const first = gateway.queries.length;
      const mixed = await index({ historyUrls: [gateway[form]], logsPerBatch: 100 });
      expect(mixed.facts).toEqual(expected.facts);
      expect(mixed.facts.filter(({ kind }) => kind === 'pool').length).toBeGreaterThan(3);
      expect(mixed.database.head.height).toBe(week.firstBlock + SPAN);
      expect(node.served.get('eth_getLogs')! - served).toBeLessThan(40);
      const queries = gateway.queries.slice(first);
      expect(Math.min(...queries.map(({ fromBlock }) => fromBlock))).toBe(week.firstBlock);
    },
  );

  it('sends its filter to the gateway', () => {
    expect(gateway.queries.every(({ logs }) => logs!.every(({ address }) => address!.length > 0))).toBe(true);
  });

  it('goes by the node alone from where the gateway ends', async () => {
    const early = await index({ historyUrls: [gateway.url], toBlock: week.firstBlock + 350 });
    const asked = gateway.queries.length;
    const late = await index({ historyUrls: [gateway.url], database: early.database as never, pools: early.pools });
    expect([...early.facts, ...late.facts]).toEqual(expected.facts);
    expect(gateway.queries.length).toBe(asked);
  });

  it.each([500, 404, 429])('goes on by the node when the gateway dies with status %i', async (status) => {
    const dying = await another({ dies: { after: 3, status } });
    const { facts, log } = await index({ historyUrls: [dying.url], logsPerBatch: 20 });
    expect(facts).toEqual(expected.facts);
    expect(log.join('\n')).toMatch(/gave up at block \d+: HTTP/);
  });

  it('goes on by the next service of history where there is one', async () => {
    const dead = await another({ dies: { after: 0, status: 503 } });
    const asked = gateway.queries.length;
    const { facts } = await index({ historyUrls: [dead.url, gateway.portalUrl] });
    expect(facts).toEqual(expected.facts);
    expect(gateway.queries.length).toBeGreaterThan(asked);
  });

  it('returns to a gateway that has rested, while much is left', async () => {
    const chain = { ...getChain('arbitrum'), blockSeconds: 3_600 };
    const dying = await another({ dies: { after: 1, status: 500 } });
    const { facts, log } = await collectFacts(chain, evmRegistry('arbitrum'), {
      rpcUrl: node.url,
      fromBlock: week.firstBlock,
      toBlock: week.firstBlock + SPAN,
      historyUrls: [dying.url],
      history: { ...HISTORY, restMs: 0 },
      logsPerBatch: 20,
    });
    expect(facts).toEqual(expected.facts);
    expect(log.filter((line) => line.includes('gave up')).length).toBeGreaterThan(1);
  });

  it('leaves a gateway whose logs are not the node’s', async () => {
    const omitting = await another({ omits: true });
    const { facts, log } = await index({ historyUrls: [omitting.url], logsPerBatch: 20 });
    expect(facts).toEqual(expected.facts);
    expect(log.join('\n')).toContain('are not those of');
  });

  it('F25: stops before anything is written when the gateway is of another chain', async () => {
    const foreign = await another({}, playEvmWeek(8, market).chain);
    const database = new MemoryDatabase();
    const indexing = index({ historyUrls: [foreign.url], database: database as never });
    await expect(indexing).rejects.toMatchObject({ code: 'PROVIDERS_DISAGREE' });
    expect(database.commits).toBe(0);
  });
});
