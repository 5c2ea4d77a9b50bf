import { getChain } from '@tokentape/core/registry/registry.ts';
import { memoryEvmChain } from '@tokentape/replay/chains/memory-evm-chain.ts';
import { startEvmServer } from '@tokentape/replay/servers/evm-server.ts';
import type { RpcServer } from '@tokentape/replay/servers/json-rpc-server.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { configuredEndpoints } from '../endpoints.ts';
import { parseEnv } from '../env.ts';
import { type Gateway, startGateway } from '../testing/evm-gateway.ts';
import { checkEndpoint } from './check-endpoint.ts';

const servers: (RpcServer | Gateway)[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const hash = `0x${'1'.repeat(64)}`;
const ledger = (chainId: number) =>
  memoryEvmChain(chainId, [{ number: 7, hash, parentHash: hash, timestamp: 1, transactions: [] }]);

async function node(chainId: number): Promise<string> {
  const server = await startEvmServer({ chain: ledger(chainId) });
  servers.push(server);
  return server.url;
}

const check = (variables: Record<string, string>) => checkEndpoint(configuredEndpoints(parseEnv(variables))[0]!);

describe('what doctor says of an end point', () => {
  it('both providers and the service of history, when all is well', async () => {
    const gateway = await startGateway(ledger(8453), 7, 10);
    servers.push(gateway);
    const findings = await check({
      BASE_RPC_URL: await node(8453),
      BASE_FALLBACK_URL: await node(8453),
      BASE_HISTORY_URL: gateway.url,
    });
    expect(findings.map(({ ok, detail }) => [ok, detail])).toEqual([
      [true, 'chain id 8453'],
      [true, 'finalized block 7'],
      [true, 'chain id 8453'],
      [true, 'finalized block 7'],
      [true, 'up to block 7'],
    ]);
    expect(findings.at(-1)!.subject).toBe(`base (history from ${new URL(gateway.url).host})`);
  });

  it('which setting to correct: the second provider is of another chain, nobody serves history', async () => {
    const gone = await node(8453);
    await Promise.all(servers.splice(0).map((server) => server.close()));
    const findings = await check({
      BASE_RPC_URL: await node(8453),
      BASE_FALLBACK_URL: await node(getChain('arbitrum').chainId!),
      BASE_HISTORY_URL: `${gone}/CANARY1234`,
    });
    const wrong = findings.filter(({ ok }) => !ok);
    expect(wrong.map(({ detail }) => detail)).toEqual(['chain id 42161, expected 8453', 'connection failed']);
    expect(wrong[0]!.fix).toContain('BASE_FALLBACK_URL');
    expect(wrong[1]!.fix).toContain('BASE_HISTORY_URL');
    expect(JSON.stringify(findings)).not.toContain('CANARY');
  });
});
