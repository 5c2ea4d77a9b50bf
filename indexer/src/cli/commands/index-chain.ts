import { CodedError } from '@tokentape/core/coded-error.ts';
import { chains, getChain } from '@tokentape/core/registry/registry.ts';
import { Command, InvalidArgumentError } from 'commander';
import { configuredEndpoints, type Endpoint, publicEndpoint } from '../../endpoints.ts';
import { type Env, readEnv } from '../../env.ts';
import { indexChain } from '../../index-chain.ts';
import { openDatabase } from '../database.ts';
import { describeEndpoint } from '../live-endpoints.ts';
import { LIVE, prepareSchema } from '../prepare-database.ts';
import { createProgressView } from '../progress-bars.ts';
import { untilStopped } from '../until-stopped.ts';

interface Options {
  chain: string;
  from?: number;
  to?: number;
}

/** `tape index --chain C`: one chain, from where it stopped. */
export function indexCommand(): Command {
  return new Command('index')
    .description('Index one real chain from where it stopped, up to a block or following the head.')
    .requiredOption(
      '--chain <id>',
      `${chains
        .filter(({ indexed }) => indexed)
        .map(({ id }) => id)
        .join(', ')}`,
    )
    .option('--from <block>', 'first block (slot on Solana) when nothing is indexed yet', blockNumber)
    .option('--to <block>', 'last block; without it the head is followed until Ctrl-C', blockNumber)
    .action(async (options: Options) => {
      const env = readEnv();
      const endpoint = endpointOf(env, options.chain);
      console.error(describeEndpoint(endpoint));
      const { signal } = untilStopped();
      const database = await openDatabase(env);
      const view = createProgressView();
      try {
        await prepareSchema(database.url, LIVE);
        await indexChain({
          endpoint,
          databaseUrl: database.url,
          fromBlock: options.from ?? endpoint.chain.firstBlock ?? 0,
          ...(options.to === undefined ? {} : { toBlock: options.to }),
          signal,
          onProgress: (progress) => view.update(progress),
          log: (message) => console.error(message),
        });
      } finally {
        view.stop();
        await database.stop();
      }
      process.exit(0);
    });
}

function endpointOf(env: Env, id: string): Endpoint {
  let chain: ReturnType<typeof getChain>;
  try {
    chain = getChain(id);
  } catch (cause) {
    throw new CodedError('UNKNOWN_CHAIN', (cause as Error).message, { cause });
  }
  const found = configuredEndpoints(env).find((endpoint) => endpoint.chain === chain) ?? publicEndpoint(chain, env);
  if (found) return found;
  throw new CodedError('NO_ENDPOINT', `No end point for ${id}: set ${id.toUpperCase()}_RPC_URL in .env.`);
}

function blockNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}
