import { indexedChains } from './indexed-chains.ts';
import { type Finding, finding, type Invariant } from './invariant.ts';

/** Q19: nothing past the finalized head is stored, and time does not go back from block to block. */
export const finality: Invariant = {
  id: 'Q19',
  title: 'Only finalized blocks are stored, and their time goes forward',
  check: async (client) => {
    const findings: Finding[] = [];
    for (const { key } of await indexedChains(client)) {
      const ahead = await client.query<{ indexed: string; finalized: string }>(
        `SELECT indexed_block AS indexed, finalized_block AS finalized FROM chain_status
          WHERE chain_key = $1 AND indexed_block > finalized_block`,
        [key],
      );
      const back = await client.query<{ blocks: string; broken: string[] | null }>(
        `SELECT count(*) AS blocks, array_agg('time goes back at block ' || block) FILTER (WHERE block_time < before) AS broken
           FROM (SELECT block, block_time, lag(block_time) OVER (ORDER BY block) AS before
                   FROM (SELECT DISTINCT block, block_time FROM transaction WHERE chain_key = $1) AS b) AS t`,
        [key],
      );
      const broken = ahead.rows.map(
        ({ indexed, finalized }) => `block ${indexed} is stored, the chain is final to ${finalized}`,
      );
      findings.push(
        finding(key, Number(back.rows[0]!.blocks), 'blocks with transactions', [
          ...broken,
          ...(back.rows[0]!.broken ?? []),
        ]),
      );
    }
    return findings;
  },
};
