import type { Query } from './api.ts';
import { PAGE_INFO } from './fragments.ts';
import type { PageInfo } from './types.ts';

/** A token that takes a registered ticker at an unregistered address, and the pool that was created for it. */
export interface Impostor {
  chain: string;
  address: string;
  addressUrl: string;
  shown: string;
  name: string | null;
  likeness: 'SAME' | 'LOOK_ALIKE' | null;
  imitates: string[];
  pool: string;
  dexName: string;
  pairedWith: string;
  pairedSymbol: string | null;
  block: string;
  blockTime: string;
  txId: string;
  explorerUrl: string;
}

export interface ImpostorPage {
  nodes: Impostor[];
  pageInfo: PageInfo;
  totalCount: number;
}

/** One page, newest first. */
export const impostorsQuery: Query<
  { impostors: ImpostorPage },
  { chain?: string | undefined; first: number; after?: string | undefined }
> = {
  document: `query Impostors($chain: String, $first: Int, $after: String) {
    impostors(chain: $chain, first: $first, after: $after) {
      nodes {
        chain address addressUrl shown name likeness imitates pool dexName pairedWith pairedSymbol block blockTime txId explorerUrl
      }
      totalCount ${PAGE_INFO}
    }
  }`,
};
