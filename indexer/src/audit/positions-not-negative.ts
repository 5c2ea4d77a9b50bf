import { indexedChains } from './indexed-chains.ts';
import { type Finding, finding, type Invariant } from './invariant.ts';

/** Q03: of a pool read from its birth, no range of ticks ever gave back more liquidity than it was given. */
export const positionsNotNegative: Invariant = {
  id: 'Q03',
  title: 'No range gives back more liquidity than it got',
  check: async (client) => {
    const findings: Finding[] = [];
    for (const { key } of await indexedChains(client)) {
      const { rows } = await client.query<{ ranges: string; broken: string[] | null }>(
        `SELECT count(*) AS ranges, array_agg(id || ' ' || lower || ' to ' || upper || ': ' || least) FILTER (WHERE least < 0) AS broken
           FROM (SELECT id, lower, upper, min(running) AS least FROM (
                   SELECT p.id, c.lower, c.upper,
                          sum(c.liquidity_delta) OVER (PARTITION BY c.pool_key, c.lower, c.upper ORDER BY c.block, c.tx_index, c.change_index) AS running
                     FROM liquidity_change c JOIN pool p ON p.key = c.pool_key
                    WHERE c.chain_key = $1 AND p.creation_seen AND p.curve <> 'bins') AS r
                  GROUP BY id, lower, upper) AS l`,
        [key],
      );
      findings.push(finding(key, Number(rows[0]!.ranges), 'ranges of pools read from birth', rows[0]!.broken ?? []));
    }
    return findings;
  },
};
