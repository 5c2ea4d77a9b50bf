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
const chains = [
  { chain: 'solana', url: urls.solana, firstBlock: market.solana.firstSlot, lastBlock: market.solana.lastSlot },
  ...(['arbitrum', 'base'] as const).map((chain) => {
    const { firstBlock, headBlock } = market[chain].chain;
    return { chain, url: urls[chain], firstBlock, lastBlock: headBlock };
  }),
];
const ready = { type: 'ready', label: SAMPLE_LABEL, urls, chains };
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
