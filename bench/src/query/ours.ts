import type { AddressInfo } from 'node:net';
import { createCatalogue } from '../../../api/src/catalogue.ts';
import { openDatabase } from '../../../api/src/database.ts';
import { readOverview } from '../../../api/src/overview.ts';
import { catalogueRows } from '../../../api/src/queries/catalogue-rows.ts';
import { chainCounts } from '../../../api/src/queries/chain-counts.ts';
import type { FillKey, FillRow } from '../../../api/src/queries/fill-row.ts';
import { type FillQuestion, fills } from '../../../api/src/queries/fills.ts';
import type { Window } from '../../../api/src/queries/stats.ts';
import { createApiServer } from '../../../api/src/server.ts';
import { readUnions, traderScope } from '../../../api/src/trader-loader.ts';
import { ensureLogin } from '../../../indexer/src/store/ensure-login.ts';
import type { Market } from './market.ts';

const PASSWORD = 'a-login-of-the-bench';
const CONNECTIONS = 4;
export const PAGE = 25;

/** A cell of an overview: `asset/day volume trades traders`. */
export type Cells = string[];

/** The API's own query functions on its read-only login, rows parsed and sets counted. */
export async function openOurs(ownerUrl: string, market: Market) {
  const url = await ensureLogin(ownerUrl, 'tokentape_reader', 'bench_reader', PASSWORD);
  const database = openDatabase(url, CONNECTIONS);
  const reader = database.reader();
  const catalogue = createCatalogue(await catalogueRows(reader));
  const assets = market.tickers.map(({ assetKey }) => assetKey);
  const scopes = market.tickers.map(({ pools }) => [...new Set(pools.map(({ stockKey }) => stockKey))]);
  const hidden = [...catalogue.pools.values()].filter(({ stockKey }) => stockKey === null).map(({ key }) => key);
  const page = (question: Partial<FillQuestion>): Promise<FillRow[]> =>
    fills(reader, {
      ...{ limit: PAGE + 1, after: null, poolKeys: null, hiddenPoolKeys: hidden, chainKey: null },
      ...{ trader: null, txId: null, from: null, to: null, ...question },
    });
  return {
    url,
    overview: (window: Window) => readOverview(reader, catalogue, window, scopes),
    async tradersPerTicker(window: Window): Promise<Map<number, number>> {
      const asked = scopes.map((tokens) => traderScope(catalogue, tokens));
      const unions = await readUnions(reader, catalogue, window, asked);
      return new Map(unions.map((set, index) => [assets[index] as number, set?.size ?? 0]));
    },
    async tradersOfAll(window: Window): Promise<number> {
      const [union] = await readUnions(reader, catalogue, window, [traderScope(catalogue, scopes.flat())]);
      return union?.size ?? 0;
    },
    page,
    counts: () => chainCounts(reader),
    /** Server processes behind the API's connections. */
    async backends(): Promise<number[]> {
      const rows = await reader.rows<{ pid: number }>('SELECT pid FROM pg_stat_activity WHERE usename = current_user');
      return rows.map(({ pid }) => pid);
    },
    async addressOf(key: number): Promise<Buffer> {
      const [row] = await reader.rows<{ address: Buffer }>('SELECT address FROM account WHERE key = $1', [key]);
      if (!row) throw new Error(`no account ${key}`);
      return row.address;
    },
    close: () => database.close(),
  };
}

export type Ours = Awaited<ReturnType<typeof openOurs>>;

/** Place of a fill, for the page after it. */
export const keyOf = (row: FillRow): FillKey => [row.timeKey, row.chainKey, row.block, row.txIndex, row.fillIndex];

/** The API's HTTP server on a free port. */
export async function openHttp(url: string) {
  const env = {
    ...{ DATABASE_URL: url, HOST: '127.0.0.1', PORT: 0, TRUSTED_PROXIES: 0, EXPORTS_DIR: '/nonexistent' },
    ...{ DATABASE_CONNECTIONS: CONNECTIONS, REQUESTS_PER_MINUTE: 1_000_000, COST_PER_MINUTE: 100_000_000 },
    READY_LAG_SECONDS: 1_000_000,
  };
  const server = createApiServer({ env, log: () => undefined });
  await new Promise<void>((listening) => server.http.listen(0, env.HOST, listening));
  const address = `http://${env.HOST}:${(server.http.address() as AddressInfo).port}/graphql`;
  return {
    async ask(query: string, variables: object): Promise<Record<string, unknown>> {
      const response = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await response.json()) as { data: Record<string, unknown>; errors?: unknown };
      if (errors) throw new Error(JSON.stringify(errors));
      return data;
    },
    close: () => server.close(),
  };
}
