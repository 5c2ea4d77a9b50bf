import type { AddressInfo } from 'node:net';
import type { Env } from '../env.ts';
import { type ApiServer, createApiServer } from '../server.ts';
import { insertMarket } from './market.ts';
import { startTestDatabase, type TestDatabase } from './postgres.ts';

interface Answer {
  status: number;
  headers: Headers;
  // The shape is what each test asks for.
  // biome-ignore lint/suspicious/noExplicitAny: answers of arbitrary queries
  body: any;
  text: string;
}

export interface TestApi {
  database: TestDatabase;
  server: ApiServer;
  url: string;
  /** Statements sent to Postgres so far. */
  statements: string[];
  /** Lines that the server logged so far. */
  log: Record<string, unknown>[];
  ask(query: string, variables?: object): Promise<Answer>;
  send(path: string, init?: RequestInit): Promise<Answer>;
  stop(): Promise<void>;
}

/** The API server over a real Postgres with the market of three days. */
export async function startTestApi(settings: Partial<Env> = {}): Promise<TestApi> {
  const database = await startTestDatabase();
  await insertMarket(database.owner);
  const statements: string[] = [];
  const log: Record<string, unknown>[] = [];
  const env: Env = {
    DATABASE_URL: database.readerUrl,
    HOST: '127.0.0.1',
    PORT: 0,
    TRUSTED_PROXIES: 0,
    EXPORTS_DIR: '/nonexistent',
    DATABASE_CONNECTIONS: 4,
    REQUESTS_PER_MINUTE: 100_000,
    COST_PER_MINUTE: 100_000_000,
    READY_LAG_SECONDS: 900,
    ...settings,
  };
  const server = createApiServer({ env, log: (line) => log.push(line), onStatement: (text) => statements.push(text) });
  await new Promise<void>((listening) => server.http.listen(0, env.HOST, listening));
  const url = `http://127.0.0.1:${(server.http.address() as AddressInfo).port}`;
  const send = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const response = await fetch(`${url}${path}`, init);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: jsonOf(text) };
  };
  return {
    database,
    server,
    url,
    statements,
    log,
    send,
    ask: (query, variables = {}) =>
      send('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      }),
    async stop() {
      await server.close();
      await database.stop();
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
