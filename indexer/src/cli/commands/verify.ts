import { CodedError } from '@tokentape/core/coded-error.ts';
import { getChain } from '@tokentape/core/registry/registry.ts';
import { Command, InvalidArgumentError } from 'commander';
import { poolAccounts } from '../../audit/pool-accounts.ts';
import { readPools } from '../../audit/read-pools.ts';
import { invariants, verify } from '../../audit/verify.ts';
import { configuredEndpoints } from '../../endpoints.ts';
import { type Env, readEnv } from '../../env.ts';
import { openDatabase } from '../database.ts';
import { printTable } from '../print-table.ts';

/** `tape verify`: is everything in the database true, as far as the database alone can tell? */
export function verifyCommand(): Command {
  return new Command('verify')
    .description(
      'Recompute every rollup from facts and check every invariant that needs no network; exit 1 on a difference.',
    )
    .option('--json', 'print JSON')
    .option(
      '--accounts <count>',
      'also compare the busiest Solana pools with their accounts at the configured node',
      count,
    )
    .action(async (options: { json?: boolean; accounts?: number }) => {
      const env = readEnv();
      const database = await openDatabase(env);
      try {
        const laws = options.accounts === undefined ? [] : [await accountLaw(env, database.url, options.accounts)];
        const rows = await verify(database.url, [...invariants, ...laws]);
        if (options.json) console.log(JSON.stringify(rows, null, 2));
        else printTable(rows.map(({ passed, ...row }) => ({ result: passed ? 'ok' : 'BROKEN', ...row })));
        if (rows.some(({ passed }) => !passed)) process.exitCode = 1;
      } finally {
        await database.stop();
      }
    });
}

/** Accounts are read before the database's snapshot is taken, so that the snapshot has the slots at which they were read. */
async function accountLaw(env: Env, databaseUrl: string, limit: number) {
  const endpoint = configuredEndpoints(env).find(({ chain }) => chain === getChain('solana'));
  if (!endpoint)
    throw new CodedError('NO_ENDPOINT', 'Accounts come from a node: set HELIUS_API_KEY or SOLANA_RPC_URL.');
  const { signal } = new AbortController();
  return poolAccounts(await readPools({ endpoint, databaseUrl, limit, signal, log: (text) => console.error(text) }));
}

function count(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 to 9999.');
  return Number(text);
}
