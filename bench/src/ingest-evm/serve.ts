import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { generateChain } from './generated-chain.ts';
import { PrintedChain } from './printed-chain.ts';

const [blocks, tradesPerBlock, pools, foreign] = process.argv.slice(2).map(Number) as [number, number, number, number];
const chain = new PrintedChain(generateChain({ blocks, tradesPerBlock, pools, foreign }));

interface Request {
  id: number;
  method: string;
  params: unknown[];
}

function answer({ id, method, params }: Request): string {
  const result = chain.answer(method, params);
  const rest =
    result === null ? `"error":{"code":-32601,"message":"the method ${method} does not exist"}` : `"result":${result}`;
  return `{"jsonrpc":"2.0","id":${id},${rest}}`;
}

/** A contender that the machine keeps waiting finds its connections still open: the floor does not try again. */
const KEEP_ALIVE_MS = 60_000;

/** One JSON-RPC server for all contenders. What it prints is made beforehand, so that its own work weighs little. */
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const body = JSON.parse(Buffer.concat(chunks).toString()) as Request | Request[];
    const text = Array.isArray(body) ? `[${body.map(answer).join(',')}]` : answer(body);
    response.writeHead(200, { 'content-type': 'application/json' }).end(text);
  });
});
server.keepAliveTimeout = KEEP_ALIVE_MS;
server.listen(0, '127.0.0.1', () => {
  process.send?.({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pools: chain.pools,
    tokens: chain.tokens,
  });
});
process.on('disconnect', () => process.exit(0));
