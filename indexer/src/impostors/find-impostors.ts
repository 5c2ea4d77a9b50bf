import type { BlockRef } from '@tokentape/core/facts/chain.ts';
import type { Fact } from '@tokentape/core/facts/facts.ts';
import type { Endpoint } from '../endpoints.ts';
import { isPortalUrl } from '../sources/sqd-urls.ts';

/** Where the names of tokens are read. */
export interface ImpostorSettings {
  endpoint: Endpoint;
  signal?: AbortSignal;
  log(message: string): void;
}

/** Tells the impostors of a batch, given its decoded facts. `head` is the finalized head. */
export type FindImpostors<Block> = (blocks: Block[], facts: readonly Fact[], head: BlockRef) => Promise<Fact[]>;

/** One try and short: the list of impostors never holds up what is counted. */
export const IMPATIENT = { attempts: 2, timeoutMs: 10_000 };

/** The nodes among an end point's addresses: a portal knows no accounts and no contracts. */
export const nodesOf = ({ rpcUrl, fallbackUrl }: Endpoint): string[] =>
  [rpcUrl, fallbackUrl].filter((url): url is string => url !== undefined && !isPortalUrl(url));
