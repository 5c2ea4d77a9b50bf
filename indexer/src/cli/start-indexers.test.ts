import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import type { EvmChain } from '@tokentape/replay/chains/evm-chain.ts';
import { cutEvmChain } from '@tokentape/replay/chains/forked-evm-chain.ts';
import { movingSolanaChain } from '@tokentape/replay/chains/moving-chain.ts';
import { type Fault, faultPlan } from '@tokentape/replay/faults.ts';
import { EVM_MARKETS } from '@tokentape/replay/market/evm/evm-markets.ts';
import { playEvmWeek } from '@tokentape/replay/market/evm/evm-week.ts';
import { playSolanaWeek, type SolanaWeek } from '@tokentape/replay/market/solana/solana-week.ts';
import { startEvmServer } from '@tokentape/replay/servers/evm-server.ts';
import type { RpcServer } from '@tokentape/replay/servers/json-rpc-server.ts';
import { startSolanaServer } from '@tokentape/replay/servers/solana-server.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { configuredEndpoints } from '../endpoints.ts';
import { parseEnv } from '../env.ts';
import { dumpDigests } from '../store/dump-hash.ts';
import { type FreshDatabases, startFreshDatabases } from '../testing/fresh-databases.ts';
import { createChildren } from './children.ts';
import { startIndexers } from './start-indexers.ts';

const KEY = 'CANARYKEY12345678';
/** A key that is not accepted any more after some requests: fails at once, where other faults are waited for. */
const REVOKED: Fault = { name: 'F19-server-error', value: 401, skip: 8 };

describe('indexers as start runs them, with a second provider in the environment', () => {
  let databases: FreshDatabases;
  let evm: EvmChain;
  let solana: SolanaWeek;
  const servers: RpcServer[] = [];
  const folders: string[] = [];

  beforeAll(async () => {
    databases = await startFreshDatabases();
    const week = playEvmWeek(7, EVM_MARKETS.find(({ chain }) => chain === 'arbitrum')!).chain;
    evm = cutEvmChain(week, week.firstBlock + 300, week.firstBlock + 300);
    const whole = playSolanaWeek(7);
    solana = { ...whole, chain: movingSolanaChain(whole.chain, whole.chain.blocks[250]!.slot) };
  });

  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  afterAll(() => databases?.stop());

  const serveEvm = (chain: EvmChain, ...faults: Fault[]) =>
    started(startEvmServer({ chain, faults: faultPlan(faults) }));
  const serveSolana = (...faults: Fault[]) =>
    started(startSolanaServer({ chain: solana.chain, faults: faultPlan(faults) }));

  /** The address with a key in its path and one in its query. */
  async function started(starting: Promise<RpcServer>): Promise<string> {
    const server = await starting;
    servers.push(server);
    return `${server.url}/v2/${KEY}?api-key=${KEY}`;
  }

  /** Indexes what the variables name up to the head, and gives what was logged. */
  async function index(url: string, variables: Record<string, string>): Promise<string> {
    const folder = mkdtempSync(resolve(tmpdir(), 'tokentape-start-'));
    folders.push(folder);
    const children = createChildren(folder);
    const firstBlock = { solana: solana.firstSlot, arbitrum: evm.firstBlock } as Record<string, number>;
    const endpoints = configuredEndpoints(parseEnv(variables)).map((endpoint) => ({
      ...endpoint,
      firstBlock: firstBlock[endpoint.chain.id]!,
    }));
    try {
      await startIndexers(children, endpoints, url, () => undefined);
    } finally {
      await children.stop();
    }
    return readdirSync(folder)
      .map((file) => readFileSync(resolve(folder, file), 'utf8'))
      .join('\n');
  }

  it('a first provider that refuses its key in the middle: the second goes on, with the same dump and no key shown', async () => {
    const calm = await databases.create();
    await index(calm, { ARBITRUM_RPC_URL: await serveEvm(evm), SOLANA_RPC_URL: await serveSolana() });
    const expected = await dumpDigests(calm);
    for (const chain of ['arbitrum', 'solana']) {
      const fills = `SELECT count(*)::int AS fills FROM fill JOIN chain ON chain.key = chain_key WHERE chain.id = '${chain}'`;
      expect((await databases.query(calm, fills))[0]!.fills).toBeGreaterThan(20);
    }
    const url = await databases.create();
    const log = await index(url, {
      ...{ ARBITRUM_RPC_URL: await serveEvm(evm, REVOKED), ARBITRUM_FALLBACK_URL: await serveEvm(evm) },
      ...{ SOLANA_RPC_URL: await serveSolana(REVOKED), SOLANA_FALLBACK_URL: await serveSolana() },
      HELIUS_API_KEY: KEY,
    });
    expect(await dumpDigests(url)).toEqual(expected);
    expect(log.match(/asking 127\.0\.0\.1:\d+/g)!.length).toBeGreaterThanOrEqual(2);
    expect(log).not.toContain(KEY);
  }, 120_000);

  it('F24: a second provider of another chain is refused: nothing is written, and no key shown', async () => {
    const url = await databases.create();
    const starting = index(url, {
      ARBITRUM_RPC_URL: await serveEvm(evm, { ...REVOKED, skip: 0 }),
      ARBITRUM_FALLBACK_URL: await serveEvm({ ...evm, chainId: 8453 }),
    });
    const error = await starting.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'WRONG_CHAIN', message: expect.stringContaining('serves chain 8453') });
    expect(String((error as Error).stack)).not.toContain(KEY);
    expect(await databases.query(url, 'SELECT count(*)::int AS n FROM fill')).toEqual([{ n: 0 }]);
  }, 60_000);
});
