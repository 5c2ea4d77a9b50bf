import { Command } from 'commander';
import { verify } from '../../audit/verify.ts';
import { readEnv } from '../../env.ts';
import { openDatabase } from '../database.ts';
import { printTable } from '../print-table.ts';

/** `tape verify`: is everything in the database true, as far as the database alone can tell? */
export function verifyCommand(): Command {
  return new Command('verify')
    .description(
      'Recompute every rollup from facts and check every invariant that needs no network; exit 1 on a difference.',
    )
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }) => {
      const database = await openDatabase(readEnv());
      try {
        const rows = await verify(database.url);
        if (options.json) console.log(JSON.stringify(rows, null, 2));
        else printTable(rows.map(({ passed, ...row }) => ({ result: passed ? 'ok' : 'BROKEN', ...row })));
        if (rows.some(({ passed }) => !passed)) process.exitCode = 1;
      } finally {
        await database.stop();
      }
    });
}
