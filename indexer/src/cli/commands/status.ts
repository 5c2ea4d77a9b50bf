import { Command } from 'commander';
import pg from 'pg';
import { readEnv } from '../../env.ts';
import { openDatabase } from '../database.ts';
import { printTable } from '../print-table.ts';

interface ChainStatus {
  chain: string;
  indexedBlock: string;
  indexedTime: string;
  finalizedBlock: string | null;
  lagSeconds: number | null;
  silentSeconds: number;
  fills: string;
}

const QUERY = `
  SELECT chain.id AS "chain",
         indexed_block::text AS "indexedBlock",
         to_char(indexed_time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "indexedTime",
         finalized_block::text AS "finalizedBlock",
         greatest(0, extract(epoch FROM finalized_time - indexed_time))::int AS "lagSeconds",
         extract(epoch FROM now() - updated_at)::int AS "silentSeconds",
         (SELECT count(*) FROM fill WHERE fill.chain_key = chain.key)::text AS "fills"
    FROM chain_status JOIN chain ON chain.key = chain_status.chain_key
   ORDER BY chain.key`;

/** `tape status`: how far each chain is indexed. */
export function statusCommand(): Command {
  return new Command('status')
    .description('Show how far each chain is indexed and how far behind the finalized head it is.')
    .option('--json', 'print JSON')
    .option('--max-silence <seconds>', 'exit with 1 when a chain has committed nothing for longer', Number)
    .action(async (options: { json?: boolean; maxSilence?: number }) => {
      const rows = await readStatus();
      if (options.json) console.log(JSON.stringify(rows, null, 2));
      else if (rows.length === 0) console.log('Nothing is indexed yet. Run: npx pnpm@12 start');
      else printTable(rows as unknown as Record<string, unknown>[]);
      const silent = rows.filter((row) => row.silentSeconds > (options.maxSilence ?? Number.POSITIVE_INFINITY));
      if (silent.length > 0 || (options.maxSilence && rows.length === 0)) process.exitCode = 1;
    });
}

async function readStatus(): Promise<ChainStatus[]> {
  const database = await openDatabase(readEnv());
  const client = new pg.Client({ connectionString: database.url });
  try {
    await client.connect();
    const { rows: present } = await client.query("SELECT to_regclass('public.chain_status') IS NOT NULL AS there");
    return present[0].there ? (await client.query<ChainStatus>(QUERY)).rows : [];
  } finally {
    await client.end();
    await database.stop();
  }
}
