import type { ChainId } from '@tokentape/core/facts/chain.ts';
import type pg from 'pg';
import { balanceContinuity } from '../audit/balance-continuity.ts';
import { recordResult } from '../audit/record-result.ts';
import type { BalanceBreak, BalanceFindings } from '../batch.ts';
import { hexOf } from './address-bytes.ts';

/** Keeps the places where transactions are missing, drops those that are not missing any more, and says so as invariant Q08. */
export async function writeBalanceBreaks(
  client: pg.ClientBase,
  chain: ChainId,
  { breaks, mended }: BalanceFindings,
): Promise<void> {
  if (breaks.length === 0 && mended.length === 0) return;
  for (const gap of breaks) {
    await client.query(
      `INSERT INTO balance_break (chain_key, account, block, tx_id, token_key, after_block, expected_raw, found_raw)
       SELECT c.key, decode($2, 'hex'), $3, decode($4, 'hex'), t.key, $6, $7, $8
         FROM chain c JOIN token t ON t.id = $1 || ':' || $5 WHERE c.id = $1
       ON CONFLICT (chain_key, account, block, tx_id) DO NOTHING`,
      [chain, ...placeOf(gap), gap.token, gap.afterBlock, gap.expected, gap.found],
    );
  }
  for (const gap of mended) {
    await client.query(
      `DELETE FROM balance_break b USING chain c WHERE c.key = b.chain_key AND c.id = $1
          AND b.account = decode($2, 'hex') AND b.block = $3 AND b.tx_id = decode($4, 'hex')`,
      [chain, ...placeOf(gap)],
    );
  }
  for (const found of await balanceContinuity.check(client)) await recordResult(client, balanceContinuity.id, found);
}

const placeOf = ({ account, block, tx }: BalanceBreak) => [hexOf('solana', account), block, hexOf('solana', tx)];
