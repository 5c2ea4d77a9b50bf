import { textOf } from '../store/address-bytes.ts';
import { finding, type Invariant } from './invariant.ts';

/**
 * Q08: what a token account held before a transaction is what it held after the one before, as the source saw them; a break
 * that asking again did not mend is kept in `balance_break` and is the place of a missing transaction.
 */
export const balanceContinuity: Invariant = {
  id: 'Q08',
  title: 'Balances of token accounts go on where they stood',
  check: async (client) => {
    const { rows: chains } = await client.query<{ key: number; indexed: string }>(
      `SELECT c.key, s.indexed_block AS indexed
         FROM chain c JOIN chain_status s ON s.chain_key = c.key WHERE c.kind = 'solana' ORDER BY c.key`,
    );
    return Promise.all(
      chains.map(async ({ key, indexed }) => {
        const { rows } = await client.query<{
          account: Buffer;
          expected: string;
          after: string;
          found: string;
          block: string;
        }>(
          `SELECT account, expected_raw AS expected, after_block AS after, found_raw AS found, block
             FROM balance_break WHERE chain_key = $1 ORDER BY block, account, tx_id`,
          [key],
        );
        const broken = rows.map(
          ({ account, expected, after, found, block }) =>
            `${textOf('solana', account)} held ${expected} after slot ${after} and ${found} before slot ${block}`,
        );
        return finding(key, broken.length, `places where a transaction is missing, up to slot ${indexed}`, broken);
      }),
    );
  },
};
