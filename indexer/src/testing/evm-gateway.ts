import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EvmChain, EvmLog } from '@tokentape/replay/chains/evm-chain.ts';

interface GatewayQuery {
  fromBlock: number;
  toBlock?: number;
  logs?: { address?: string[]; topic0?: string[]; topic1?: string[] }[];
}

export interface Gateway {
  /** As a gateway. */
  url: string;
  /** The same blocks as a dataset of an SQD portal. */
  portalUrl: string;
  /** Queries answered so far. */
  queries: GatewayQuery[];
  close(): Promise<void>;
}

export interface GatewayFaults {
  /** Queries answered before every further one fails with this status. */
  dies?: { after: number; status: number };
  /** Leaves the last log of every answer out. */
  omits?: boolean;
}

/**
 * Speaks the archive protocol of the SQD network over a chain: a router that names a worker, and a worker that filters; and
 * the portal's form of it. An answer ends after `blocksPerAnswer` blocks, and always has its last one.
 */
export async function startGateway(
  chain: EvmChain,
  height: number,
  blocksPerAnswer: number,
  faults: GatewayFaults = {},
): Promise<Gateway> {
  const queries: GatewayQuery[] = [];
  const server = createServer(async (request, response) => {
    const path = request.url ?? '';
    const text = { 'content-type': 'text/plain' };
    if (path.endsWith('/height')) return response.writeHead(200, text).end(`${height}`);
    if (path.endsWith('/worker')) return response.writeHead(200, text).end(`${url()}/query`);
    if (path.endsWith('/finalized-head')) return response.writeHead(200).end(JSON.stringify({ number: height }));
    const query = JSON.parse(await bodyOf(request)) as GatewayQuery;
    if (faults.dies && queries.length >= faults.dies.after) return response.writeHead(faults.dies.status).end();
    queries.push(query);
    const blocks = answer(chain, query, Math.min(height, query.fromBlock + blocksPerAnswer - 1));
    if (faults.omits) blocks.findLast(({ logs }) => logs.length > 0)?.logs.pop();
    const lines = blocks.map((block) => `${JSON.stringify(block)}\n`).join('');
    if (path.endsWith('/finalized-stream')) return response.writeHead(200).end(lines);
    return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(blocks));
  });
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const portalUrl = `${url()}/datasets/arbitrum-one`;
  return { url: url(), portalUrl, queries, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

function answer(chain: EvmChain, { fromBlock, toBlock = chain.headBlock, logs = [] }: GatewayQuery, reach: number) {
  const last = Math.min(toBlock, reach);
  const wanted = (log: EvmLog) => logs.some((filter) => matches(filter, log));
  const blocks = [];
  for (let height = fromBlock; height <= last; height += 1) {
    const block = chain.block(height);
    if (!block) continue;
    let logIndex = 0;
    const all = block.transactions.flatMap(({ hash, logs: own }, transactionIndex) =>
      own.map((log) => ({ ...log, transactionHash: hash, transactionIndex, logIndex: logIndex++ })),
    );
    const found = all.filter(wanted);
    if (found.length === 0 && height !== last) continue;
    const named = new Set(found.map(({ transactionIndex }) => transactionIndex));
    const transactions = block.transactions
      .map(({ hash, from }, transactionIndex) => ({ hash, from, transactionIndex }))
      .filter(({ transactionIndex }) => named.has(transactionIndex));
    const { number, hash, parentHash, timestamp } = block;
    blocks.push({ header: { number, hash, parentHash, timestamp }, logs: found, transactions });
  }
  return blocks;
}

function matches({ address, topic0, topic1 }: NonNullable<GatewayQuery['logs']>[number], log: EvmLog): boolean {
  const one = (set: string[] | undefined, value: string | undefined) => !set?.length || set.includes(value ?? '');
  return one(address, log.address) && one(topic0, log.topics[0]) && one(topic1, log.topics[1]);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
