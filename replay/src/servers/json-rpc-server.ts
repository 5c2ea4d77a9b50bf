import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { FaultPlan } from '../faults/fault-plan.ts';
import { INVALID_PARAMS, METHOD_NOT_FOUND, RpcError } from './rpc-error.ts';

export type RpcMethod = (params: unknown[]) => unknown;

export interface RpcRequest {
  id?: unknown;
  method: string;
  params?: unknown;
}

export interface RpcServerOptions {
  methods: Record<string, RpcMethod>;
  /** 0, the default, takes a free port. */
  port?: number | undefined;
  faults?: FaultPlan | undefined;
  /** Compress answers when the client accepts it; off by default, since on loopback it only costs time. */
  gzip?: boolean | undefined;
}

export interface RpcServer {
  url: string;
  /** Requests served so far by method, for tests and benchmarks. */
  served: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

/** No JSON-RPC request of an indexer comes near this; larger bodies are refused. */
const MAX_BODY_BYTES = 4 << 20;

/** Serves JSON-RPC 2.0 over HTTP POST on 127.0.0.1, single and batch. Rejects when the port is taken. */
export async function startRpcServer({
  methods,
  port = 0,
  faults,
  gzip = false,
}: RpcServerOptions): Promise<RpcServer> {
  const served = new Map<string, number>();
  const answer = (request: RpcRequest): object => {
    served.set(request.method, (served.get(request.method) ?? 0) + 1);
    return answerOne(methods, faults, request);
  };
  const server = createServer((request, response) => {
    handle(request, response, answer, faults, gzip).catch((error: unknown) => {
      console.error(error);
      response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    served,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (request: RpcRequest) => object,
  faults: FaultPlan | undefined,
  gzip: boolean,
): Promise<void> {
  if (request.method !== 'POST') {
    response.writeHead(405, { allow: 'POST' }).end();
    return;
  }
  const parsed = parseBody(await readBody(request));
  if (parsed === undefined) {
    sendJson(response, { jsonrpc: '2.0', id: null, error: { code: -32700, message: 'Parse error' } });
    return;
  }
  const calls = Array.isArray(parsed) ? parsed : [parsed];
  const transportFault = faults?.transport(calls.map(({ method }) => method));
  if (transportFault !== undefined && (await transportFault(response))) return;
  const answers = calls.map(answer);
  const body = Array.isArray(parsed) ? (faults?.batch(answers) ?? answers) : answers[0];
  const text = JSON.stringify(body);
  const cut = faults?.body(
    calls.map(({ method }) => method),
    text,
  );
  const compress = gzip && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  sendText(response, cut ?? text, compress);
}

function answerOne(methods: Record<string, RpcMethod>, faults: FaultPlan | undefined, request: RpcRequest): object {
  const envelope = { jsonrpc: '2.0', id: request.id ?? null };
  const method = Object.hasOwn(methods, request.method) ? methods[request.method] : undefined;
  try {
    if (method === undefined)
      throw new RpcError(METHOD_NOT_FOUND, `the method ${request.method} does not exist/is not available`);
    const params = request.params ?? [];
    if (!Array.isArray(params)) throw new RpcError(INVALID_PARAMS, 'params must be an array');
    const result = method(params);
    return { ...envelope, ...(faults?.result(request.method, params, result) ?? { result }) };
  } catch (error) {
    if (!(error instanceof RpcError)) throw error;
    const { code, message, data } = error;
    return { ...envelope, error: { code, message, ...(data === undefined ? {} : { data }) } };
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Error(`request body above ${MAX_BODY_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseBody(body: string): RpcRequest | RpcRequest[] | undefined {
  try {
    return JSON.parse(body) as RpcRequest | RpcRequest[];
  } catch {
    return undefined;
  }
}

function sendJson(response: ServerResponse, value: unknown): void {
  sendText(response, JSON.stringify(value), false);
}

function sendText(response: ServerResponse, text: string, compress: boolean): void {
  const headers = { 'content-type': 'application/json' };
  if (compress) response.writeHead(200, { ...headers, 'content-encoding': 'gzip' }).end(gzipSync(text, { level: 1 }));
  else response.writeHead(200, headers).end(text);
}
