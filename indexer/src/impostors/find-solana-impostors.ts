import type { SolanaBlock } from '../dexes/solana-block.ts';
import { solanaTransport } from '../sources/solana/transport.ts';
import { type FindImpostors, IMPATIENT, type ImpostorSettings, nodesOf } from './find-impostors.ts';
import { ImpostorWatch, poolsOf } from './impostor-watch.ts';
import { readSolanaTokenNames } from './solana-token-names.ts';
import { spokenNames } from './spoken-names.ts';

/** On Solana: tokens of the pools that decoded transactions show, by metadata in them or by account. */
export function findSolanaImpostors({ endpoint, signal, log }: ImpostorSettings): FindImpostors<SolanaBlock> {
  const { chain, rpcUrl, apiKey } = endpoint;
  const urls = nodesOf(endpoint);
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
