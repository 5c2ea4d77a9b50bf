import type { Query } from './api.ts';
import { FILL, PAGE_INFO } from './fragments.ts';
import type { DayWindow, FillPage } from './types.ts';

export type FillsVariables = DayWindow & {
  first: number;
  after?: string | undefined;
  asset?: string | undefined;
  pool?: string | undefined;
};

/** One page of fills, newest first, for "load more". */
export const fillsQuery: Query<{ fills: FillPage }, FillsVariables> = {
  document: `query Fills($asset: String, $pool: String, $from: Day, $to: Day, $first: Int, $after: String) {
    fills(asset: $asset, pool: $pool, from: $from, to: $to, first: $first, after: $after) {
      nodes { ${FILL} } ${PAGE_INFO}
    }
  }`,
};
