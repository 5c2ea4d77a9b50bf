import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SolanaChain } from '../chains/solana-chain.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import type { RpcServer } from './json-rpc-server.ts';
import { type PortalTables, portalHash, portalTables } from './portal-block.ts';
import { checkQuery, headerOf, type PortalQuery, PortalQueryError, selectRows } from './portal-selection.ts';

export interface PortalServerOptions {
  chain: SolanaChain;
  /** 0, the default, takes a free port. */
  port?: number;
  faults?: FaultPlan;
  /** Most blocks with transactions that one answer looks at, as the real portal ends answers at its chunks; 200 by default. */
  blocksPerAnswer?: number;
}

const DATASET = '/datasets/solana-mainnet/';

/**
 * Serves a Solana ledger as a dataset of an SQD portal on 127.0.0.1: `metadata`, `head`, `finalized-head`, `stream` and
 * `finalized-stream`, by slot, one JSON object a line. `served` counts requests by these names. All of the ledger is final.
 */
export async function startPortalServer(options: PortalServerOptions): Promise<RpcServer> {
  const served = new Map<string, number>();
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const name = path.startsWith(DATASET) ? path.slice(DATASET.length) : '';
    served.set(name, (served.get(name) ?? 0) + 1);
    handle(options, name, request, response).catch((error: unknown) => {
      const bad = error instanceof PortalQueryError || error instanceof SyntaxError;
      response.writeHead(bad ? 400 : 500, { 'content-type': 'text/plain' }).end(String(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${DATASET.slice(0, -1)}`,
    served,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function handle(
  { chain, faults, blocksPerAnswer = 200 }: PortalServerOptions,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const fault = faults?.transport([name]);
  if (fault !== undefined && (await fault(response))) return;
  const slot = chain.blocks.at(-1)?.slot;
  if (name === 'metadata') {
    const start = chain.blocks[0]?.slot ?? 0;
    sendJson(response, { dataset: 'solana-mainnet', start_block: start, real_time: true, aliases: [] });
  } else if (name === 'head' || name === 'finalized-head') {
    sendJson(response, slot === undefined ? null : { number: slot, hash: portalHash(slot) });
  } else if (name === 'stream' || name === 'finalized-stream') {
    const query = checkQuery(JSON.parse(await readBody(request)));
    const lines = answer(chain, query, blocksPerAnswer);
    if (lines === 'fork') sendFork(response, query);
    else if (lines.length === 0) response.writeHead(204).end();
    else {
      response.writeHead(200, { 'content-type': 'application/jsonl' });
      const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
      response.end(faults?.body([name], text) ?? text);
    }
  } else response.writeHead(404).end();
}

/** Blocks with matches, and always the last block looked at, so that the client knows how far the answer reaches. */
function answer(chain: SolanaChain, query: PortalQuery, blocksPerAnswer: number): object[] | 'fork' {
  const { fromBlock, toBlock = Number.POSITIVE_INFINITY, parentBlockHash, includeAllBlocks = false } = query;
  const begin = chain.blocks.findIndex(({ slot }) => slot >= fromBlock);
  if (begin < 0) return [];
  const parent = chain.blocks[begin - 1]?.slot;
  if (parentBlockHash !== undefined && parent !== undefined && portalHash(parent) !== parentBlockHash) return 'fork';
  const blocks = chain.blocks.slice(begin, begin + blocksPerAnswer).filter(({ slot }) => slot <= toBlock);
  return blocks.flatMap(({ slot, blockTime }, at): object[] => {
    const block = blockOf(chain, slot, blockTime, chain.blocks[begin + at - 1]?.slot ?? slot - 1);
    const selected = selectRows(block, query);
    if (selected !== undefined) return [selected];
    return includeAllBlocks || at === blocks.length - 1 ? [{ header: headerOf(block, query) }] : [];
  });
}

function blockOf(chain: SolanaChain, slot: number, timestamp: number, parent: number): PortalTables {
  const transactions = [];
  for (let at = chain.firstOrdinalFrom(slot); at < chain.size && chain.header(at).slot === slot; at++) {
    transactions.push(chain.transaction(at));
  }
  const header = { number: slot, hash: portalHash(slot), parentHash: portalHash(parent), timestamp };
  return portalTables(header, transactions);
}

function sendFork(response: ServerResponse, { fromBlock }: PortalQuery): void {
  const previousBlocks = [{ number: fromBlock - 1, hash: portalHash(fromBlock - 1) }];
  response.writeHead(409, { 'content-type': 'application/json' }).end(JSON.stringify({ previousBlocks }));
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
