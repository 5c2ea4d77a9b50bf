import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema, graphql } from 'graphql';
import { mockResolvers } from './mock-resolvers.ts';

const schema = buildSchema(readFileSync(new URL('../../../api/src/schema/schema.graphql', import.meta.url), 'utf8'));

/** The one file that is published. */
export const EXPORT_PATH = '/exports/2025-07-06/fills.v1.csv.gz';

export interface MockApi {
  url: string;
  close(): Promise<void>;
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}

/** Serves the public schema with made-up answers on a free port of 127.0.0.1. */
export async function startMockApi(port = 0): Promise<MockApi> {
  const server = createServer(async (request, response) => {
    if (request.url === EXPORT_PATH) {
      response.writeHead(200, { 'content-type': 'application/gzip' }).end('csv');
      return;
    }
    if (request.url !== '/graphql') {
      response.writeHead(404).end();
      return;
    }
    const { query, variables } = JSON.parse(await readBody(request)) as { query: string; variables: object };
    const answer = await graphql({
      schema,
      source: query,
      rootValue: mockResolvers,
      variableValues: variables as Record<string, unknown>,
    });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: chosen } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${chosen}/graphql`,
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
}

if (import.meta.main) console.log((await startMockApi(Number(process.argv[2] ?? 4000))).url);
