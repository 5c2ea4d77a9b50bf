import type { BlockRef } from '@tokentape/core/facts/chain.ts';
import type { Fact } from '@tokentape/core/facts/facts.ts';
import type { EvmBlock } from '../dexes/evm-block.ts';
import { evmRegistry } from '../dexes/evm-registry.ts';
import type { SolanaBlock } from '../dexes/solana-block.ts';
import type { Endpoint } from '../endpoints.ts';
import { RpcClient } from '../sources/evm/rpc-client.ts';
import { solanaTransport } from '../sources/solana/transport.ts';
import { isPortalUrl } from '../sources/sqd-urls.ts';
import { announcedPools } from './announced-pools.ts';
import { readEvmTokenNames } from './evm-token-names.ts';
import { ImpostorWatch, poolsOf } from './impostor-watch.ts';
import { readSolanaTokenNames } from './solana-token-names.ts';
import { spokenNames } from './spoken-names.ts';

interface Settings {
  endpoint: Endpoint;
  signal?: AbortSignal;
  log(message: string): void;
}

/** Tells the impostors of a batch, given its decoded facts. `head` is the finalized head. */
export type FindImpostors<Block> = (blocks: Block[], facts: readonly Fact[], head: BlockRef) => Promise<Fact[]>;

/** One try and short: the list of impostors never holds up what is counted. */
const IMPATIENT = { attempts: 2, timeoutMs: 10_000 };

/** On Solana: tokens of the pools that decoded transactions show, by metadata in them or by account. */
export function findSolanaImpostors({ endpoint, signal, log }: Settings): FindImpostors<SolanaBlock> {
  const { chain, rpcUrl, apiKey, fallbackUrl } = endpoint;
  const urls = nodesOf([rpcUrl, fallbackUrl]);
  const key = urls[0] === rpcUrl ? apiKey : undefined;
  const until = signal ?? new AbortController().signal;
  const transport =
    urls.length === 0
      ? null
      : solanaTransport({ urls, apiKey: key, signal: until, log, requestsPerSecond: 2, ...IMPATIENT });
  const watch = new ImpostorWatch(
    chain.id,
    async (mints) => (transport === null ? new Map() : readSolanaTokenNames(transport, mints)),
    log,
  );
  return (blocks, facts, head) => watch.sightings(poolsOf(facts), head.time, spokenNames(blocks));
}

/** On an EVM chain: tokens of every pool that a known factory announces, by asking the token. */
export function findEvmImpostors({ endpoint, signal, log }: Settings): FindImpostors<EvmBlock> {
  const { chain, rpcUrl, fallbackUrl } = endpoint;
  const urls = nodesOf([rpcUrl, fallbackUrl]);
  const until = signal ?? new AbortController().signal;
  const rpc = new RpcClient({ urls, chainId: chain.chainId ?? 0, signal: until, log, ...IMPATIENT });
  const registry = evmRegistry(chain.id);
  let headBlock = 0;
  const watch = new ImpostorWatch(chain.id, (tokens) => readEvmTokenNames(rpc, tokens, headBlock), log);
  return (blocks, _facts, head) => {
    headBlock = head.height;
    return watch.sightings(announcedPools(blocks, registry), head.time);
  };
}

const nodesOf = (urls: readonly (string | undefined)[]): string[] =>
  urls.filter((url): url is string => url !== undefined && !isPortalUrl(url));
