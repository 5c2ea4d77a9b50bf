import { parseArgs } from 'node:util';
import { SAMPLE_LABEL } from './market/label.ts';
import { sampleMarket } from './market/sample-market.ts';
import { startEvmServer } from './servers/evm-server.ts';
import { startSolanaServer } from './servers/solana-server.ts';

const { values } = parseArgs({ options: { 'port-base': { type: 'string' }, seed: { type: 'string' } } });
const portBase = values['port-base'] === undefined ? undefined : Number(values['port-base']);
const port = (offset: number): { port: number } | object => (portBase === undefined ? {} : { port: portBase + offset });

const market = sampleMarket(values.seed === undefined ? undefined : Number(values.seed));
const servers = {
  solana: await startSolanaServer({ chain: market.solana.chain, ...port(0) }),
  arbitrum: await startEvmServer({ chain: market.arbitrum.chain, ...port(1) }),
  base: await startEvmServer({ chain: market.base.chain, ...port(2) }),
};
const urls = { solana: servers.solana.url, arbitrum: servers.arbitrum.url, base: servers.base.url };
const blocks = {
  solana: { first: market.solana.chain.blocks[0]?.slot, last: market.solana.chain.blocks.at(-1)?.slot },
  arbitrum: { first: market.arbitrum.chain.firstBlock, last: market.arbitrum.chain.headBlock },
  base: { first: market.base.chain.firstBlock, last: market.base.chain.headBlock },
};
const ready = { type: 'ready', label: SAMPLE_LABEL, urls, blocks };
process.stdout.write(`${JSON.stringify(ready)}\n`);
process.send?.(ready);

async function stop(): Promise<void> {
  await Promise.all(Object.values(servers).map((server) => server.close()));
  process.exit(0);
}
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
// A forked server ends with its parent.
process.once('disconnect', stop);
