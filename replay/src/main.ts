import { parseArgs } from 'node:util';
import { SAMPLE_LABEL } from './market/label.ts';
import { SAMPLE_SEED, sampleMarket } from './market/sample-market.ts';
import { startEvmServer } from './servers/evm-server.ts';
import type { RpcServer } from './servers/json-rpc-server.ts';
import { startSolanaServer } from './servers/solana-server.ts';

// Serves the sample market: `node replay/src/main.ts [--port-base N] [--seed N]`. One JSON line says where; a forked
// process sends the same to its parent, and ends with it.

const portBase = option('port-base', 65_532);
const seed = option('seed', Number.MAX_SAFE_INTEGER) ?? SAMPLE_SEED;
const servers: RpcServer[] = [];
process.once('SIGINT', () => stop(0));
process.once('SIGTERM', () => stop(0));
process.once('disconnect', () => stop(0));

try {
  const ready = await serve();
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  process.send?.(ready);
} catch (error) {
  const busy = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
  const reason = busy ? `A port from ${portBase} on is in use; choose another --port-base.` : String(error);
  process.stderr.write(`${reason}\n`);
  await stop(1);
}

async function serve(): Promise<object> {
  const { solana, ...evm } = sampleMarket(seed);
  const port = (offset: number): { port: number } | object => (portBase === null ? {} : { port: portBase + offset });
  servers.push(await startSolanaServer({ chain: solana.chain, ...port(0) }));
  const ranges = [{ chain: 'solana', firstBlock: solana.firstSlot, lastBlock: solana.lastSlot }];
  for (const [name, { chain }] of Object.entries(evm)) {
    servers.push(await startEvmServer({ chain, ...port(servers.length) }));
    ranges.push({ chain: name, firstBlock: chain.firstBlock, lastBlock: chain.headBlock });
  }
  const chains = ranges.map((range, position) => ({ ...range, url: servers[position]!.url }));
  const urls = Object.fromEntries(chains.map(({ chain, url }) => [chain, url]));
  return { type: 'ready', label: SAMPLE_LABEL, urls, chains };
}

/** A whole number of the command line, null when it is not given; ends the process when it is none. */
function option(name: 'port-base' | 'seed', most: number): number | null {
  const { values } = parseArgs({ options: { 'port-base': { type: 'string' }, seed: { type: 'string' } } });
  const text = values[name];
  if (text === undefined) return null;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  const kind = name === 'port-base' ? 'a port number' : 'a whole number';
  process.stderr.write(`--${name} must be ${kind} from 1 to ${most}, not "${text}".\n`);
  process.exit(2);
}

async function stop(code: number): Promise<void> {
  await Promise.all(servers.map((server) => server.close()));
  process.exit(code);
}
