import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { getChain } from '@tokentape/core/registry/registry.ts';
import { recordedSolanaChain } from '@tokentape/replay/chains/recorded-solana-chain.ts';
import { startSolanaServer } from '@tokentape/replay/servers/solana-server.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createChildren } from './cli/children.ts';
import { LIVE, prepareDatabase } from './cli/prepare-database.ts';
import { startServices, type Urls } from './cli/services.ts';
import { ensureWebBuilt } from './cli/web-build.ts';
import { ROOT, readEnv } from './env.ts';
import { indexChain } from './index-chain.ts';
import { freePort } from './store/free-port.ts';
import { startTestPostgres, type TestPostgres } from './testing/postgres.ts';

const recorded = resolve(ROOT, '../shared/real/solana');
const present = existsSync(recorded);
if (!present) console.log('skipped: the recorded Solana transactions are not here');

const TSLAX_SLOT = 378_401_816;

describe.runIf(present)('a recorded mainnet purchase of TSLAx, from the node to the page', () => {
  const folder = mkdtempSync(resolve(tmpdir(), 'tokentape-slice-'));
  const children = createChildren(resolve(folder, 'logs'));
  let postgres: TestPostgres;
  let urls: Urls;

  beforeAll(async () => {
    postgres = await startTestPostgres();
    const env = { ...readEnv(), TAPE_DIR: folder, API_PORT: await freePort(), WEB_PORT: await freePort() };
    const logins = await prepareDatabase(postgres.url, LIVE, env);
    const server = await startSolanaServer({ chain: recordedSolanaChain(recorded) });
    await indexChain({
      endpoint: { chain: getChain('solana'), rpcUrl: server.url, origin: 'configured' },
      databaseUrl: postgres.url,
      fromBlock: TSLAX_SLOT - 1_000,
      toBlock: TSLAX_SLOT,
      log: () => undefined,
    });
    await server.close();
    await ensureWebBuilt();
    urls = await startServices(children, env, logins);
  }, 180_000);

  afterAll(async () => {
    await children.stop();
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function ask(query: string): Promise<Record<string, unknown>> {
    const response = await fetch(urls.graphql, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const { data, errors } = (await response.json()) as { data: Record<string, unknown>; errors?: unknown };
    expect(errors).toBeUndefined();
    return data;
  }

  it('is one fill in the API, with amounts, trader, dollars and price per share', async () => {
    const { fills } = (await ask(
      `{ fills(asset: "xstocks:TSLAx") { nodes { side trader soldRaw boughtRaw amountUsd priceUsd priceSource flags
         soldToken { symbol } boughtToken { symbol } pool { address } } } }`,
    )) as { fills: { nodes: { priceUsd: string; amountUsd: string }[] } };
    expect(fills.nodes).toHaveLength(1);
    expect(fills.nodes[0]).toMatchObject({
      side: 'BUY',
      trader: '7T8ckKtdc5DH7ACS5AnCny7rVXYJPEsaAbdBri1FhPxY',
      soldRaw: '20000000',
      boughtRaw: '4466643',
      soldToken: { symbol: 'USDC' },
      boughtToken: { symbol: 'TSLAx' },
      pool: { address: 'HHQUnUbmWLrYzkscDY1C3deEFbGtiGBGoHjpANogmvum' },
      flags: [],
    });
    expect(Number(fills.nodes[0]!.amountUsd).toFixed(2)).toBe('20.00');
    // 20 ÷ 0.04466643, multiplier 1.
    expect(fills.nodes[0]!.priceUsd).toMatch(/^447\.7635665084494/);
  });

  it('is one trade of one trader in the figures of that day', async () => {
    const { ticker } = (await ask(
      `{ ticker(id: "xstocks:TSLAx", from: "2025-11-07", to: "2025-11-07") { stats { volumeUsd trades fills traders newTraders buys sells } } }`,
    )) as { ticker: { stats: Record<string, unknown> } };
    expect(ticker.stats).toMatchObject({ trades: 1, fills: 1, traders: 1, newTraders: 1, buys: 1, sells: 0 });
    expect(Number(ticker.stats.volumeUsd)).toBe(20);
  });

  it('stands on the page of TSLAx, which is not called simulated', async () => {
    const page = await fetch(`${urls.dashboard}/ticker/xstocks:TSLAx?lang=en`).then((response) => response.text());
    // A failed comparison of whole pages would print them.
    const shows = (text: string) => page.includes(text);
    expect(['TSLAx', '$447.76', '7T8ckK', 'calibrated to published figures'].map(shows)).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});
