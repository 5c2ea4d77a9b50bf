import type { EvmBlock } from '../dexes/evm-block.ts';
import { evmRegistry } from '../dexes/evm-registry.ts';
import { RpcClient } from '../sources/evm/rpc-client.ts';
import { announcedPools } from './announced-pools.ts';
import { readEvmTokenNames } from './evm-token-names.ts';
import { type FindImpostors, IMPATIENT, type ImpostorSettings, nodesOf } from './find-impostors.ts';
import { ImpostorWatch } from './impostor-watch.ts';

/** On an EVM chain: tokens of every pool that a known factory announces, by asking the token. */
export function findEvmImpostors({ endpoint, signal, log }: ImpostorSettings): FindImpostors<EvmBlock> {
  const { chain } = endpoint;
  const until = signal ?? new AbortController().signal;
  const rpc = new RpcClient({
    ...{ urls: nodesOf(endpoint), chainId: chain.chainId ?? 0, signal: until, log },
    ...IMPATIENT,
  });
  const registry = evmRegistry(chain.id);
  let headBlock = 0;
  const watch = new ImpostorWatch(chain.id, (tokens) => readEvmTokenNames(rpc, tokens, headBlock), log);
  return (blocks, _facts, head) => {
    headBlock = head.height;
    return watch.sightings(announcedPools(blocks, registry), head.time);
  };
}
