import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ApiError, asApiError } from './api-error.ts';
import type { ApiContext } from './context.ts';
import { type Database, openDatabase } from './database.ts';
import type { Env } from './env.ts';
import { createGraphql } from './graphql.ts';
import { answer, answerError, answerJson } from './http/answer.ts';
import { clientAddress } from './http/client-address.ts';
import { limitConnections } from './http/connection-limit.ts';
import { serveExport } from './http/export-files.ts';
import { assertJson, parseParams } from './http/graphql-params.ts';
import { createRateLimit, type RateLimit } from './http/rate-limit.ts';
import { readBody } from './http/read-body.ts';
import { CORS_HEADERS, PREFLIGHT_HEADERS, SECURITY_HEADERS } from './http/security-headers.ts';
import { createLoaders } from './loaders.ts';
import { createMemory, type Memory } from './memory.ts';
import { readiness } from './readiness.ts';
import { createSchema } from './schema/schema.ts';
import { statusReport } from './status-report.ts';

/** FAULTS: the answer's deadline. */
const DEADLINE_MILLISECONDS = 5_000;

/** Sockets open at once; one address may hold half of them. */
const CONNECTIONS = 1_000;

export interface ApiServer {
  http: Server;
  database: Database;
  close(): Promise<void>;
}

interface Parts {
  env: Env;
  database: Database;
  memory: Memory;
  limit: RateLimit;
  graphql: ReturnType<typeof createGraphql>;
  log: Log;
}

export type Log = (line: Record<string, unknown>) => void;

export interface ServerOptions {
  env: Env;
  log: Log;
  /** Called with every statement sent to Postgres. */
  onStatement?: (text: string) => void;
}

/** Builds the API's HTTP server; it listens when the caller says so. */
export function createApiServer({ env, log, onStatement }: ServerOptions): ApiServer {
  const database = openDatabase(env.DATABASE_URL, env.DATABASE_CONNECTIONS, onStatement);
  const limit = createRateLimit(env.REQUESTS_PER_MINUTE, env.COST_PER_MINUTE);
  const parts = { env, database, memory: createMemory(), limit, graphql: createGraphql(createSchema(), log), log };
  const http = createServer(
    { headersTimeout: 10_000, requestTimeout: 15_000, connectionsCheckingInterval: 5_000, maxHeaderSize: 16_384 },
    (request, response) => void handle(parts, request, response),
  );
  http.maxConnections = CONNECTIONS;
  limitConnections(http, CONNECTIONS / 2, env.TRUSTED_PROXIES);
  http.maxRequestsPerSocket = 1_000;
  http.keepAliveTimeout = 5_000;
  http.setTimeout(30_000, (socket) => socket.destroy());
  return {
    http,
    database,
    async close() {
      http.closeAllConnections();
      if (http.listening) await new Promise((closed) => http.close(closed));
      await database.close();
    },
  };
}

async function handle(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const requestId = randomUUID();
  request.on('error', () => undefined);
  response.on('error', () => undefined);
  try {
    await route(parts, request, response, requestId);
  } catch (error) {
    const shown = asApiError(error);
    if (shown.code === 'INTERNAL')
      parts.log({ level: 'error', requestId, message: String(error), stack: stackOf(error) });
    answerError(response, shown, requestId);
  }
}

async function route(parts: Parts, request: IncomingMessage, response: ServerResponse, requestId: string) {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (path === '/health' && reads) return answer(response, 200, 'ok');
  const address = clientAddress(request, parts.env.TRUSTED_PROXIES);
  await parts.limit.request(address);
  if (path === '/graphql') return graphql(parts, request, response, { requestId, address });
  if (!reads) throw new ApiError('METHOD_NOT_ALLOWED', 'Only GET is served here.');
  if (path === '/ready') {
    const word = await readiness(parts.database.reader(), parts.env.READY_LAG_SECONDS);
    return answer(response, word === 'ready' ? 200 : 503, word);
  }
  if (path === '/status') return answerJson(response, 200, await statusReport(parts.database.reader()));
  if (path.startsWith('/exports/')) return serveExport(parts, path, response);
  throw new ApiError('NOT_FOUND', 'Nothing is served at this path.');
}

async function graphql(
  { graphql, database, memory, limit }: Parts,
  request: IncomingMessage,
  response: ServerResponse,
  caller: { requestId: string; address: string },
): Promise<void> {
  if (request.method === 'OPTIONS') return answer(response, 204, '', PREFLIGHT_HEADERS);
  if (request.method !== 'POST') throw new ApiError('METHOD_NOT_ALLOWED', 'Only POST is served here.');
  assertJson(request);
  const params = parseParams(await readBody(request));
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const signal = AbortSignal.any([gone.signal, AbortSignal.timeout(DEADLINE_MILLISECONDS)]);
  const reader = database.reader(signal);
  const context: ApiContext = {
    requestId: caller.requestId,
    signal,
    reader,
    loaders: createLoaders(reader, memory),
    charge: (cost) => limit.charge(caller.address, cost),
  };
  const headers = { 'content-type': 'application/json', accept: request.headers.accept ?? 'application/json' };
  const result = await graphql.fetch(
    'http://api/graphql',
    { method: 'POST', headers, body: JSON.stringify(params) },
    context,
  );
  const body = await result.text();
  if (response.destroyed) return;
  const own = Object.fromEntries(result.headers);
  response.writeHead(result.status, {
    ...own,
    ...SECURITY_HEADERS,
    ...CORS_HEADERS,
    'cache-control': 'no-store',
    'content-length': String(Buffer.byteLength(body)),
    'x-request-id': caller.requestId,
  });
  response.end(body);
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : undefined;
}
